package io.tocsin.metric;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Label names and values in name order, with one canonical text: {@code agent=coder-1,system=x}.
 *
 * <p>In that text {@code % = , / # |}, white space and control characters are percent-escaped (as
 * UTF-8, upper-case hexadecimal), so it can stand inside keys and ids; every other character stands
 * as it is. {@link #key()} is the same, replaced by a hash beyond {@value #MAX_KEY_BYTES} bytes.
 * Names are ordered by their UTF-16 code units.
 */
public final class Labels implements Serializable {
  /** Longest canonical text that stands in a key unhashed, in UTF-8 bytes. */
  public static final int MAX_KEY_BYTES = 200;

  public static final Labels NONE = new Labels(new TreeMap<>());

  private final TreeMap<String, String> values;
  private final String canonical;

  private Labels(TreeMap<String, String> values) {
    this.values = values;
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> appendCanonical(name, value, text));
    this.canonical = text.toString();
  }

  public static Labels of(Map<String, String> values) {
    return values.isEmpty() ? NONE : new Labels(new TreeMap<>(values));
  }

  public static Labels of(String name, String value) {
    return of(Map.of(name, value));
  }

  /**
   * Adds one pair to a canonical text; for callers that hold sorted pairs and want no map. Pairs
   * must come in name order, each name once.
   */
  public static void appendCanonical(String name, String value, StringBuilder text) {
    if (text.length() > 0) {
      text.append(',');
    }
    PercentText.escape(name, text);
    text.append('=');
    PercentText.escape(value, text);
  }

  /**
   * Reads a canonical text; the order of the pairs is free. Throws {@link IllegalArgumentException}
   * when a pair has no {@code =}, a name comes twice or an escape is broken.
   */
  public static Labels parse(String canonical) {
    if (canonical.isEmpty()) {
      return NONE;
    }
    TreeMap<String, String> values = new TreeMap<>();
    for (String pair : canonical.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "labels '" + canonical + "': '" + pair + "' has no '=', must be name=value");
      }
      String name = PercentText.unescape(pair.substring(0, equals));
      if (values.put(name, PercentText.unescape(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(
            "labels '" + canonical + "': '" + name + "' comes twice, must come once");
      }
    }
    return new Labels(values);
  }

  /** The value, or null when there is no such label. */
  public String get(String name) {
    return values.get(name);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public boolean hasAll(Collection<String> names) {
    return values.keySet().containsAll(names);
  }

  /** These labels only, those of them that are there. */
  public Labels only(Collection<String> names) {
    TreeMap<String, String> kept = new TreeMap<>();
    for (String name : names) {
      if (values.containsKey(name)) {
        kept.put(name, values.get(name));
      }
    }
    return new Labels(kept);
  }

  public Labels without(String name) {
    TreeMap<String, String> kept = new TreeMap<>(values);
    kept.remove(name);
    return new Labels(kept);
  }

  /** Name order. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableSortedMap(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** {@code name=value} pairs in name order, percent-escaped, joined by commas. */
  public String canonical() {
    return canonical;
  }

  /** The canonical text, or {@code sha256=HEX} when that is longer than 200 bytes. */
  public String key() {
    return key(canonical);
  }

  /** What {@link #key()} is for labels of this canonical text. */
  public static String key(String canonical) {
    // No character takes more than three bytes per UTF-16 code unit.
    if (canonical.length() * 3 <= MAX_KEY_BYTES) {
      return canonical;
    }
    byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_KEY_BYTES) {
      return canonical;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256=" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels && labels.canonical.equals(canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return canonical;
  }
}
