package io.tocsin.incident.reference;

import io.tocsin.pack.BusinessCalendar;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Time on calendars, found by walking over the days one by one. */
final class SlowTime {
  private final Pack pack;

  SlowTime(Pack pack) {
    this.pack = pack;
  }

  /** The instant by which so much open time has passed since another. */
  long plus(Timer timer, long from, Duration open) {
    BusinessCalendar calendar = pack.calendar(timer.calendar());
    if (calendar.days().isEmpty()) {
      return from + open.toMillis();
    }
    long left = open.toMillis();
    for (LocalDate day = dateOf(calendar, from); ; day = day.plusDays(1)) {
      if (!works(calendar, day)) {
        continue;
      }
      long start = Math.max(from, at(calendar, day, calendar.from()));
      long end = at(calendar, day, calendar.to());
      if (start < end && left <= end - start) {
        return start + left;
      }
      left -= Math.max(0, end - start);
    }
  }

  /** Open milliseconds between two instants; none when they are not in order. */
  long between(Timer timer, long from, long to) {
    BusinessCalendar calendar = pack.calendar(timer.calendar());
    if (calendar.days().isEmpty() || to <= from) {
      return Math.max(0, to - from);
    }
    long sum = 0;
    LocalDate last = dateOf(calendar, to);
    for (LocalDate day = dateOf(calendar, from); !day.isAfter(last); day = day.plusDays(1)) {
      if (works(calendar, day)) {
        long start = Math.max(from, at(calendar, day, calendar.from()));
        long end = Math.min(to, at(calendar, day, calendar.to()));
        sum += Math.max(0, end - start);
      }
    }
    return sum;
  }

  /** When a clock's limit is reached that counts from an instant. */
  long limit(Timer timer, long anchor) {
    if (timer.nextBusinessDayEnd()) {
      return nextWorkingDay(timer, anchor, false);
    }
    if (timer.limitMonths() > 0) {
      ZoneId zone = pack.time().zone();
      return Instant.ofEpochMilli(anchor)
          .atZone(zone)
          .plusMonths(timer.limitMonths())
          .toInstant()
          .toEpochMilli();
    }
    return plus(timer, anchor, timer.limit());
  }

  /** When a step that counts from an instant is due. */
  long due(Timer timer, long anchor) {
    return timer.nextBusinessDay()
        ? nextWorkingDay(timer, anchor, true)
        : plus(timer, anchor, timer.at() == null ? Duration.ZERO : timer.at());
  }

  private long nextWorkingDay(Timer timer, long anchor, boolean opening) {
    BusinessCalendar calendar = pack.calendar(timer.calendar());
    if (calendar.days().isEmpty()) {
      calendar = pack.calendar("business");
    }
    LocalDate day = dateOf(calendar, anchor).plusDays(1);
    while (!works(calendar, day)) {
      day = day.plusDays(1);
    }
    return at(calendar, day, opening ? calendar.from() : calendar.to());
  }

  private static boolean works(BusinessCalendar calendar, LocalDate day) {
    return calendar.days().contains(day.getDayOfWeek()) && !calendar.holidays().contains(day);
  }

  private static LocalDate dateOf(BusinessCalendar calendar, long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), calendar.zone());
  }

  private static long at(BusinessCalendar calendar, LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(calendar.zone()).toInstant().toEpochMilli();
  }
}
