package io.tocsin.cli.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a story says when: {@code 10:16}, {@code 10:16:00.500}, {@code 5m}, {@code t0+15m}, {@code
 * 2025-10-13T09:00:00Z}.
 *
 * <p>A time of day is on the day of the start, a bare duration counts from the start, one behind
 * {@code t0} from the instant the story calls t0. All times are UTC.
 *
 * @param start when the story starts
 * @param zero what the story calls t0
 */
public record StoryClock(Instant start, Instant zero) {
  private static final Pattern DURATION =
      Pattern.compile("(?:([0-9]+(?:\\.[0-9]{1,3})?)(ms|[dhms]))+");
  private static final Pattern PIECE = Pattern.compile("([0-9]+(?:\\.[0-9]{1,3})?)(ms|[dhms])");
  private static final Pattern DAYTIME = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?");

  /** Milliseconds since the epoch. Throws {@link IllegalArgumentException} when it says no time. */
  long millis(String text) {
    return instant(text.strip()).toEpochMilli();
  }

  private Instant instant(String text) {
    if (text.equals("start")) {
      return start;
    }
    if (text.equals("t0")) {
      return zero;
    }
    if (text.startsWith("t0+")) {
      return zero.plus(duration(text.substring(3)));
    }
    if (text.startsWith("t0-")) {
      return zero.minus(duration(text.substring(3)));
    }
    try {
      if (DAYTIME.matcher(text).matches()) {
        LocalTime time = LocalTime.parse(text);
        return start.atZone(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
      }
      if (text.contains("T")) {
        return Instant.parse(text);
      }
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(expected(text), wrong);
    }
    String bare = text.startsWith("+") ? text.substring(1) : text;
    if (bare.equals("0") || DURATION.matcher(bare).matches()) {
      return start.plus(duration(bare));
    }
    throw new IllegalArgumentException(expected(text));
  }

  private static String expected(String text) {
    return "'"
        + text
        + "' is no time, must be like 10:16, 10:16:30, 5m, t0+15m or 2025-10-13T09:00:00Z";
  }

  /** {@code 1h30m}, {@code 10s}, {@code 500ms}, {@code 1.5s}, {@code 2d}, {@code 0}. */
  public static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!DURATION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration, must be like 10s, 5m, 1h30m, 2d or 500ms");
    }
    Duration total = Duration.ZERO;
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      long unit =
          switch (piece.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
          };
      long thousandths =
          new java.math.BigDecimal(piece.group(1)).movePointRight(3).longValueExact();
      total = total.plusMillis(thousandths * unit / 1_000);
    }
    return total;
  }
}
