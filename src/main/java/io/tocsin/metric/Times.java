package io.tocsin.metric;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/** How instants are written and read, and what stands for "not yet". */
public final class Times {
  /** Stands in a millisecond field for an instant that has not come or is not known. */
  public static final long NOT_YET = Long.MIN_VALUE;

  /** First instant that can be written: the year 0000, UTC. */
  public static final long EARLIEST = -62_167_219_200_000L;

  /** Last instant that can be written: the end of the year 9999, UTC. */
  public static final long LATEST = 253_402_300_799_999L;

  private static final int MAX_MILLIS_DIGITS = 18;
  private static final long MINUTE = 60_000;
  private static final int DATE_AND_TIME = "2025-10-10T10:00:00".length();

  private Times() {}

  /** RFC 3339 in UTC, with milliseconds only when they are not zero. */
  public static String text(long epochMillis) {
    return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(epochMillis));
  }

  /**
   * Reads RFC 3339 with any offset, or a number of milliseconds since the epoch; what is finer than
   * a millisecond is cut off. {@link #NOT_YET} when the text is neither, or outside the years 0 to
   * 9999.
   */
  public static long parse(String text) {
    long instant = rfc3339(text, false);
    return instant != NOT_YET ? instant : epochMillis(text);
  }

  /** Like {@link #parse}, and a text without a zone is UTC: {@code 2025-10-10 10:00:00}. */
  public static long parseAsUtc(String text) {
    long instant = rfc3339(text, true);
    return instant != NOT_YET ? instant : epochMillis(text);
  }

  private static long epochMillis(String text) {
    int end = endOfDigits(text, 0);
    if (end == text.length() && end > 0 && end <= MAX_MILLIS_DIGITS) {
      return inRange(Long.parseLong(text));
    }
    try {
      Decimal millis = Decimal.parse(text);
      boolean writable =
          millis.compareTo(Decimal.of(EARLIEST)) >= 0 && millis.compareTo(Decimal.of(LATEST)) <= 0;
      return writable
          ? millis.toBigDecimal().setScale(0, RoundingMode.FLOOR).longValueExact()
          : NOT_YET;
    } catch (NumberFormatException noNumber) {
      return NOT_YET;
    }
  }

  private static long inRange(long instant) {
    return instant < EARLIEST || instant > LATEST ? NOT_YET : instant;
  }

  private static long rfc3339(String text, boolean zoneMayBeMissing) {
    if (text.length() < DATE_AND_TIME) {
      return NOT_YET;
    }
    long seconds = dateAndTime(text);
    if (seconds == NOT_YET) {
      return NOT_YET;
    }
    int at = DATE_AND_TIME;
    int millis = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = endOfDigits(text, at + 1);
      if (end == at + 1) {
        return NOT_YET;
      }
      for (int i = at + 1; i <= at + 3; i++) {
        millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
      }
      at = end;
    }
    long offset = zoneMayBeMissing && at == text.length() ? 0 : offsetMillis(text, at);
    if (offset == NOT_YET) {
      return NOT_YET;
    }
    long instant = seconds * 1000 + millis - offset;
    // A leap second is only ever the last one of a UTC day; it is told as the instant after it.
    boolean leap = text.charAt(DATE_AND_TIME - 1) == '0' && text.charAt(DATE_AND_TIME - 2) == '6';
    if (leap && Math.floorMod(seconds * 1000 - offset, 1440 * MINUTE) != 0) {
      return NOT_YET;
    }
    return inRange(instant);
  }

  private static long dateAndTime(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    char between = text.charAt(10);
    boolean punctuated =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (between == 'T' || between == 't' || between == ' ')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    boolean inRange =
        year >= 0
            && (month >= 1 && month <= 12)
            && (day >= 1 && day <= 31)
            && (hour >= 0 && hour <= 23)
            && (minute >= 0 && minute <= 59)
            && (second >= 0 && second <= 60);
    if (!punctuated || !inRange || (day > 28 && !YearMonth.of(year, month).isValidDay(day))) {
      return NOT_YET;
    }
    return LocalDate.of(year, month, day).toEpochDay() * 86_400
        + hour * 3_600
        + minute * 60
        + second;
  }

  private static long offsetMillis(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return NOT_YET;
    }
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return NOT_YET;
    }
    long offset = (hours * 60 + minutes) * MINUTE;
    return switch (text.charAt(at)) {
      case '+' -> offset;
      case '-' -> -offset;
      default -> NOT_YET;
    };
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int number(String text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
