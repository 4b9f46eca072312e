package io.tocsin.pack;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When an organisation works. A business clock counts only time inside it.
 *
 * <p>Hours are local: a day has fewer or more of them when a change of summer time falls into it,
 * and opening time is what the clock on the wall says.
 *
 * @param id the pack's name for it
 * @param zone zone of its days and hours
 * @param days working days; empty means it never closes
 * @param from opening time, inclusive
 * @param to closing time, exclusive
 * @param holidays days on which it stays closed
 */
public record BusinessCalendar(
    String id,
    ZoneId zone,
    List<DayOfWeek> days,
    LocalTime from,
    LocalTime to,
    List<LocalDate> holidays)
    implements Serializable {
  /** The calendar that never closes. */
  public static final BusinessCalendar ALWAYS =
      new BusinessCalendar(
          "always", ZoneId.of("UTC"), List.of(), LocalTime.MIN, LocalTime.MAX, List.of());

  /** Longest run of closed days that is looked through before the calendar counts as broken. */
  private static final int MAX_CLOSED_DAYS = 3 * 366;

  public BusinessCalendar {
    days = List.copyOf(days);
    holidays = List.copyOf(holidays);
  }

  public boolean neverCloses() {
    return days.isEmpty();
  }

  /** The instant itself when it is open then, else the next opening. */
  public long openAtOrAfter(long millis) {
    if (neverCloses()) {
      return millis;
    }
    LocalDate day = dayOf(millis);
    if (isWorkingDay(day) && millis < closing(day)) {
      return Math.max(millis, opening(day));
    }
    return opening(workingDayAfter(day));
  }

  /**
   * The instant by which so much open time has passed. Time that ends just at closing ends there,
   * not at the next opening.
   */
  public long plus(long millis, Duration open) {
    if (neverCloses()) {
      return millis + open.toMillis();
    }
    long left = open.toMillis();
    long at = openAtOrAfter(millis);
    while (left > closing(dayOf(at)) - at) {
      left -= closing(dayOf(at)) - at;
      at = opening(workingDayAfter(dayOf(at)));
    }
    return at + left;
  }

  /** How much open time lies between two instants; zero when they are not in order. */
  public Duration between(long fromMillis, long toMillis) {
    if (toMillis <= fromMillis) {
      return Duration.ZERO;
    }
    if (neverCloses()) {
      return Duration.ofMillis(toMillis - fromMillis);
    }
    long sum = 0;
    long at = openAtOrAfter(fromMillis);
    while (at < toMillis) {
      long end = Math.min(toMillis, closing(dayOf(at)));
      sum += end - at;
      at = opening(workingDayAfter(dayOf(at)));
    }
    return Duration.ofMillis(sum);
  }

  /** Opening time of the first working day after the local date of an instant. */
  public long nextDayStart(long millis) {
    return neverCloses() ? startOfNextDay(millis) : opening(workingDayAfter(dayOf(millis)));
  }

  /** Closing time of the first working day after the local date of an instant. */
  public long nextDayEnd(long millis) {
    return neverCloses()
        ? startOfNextDay(startOfNextDay(millis))
        : closing(workingDayAfter(dayOf(millis)));
  }

  private long startOfNextDay(long millis) {
    return dayOf(millis).plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private LocalDate dayOf(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }

  private long opening(LocalDate day) {
    return day.atTime(from).atZone(zone).toInstant().toEpochMilli();
  }

  private long closing(LocalDate day) {
    return day.atTime(to).atZone(zone).toInstant().toEpochMilli();
  }

  private boolean isWorkingDay(LocalDate day) {
    return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  private LocalDate workingDayAfter(LocalDate day) {
    LocalDate next = day.plusDays(1);
    for (int closed = 0; closed < MAX_CLOSED_DAYS; closed++, next = next.plusDays(1)) {
      if (isWorkingDay(next)) {
        return next;
      }
    }
    throw new IllegalStateException("calendar " + id + " has no working day after " + day);
  }
}
