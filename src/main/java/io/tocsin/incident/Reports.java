package io.tocsin.incident;

import io.tocsin.message.Content;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.pack.Lifecycle.Checklist;
import io.tocsin.pack.Lifecycle.Item;
import io.tocsin.pack.Lifecycle.Milestone;
import io.tocsin.pack.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The longer parts of reports: what happened when, what was ticked, what is to be done. */
final class Reports {
  private static final String CHECKLIST = "checklist.";

  /** In front of an objective's id: the value with which it was first broken. */
  private static final String BROKEN = "broken/";

  private Reports() {}

  /** The part of this name; empty when there is none, or nothing to say. */
  static Optional<Content> of(Story story, Course course, String name) {
    return switch (name) {
      case "timeline" -> timeline(course);
      case "actions" -> lines(course.actions.stream().map(Reports::line).toList());
      case "related" -> related(story.past.related(course));
      case "violated_slos" -> lines(List.of(String.join(", ", violatedSlos(story, course))));
      default -> name.startsWith(CHECKLIST) ? checklist(course, name) : Optional.empty();
    };
  }

  private static Optional<Content> timeline(Course course) {
    List<Content.Row> rows = new ArrayList<>();
    for (Milestone milestone : course.pack.lifecycle().timeline()) {
      String text = milestone.text().isEmpty() ? words(milestone.mark()) : milestone.text();
      rows.add(new Content.Row(course.at(milestone.mark()), text));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Content.Rows(rows, course.pack.time().zone()));
  }

  /** Not as a text that came in: the places for names must stay in it. */
  private static Optional<Content> related(List<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new Content.Text(String.join(", ", names)));
  }

  /** {@code response_initiated} is {@code Response initiated}. */
  private static String words(String mark) {
    String words = mark.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private static String line(ActionItem action) {
    StringBuilder line = new StringBuilder(box(action.isDone())).append(action.action());
    if (!action.owner().isEmpty()) {
      line.append(" - Owner: ").append(action.owner());
    }
    if (!action.due().isEmpty()) {
      line.append(" - Due: ").append(action.due());
    }
    if (!action.priority().isEmpty()) {
      line.append(" - Priority: ").append(action.priority());
    }
    return line.toString();
  }

  private static String box(boolean done) {
    return done ? "- [x] " : "- [ ] ";
  }

  private static Optional<Content> checklist(Course course, String name) {
    List<String> lines = new ArrayList<>();
    for (Checklist list : course.pack.lifecycle().checklists()) {
      if (name.equals(CHECKLIST + list.id())) {
        List<String> open = Items.open(course, list.items());
        for (Item item : Items.applicable(course, list.items())) {
          lines.add(box(!open.contains(item.id())) + item.text());
        }
      }
    }
    return lines(lines);
  }

  /** Objectives that were broken at some instant of the incident, or that the values of now are. */
  private static List<String> violatedSlos(Story story, Course course) {
    List<String> violated = new ArrayList<>();
    for (Slo slo : course.pack.slos()) {
      String opened = course.snapshots.get(Marks.OPENED + "/" + slo.metric());
      String value = opened != null ? opened : story.readings.latest().get(slo.metric());
      if (course.snapshots.containsKey(BROKEN + slo.id()) || isBroken(slo, value)) {
        violated.add(slo.id());
      }
    }
    return violated;
  }

  /** Keeps which objectives are broken while one more thing goes wrong. */
  static void keepBroken(Story story, Course course) {
    for (Slo slo : course.pack.slos()) {
      String value = story.readings.latest().get(slo.metric());
      if (isBroken(slo, value)) {
        course.snapshots.putIfAbsent(BROKEN + slo.id(), value);
      }
    }
  }

  private static boolean isBroken(Slo slo, String value) {
    return value != null && slo.op().holds(Fraction.of(Decimal.parse(value)), slo.value());
  }

  private static Optional<Content> lines(List<String> lines) {
    return Scene.text(String.join("\n", lines));
  }
}
