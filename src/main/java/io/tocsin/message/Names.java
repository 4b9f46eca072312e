package io.tocsin.message;

import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that templates of one pack may use, each with what sort of value it has. */
public final class Names {
  /** Instants at which metrics are kept, in front of a metric's name: {@code opened.error_rate}. */
  public static final List<String> SNAPSHOTS = List.of("now", "opened", "mitigated", "recovered");

  private static final List<String> TEXTS =
      List.of(
          "id",
          "pack",
          "title",
          "severity",
          "severity_name",
          "severity_icon",
          "status",
          "state",
          "slack_label",
          "trigger",
          "trigger_summary",
          "detection",
          "hints",
          "responder",
          "services",
          "text",
          "violated_slos",
          "actions",
          "related");

  /** Instants that are no marks of the pack's course. */
  private static final List<String> TIMES = List.of("updated", "time", "next_update", "review_due");

  private static final List<String> SPANS =
      List.of(
          "elapsed", "duration", "detection_time", "response_time", "resolution_time", "downtime");

  /** What events say of themselves, where nothing else has the name. */
  private static final List<String> OF_EVENTS =
      List.of(
          "by",
          "reason",
          "from",
          "to",
          "timer",
          "level",
          "targets",
          "due",
          "value",
          "threshold",
          "phase",
          "items",
          "action",
          "owner",
          "priority",
          "horizon",
          "summary",
          "what",
          "name");

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  private Names(Pack pack) {
    all(TEXTS, Kind.TEXT);
    all(Lifecycle.MARKS, Kind.TIME);
    all(TIMES, Kind.TIME);
    all(SPANS, Kind.SPAN);
    kinds.put("every", Kind.NUMBER);
    kinds.put("timeline", Kind.ROWS);
    pack.incident().roles().forEach(role -> kinds.putIfAbsent(role, Kind.TEXT));
    all(ownMarks(pack), Kind.TIME);
    for (Metric metric : pack.metrics()) {
      SNAPSHOTS.forEach(when -> kinds.put(when + "." + metric.name(), Kind.NUMBER));
    }
    pack.lifecycle().checklists().forEach(list -> kinds.put("checklist." + list.id(), Kind.TEXT));
    pack.severities()
        .forEach(rung -> rung.words().keySet().forEach(word -> text("severity." + word)));
    pack.incident().groupBy().forEach(label -> text("label." + label));
    for (int i = 1; i <= pack.incident().channelPatterns().size(); i++) {
      text("channel." + i);
    }
    pack.incident().fields().forEach(this::text);
    OF_EVENTS.forEach(this::text);
  }

  /** The names of a pack. */
  public static Names of(Pack pack) {
    return new Names(pack);
  }

  private void all(Iterable<String> names, Kind kind) {
    names.forEach(name -> kinds.putIfAbsent(name, kind));
  }

  private void text(String name) {
    kinds.putIfAbsent(name, Kind.TEXT);
  }

  /** Marks by names of their own; those made of two words ({@code phase:x}) are no names. */
  private static Set<String> ownMarks(Pack pack) {
    Set<String> marks = new LinkedHashSet<>(pack.lifecycle().ticks().keySet());
    pack.lifecycle().timeline().forEach(milestone -> marks.add(milestone.mark()));
    pack.timers().forEach(timer -> marks.addAll(List.of(timer.from(), timer.until())));
    marks.removeIf(mark -> mark.isEmpty() || mark.contains(":"));
    return marks;
  }

  /** What sort of value a name has; empty when no template of the pack may use it. */
  public Optional<Kind> kind(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /** All of them, sorted. */
  public Set<String> all() {
    return new TreeSet<>(kinds.keySet());
  }
}
