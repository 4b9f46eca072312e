package io.tocsin.runbooks;

import java.util.List;
import java.util.Map;

/**
 * One thing that must hold.
 *
 * @param id its name; scenarios that show it have it in front of theirs
 * @param says what must hold
 * @param lines of the document it stands on, or empty
 * @param tests {@code class#method} of what shows it where no scenario can
 * @param reason why no machine can carry it out, or the rest of it; or empty
 */
record Row(String id, String says, String lines, List<String> tests, String reason) {
  private static final List<String> KEYS = List.of("id", "says", "lines", "tests", "reason");

  static Row of(Map<?, ?> entries) {
    if (!KEYS.containsAll(entries.keySet())) {
      throw new IllegalArgumentException("a row has " + entries.keySet() + ", may have " + KEYS);
    }
    return new Row(
        text(entries, "id"),
        text(entries, "says"),
        text(entries, "lines"),
        texts(entries, "tests"),
        text(entries, "reason"));
  }

  /** Whether a story is about it: {@code S0-P0-01} and {@code S0-P0-01-late} are about S0-P0-01. */
  boolean isShownBy(Story story) {
    return story.name().equals(id) || story.name().startsWith(id + "-");
  }

  /** Whether it is a golden timeline of a severity in which nobody acts. */
  boolean isLadder() {
    return id.startsWith("H6-");
  }

  private static List<String> texts(Map<?, ?> entries, String key) {
    return entries.get(key) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  private static String text(Map<?, ?> entries, String key) {
    Object value = entries.get(key);
    return value == null ? "" : value.toString();
  }
}
