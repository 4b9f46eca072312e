package io.tocsin.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names a pack declares, gathered before anything is judged: an entry that is wrong in itself
 * still counts as declared, so one mistake is told once.
 *
 * @param names declared names by section ({@code targets}, {@code triggers}, …)
 */
record Declared(Map<String, Set<String>> names) {
  private static final List<String> MAPS =
      List.of("calendars", "params", "targets", "channels", "metrics", "templates");
  private static final List<String> LISTS = List.of("severities", "slos", "triggers", "timers");

  static Declared in(Keyed root) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (String section : MAPS) {
      names.put(section, keys(root.entries().get(section)));
    }
    for (String section : LISTS) {
      names.put(section, ids(root.entries().get(section), ""));
    }
    names.get("calendars").add("always");
    names.put("steps", ids(root.entries().get("timers"), "step"));
    names.get("steps").addAll(ids(root.entries().get("timers"), "task"));
    names.put("phases", phases(root));
    names.put("checklists", keys(inside(root, "lifecycle", "checklists")));
    names.put("flags", keys(root.entries().get("flags")));
    names.get("flags").addAll(keys(inside(root, "lifecycle", "flags")));
    return new Declared(names);
  }

  Set<String> all(String section) {
    return names.get(section);
  }

  private static Value inside(Keyed root, String outer, String inner) {
    Value value = root.entries().get(outer);
    return value != null && value.isMap() ? Keyed.free(value).entries().get(inner) : null;
  }

  private static Set<String> keys(Value section) {
    return section != null && section.isMap()
        ? new LinkedHashSet<>(Keyed.free(section).entries().keySet())
        : new LinkedHashSet<>();
  }

  private static Set<String> ids(Value section, String kind) {
    Set<String> ids = new LinkedHashSet<>();
    if (section != null && section.isList()) {
      for (Value part : section.list()) {
        if (part.isMap()) {
          Map<String, Value> entries = Keyed.free(part).entries();
          if (kind.isEmpty() || kind.equals(plain(entries.get("kind")))) {
            ids.add(plain(entries.get("id")));
          }
        }
      }
    }
    ids.remove("");
    return ids;
  }

  private static Set<String> phases(Keyed root) {
    Set<String> phases = new LinkedHashSet<>();
    Value listed = inside(root, "lifecycle", "phases");
    if (listed != null && listed.isList()) {
      listed.list().forEach(phase -> phases.add(plain(phase)));
    }
    Value timers = root.entries().get("timers");
    if (timers != null && timers.isList()) {
      for (Value timer : timers.list()) {
        if (timer.isMap()) {
          phases.addAll(keys(Keyed.free(timer).entries().get("budgets")));
          phases.addAll(keys(Keyed.free(timer).entries().get("ends")));
        }
      }
    }
    return phases;
  }

  private static String plain(Value value) {
    return value == null || value.isMap() || value.isList() || value.isNull()
        ? ""
        : value.text().orElse("");
  }
}
