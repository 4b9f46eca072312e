package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What people tell an incident. A command takes effect at its place in the log; what it says about
 * its own time counts for marks, if that was not long ago. What cannot be done is rejected with the
 * reason, in the ledger.
 */
final class Commands {
  /** Every command there is, for whoever mistyped one. */
  static final String KNOWN =
      "ack, unack, declare, resolve, reopen, close, set_severity, set_status, post_update, mark,"
          + " flag, unflag, phase_done, check, assign, set_field, attach, add_action, done_action";

  /** What may still be told of an incident that is resolved. */
  private static final Set<String> AFTERWARDS =
      Set.of(
          "mark",
          "close",
          "reopen",
          "check",
          "set_field",
          "assign",
          "phase_done",
          "add_action",
          "done_action");

  private final Pack pack;
  private final Story story;
  private final Gates gates;
  private final Notes notes;

  Commands(Pack pack, Story story) {
    this.pack = pack;
    this.story = story;
    gates = new Gates(pack);
    notes = new Notes(pack, story, gates);
  }

  void apply(Command command, long engineMillis) {
    if (command.verb().equals("declare")) {
      Declaring.apply(Telling.of(command, story.open(), story, engineMillis));
      return;
    }
    // To attach an incident is to name another one; the one at hand is meant.
    boolean attach = command.verb().equals("attach");
    Course course = attach ? story.latest() : story.named(command.incident());
    Telling telling = Telling.of(command, course, story, engineMillis);
    if (course == null) {
      telling.reject("no incident is open for " + command.labels());
    } else if (!attach && !isMeant(command, course)) {
      telling.reject(
          "incident "
              + command.incident()
              + " is not the one at hand, "
              + (course.displayId.isEmpty() ? Event.SUBJECT_MARK : course.displayId)
              + " is");
    } else if (course.isResolved() && !AFTERWARDS.contains(command.verb())) {
      telling.reject("the incident is resolved");
    } else {
      tell(telling);
    }
  }

  private boolean isMeant(Command command, Course course) {
    if (command.incident().isEmpty() || course.displayId.isEmpty()) {
      return command.incident().isEmpty()
          || Numbers.couldBe(pack, course.openedMillis, command.incident());
    }
    return command.incident().equals(course.displayId);
  }

  private void tell(Telling telling) {
    switch (telling.command().verb()) {
      case "ack" -> ack(telling);
      case "unack" -> unack(telling);
      case "resolve" -> resolve(telling);
      case "close" -> close(telling);
      case "reopen" -> reopen(telling);
      case "set_severity" -> setSeverity(telling);
      case "set_status" -> setStatus(telling);
      default -> notes.tell(telling);
    }
  }

  private void ack(Telling telling) {
    Course course = telling.course();
    if (course.has(Marks.ACKED)) {
      String since = Times.text(course.at(Marks.ACKED));
      telling.reject("it is acknowledged already, since " + since);
    } else {
      course.announce(
          "incident.acked",
          telling.command().id(),
          telling.atMillis(),
          telling.said(telling.byAndReason()));
      story.progress.reach(course, Marks.ACKED, telling.markMillis(), false);
    }
  }

  private void unack(Telling telling) {
    if (telling.course().has(Marks.ACKED)) {
      story.progress.unacknowledge(
          telling.course(), telling.command().id(), telling.atMillis(), telling.byAndReason());
    } else {
      telling.reject("it is not acknowledged");
    }
  }

  private void resolve(Telling telling) {
    if (gates.letReach(telling, Marks.RESOLVED)) {
      story.progress.resolve(
          telling.course(), telling.command().id(), telling.atMillis(), telling.byAndReason());
    }
  }

  private void close(Telling telling) {
    Course course = telling.course();
    if (!course.isResolved()) {
      telling.reject("it is not resolved yet; resolve comes before close");
    } else if (course.has(Marks.CLOSED)) {
      telling.reject("it is closed already, since " + Times.text(course.at(Marks.CLOSED)));
    } else if (gates.letReach(telling, Marks.CLOSED)) {
      course.announce(
          "incident.closed", telling.command().id(), telling.atMillis(), telling.byAndReason());
      story.progress.reach(course, Marks.CLOSED, telling.atMillis(), false);
    }
  }

  private void reopen(Telling telling) {
    Course course = telling.course();
    if (course != story.latest()) {
      telling.reject("a later incident has opened since");
    } else if (!course.isRecovered()) {
      telling.reject("it is open");
    } else {
      story.progress.reopen(
          course, telling.command().id(), telling.atMillis(), false, telling.byAndReason());
    }
  }

  private void setSeverity(Telling telling) {
    String severity = telling.field("severity");
    Course course = telling.course();
    if (pack.rank(severity) < 0) {
      telling.reject(Declaring.severityProblem(pack, severity));
    } else if (severity.equals(course.severity)) {
      telling.reject("it is " + severity + " already");
    } else {
      story.progress.changeSeverity(
          course, severity, telling.command().id(), telling.atMillis(), telling.byAndReason());
    }
  }

  private void setStatus(Telling telling) {
    String wanted = telling.field("status");
    for (String state : states()) {
      String word = pack.lifecycle().word(state);
      if (word.equalsIgnoreCase(wanted) || state.equalsIgnoreCase(wanted)) {
        if (state.equals(Marks.RESOLVED)) {
          resolve(telling);
        } else {
          changeStatus(telling, state, word);
        }
        return;
      }
    }
    List<String> words = states().stream().map(pack.lifecycle()::word).toList();
    telling.reject("status is '" + wanted + "', must be one of " + String.join(", ", words));
  }

  /** The states the document has words for; all of them when it has none. */
  private List<String> states() {
    Set<String> worded = pack.lifecycle().labels().keySet();
    return worded.isEmpty()
        ? Lifecycle.STATES
        : Lifecycle.STATES.stream().filter(worded::contains).toList();
  }

  private void changeStatus(Telling telling, String state, String word) {
    Course course = telling.course();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("from", course.word()));
    fields.add(Field.text("to", word));
    fields.addAll(telling.byAndReason());
    course.status = state;
    course.announce("incident.status_changed", telling.command().id(), telling.atMillis(), fields);
    story.progress.updatePosted(course, telling.atMillis());
  }
}
