package io.tocsin.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as they are written in packs and job files: {@code 250ms}, {@code 5m}, {@code
 * 1h30m}.
 */
final class Durations {
  /** What a message says a duration looks like. */
  static final String FORM = "a duration such as 30s, 5m, 1h or 7d";

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d|w))+");
  private static final Pattern MONTHS = Pattern.compile("(\\d{1,3}) ?(mo|months?)");
  private static final Duration LONGEST = Duration.ofDays(3660);

  private Durations() {}

  /** The span, or empty when the text is none or is longer than ten years. */
  static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(one(Long.parseLong(part.group(1)), part.group(2)));
    }
    return sum.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(sum);
  }

  /** Calendar months ({@code 1 month}, {@code 3mo}), 0 when the text names none. */
  static int months(String text) {
    Matcher months = MONTHS.matcher(text);
    return months.matches() ? Integer.parseInt(months.group(1)) : 0;
  }

  /** As a person writes it: {@code 90s} is {@code 1m30s}. */
  static String text(Duration span) {
    if (span.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, span.toDaysPart(), "d");
    append(text, span.toHoursPart(), "h");
    append(text, span.toMinutesPart(), "m");
    append(text, span.toSecondsPart(), "s");
    append(text, span.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }

  private static Duration one(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
