package io.tocsin.metric;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Label names and values in name order, with one canonical text: {@code agent=coder-1,system=x}.
 *
 * <p>In that text the bytes of {@code % = , / # |}, white space and control characters are
 * percent-escaped, so it can stand inside keys and ids. {@link #key()} is the same, cut to a hash
 * beyond {@value #MAX_KEY_BYTES} bytes.
 */
public final class Labels implements Serializable {
  /** Longest canonical text that stands in a key unhashed, in UTF-8 bytes. */
  public static final int MAX_KEY_BYTES = 200;

  public static final Labels NONE = new Labels(new TreeMap<>());
  private static final String ESCAPED = "%=,/#|";

  private final TreeMap<String, String> values;
  private final String canonical;

  private Labels(TreeMap<String, String> values) {
    this.values = values;
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (text.length() > 0) {
            text.append(',');
          }
          escape(name, text);
          text.append('=');
          escape(value, text);
        });
    this.canonical = text.toString();
  }

  public static Labels of(Map<String, String> values) {
    return values.isEmpty() && NONE != null ? NONE : new Labels(new TreeMap<>(values));
  }

  public static Labels of(String name, String value) {
    return of(Map.of(name, value));
  }

  /** Reads a canonical text. Throws {@link IllegalArgumentException} when it is none. */
  public static Labels parse(String canonical) {
    TreeMap<String, String> values = new TreeMap<>();
    if (!canonical.isEmpty()) {
      for (String pair : canonical.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException(
              "labels '" + canonical + "': '" + pair + "' has no '=', must be name=value");
        }
        values.put(unescape(pair.substring(0, equals)), unescape(pair.substring(equals + 1)));
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

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ESCAPED.indexOf(c) >= 0 || Character.isISOControl(c) || Character.isWhitespace(c)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
      } else {
        out.append(c);
      }
    }
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%' && i + 2 < raw.length) {
        bytes.write(HexFormat.fromHexDigits(text(raw, i + 1, 2)));
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String text(byte[] raw, int from, int length) {
    return new String(raw, from, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels && labels.canonical.equals(canonical);
  }

  @Override
  public int hashCode() {
    return Objects.hash(canonical);
  }

  @Override
  public String toString() {
    return canonical;
  }
}
