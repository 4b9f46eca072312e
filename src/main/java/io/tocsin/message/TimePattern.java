package io.tocsin.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A date-time pattern of a place, in the letters of {@link DateTimeFormatter} that every instant
 * can be written with. Names of months and days are English.
 */
final class TimePattern {
  /** Letters; the others need what an instant in a zone may not have, or a width it may exceed. */
  private static final String LETTERS = "GyuMLdEaHhmsSzVXxO";

  static final TimePattern RFC_3339 = new TimePattern("");

  private final String pattern;

  private TimePattern(String pattern) {
    this.pattern = pattern;
  }

  static TimePattern of(String pattern) {
    return new TimePattern(pattern);
  }

  static boolean isPattern(String text) {
    if (text.isBlank() || !unquoted(text).chars().allMatch(TimePattern::isAllowed)) {
      return false;
    }
    try {
      DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
      return true;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean isAllowed(int character) {
    boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    return letter ? LETTERS.indexOf(character) >= 0 : "[]{}#".indexOf(character) < 0;
  }

  private static String unquoted(String text) {
    return text.replaceAll("'[^']*'", "");
  }

  /** Whether a reader can tell the day from it. */
  boolean hasDate() {
    return unquoted(pattern).indexOf('d') >= 0;
  }

  String format(long millis, ZoneId zone) {
    DateTimeFormatter form =
        pattern.isEmpty()
            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
            : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return form.format(Instant.ofEpochMilli(millis).atZone(zone));
  }
}
