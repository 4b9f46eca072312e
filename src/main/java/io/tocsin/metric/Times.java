package io.tocsin.metric;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How instants are written and what stands for "not yet". */
public final class Times {
  /** Stands in a millisecond field for an instant that has not come or is not known. */
  public static final long NOT_YET = Long.MIN_VALUE;

  private Times() {}

  /** RFC 3339 in UTC, with milliseconds only when they are not zero. */
  public static String text(long epochMillis) {
    return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(epochMillis));
  }
}
