package io.tocsin.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void carriesHalfAnHourOverTheWeekend() {
    assertThat(week(UTC).plus(at(UTC, "2025-10-10T16:30"), Duration.ofHours(1)))
        .isEqualTo(at(UTC, "2025-10-13T09:30"));
  }

  @Test
  void endsAtClosingWhenTimeRunsOutJustThen() {
    assertThat(week(UTC).plus(at(UTC, "2025-10-10T16:00"), Duration.ofHours(1)))
        .isEqualTo(at(UTC, "2025-10-10T17:00"));
  }

  @Test
  void startsAtTheNextOpeningFromOutsideItsHours() {
    BusinessCalendar calendar = week(UTC);
    assertThat(calendar.openAtOrAfter(at(UTC, "2025-10-10T18:00")))
        .isEqualTo(at(UTC, "2025-10-13T09:00"));
    assertThat(calendar.openAtOrAfter(at(UTC, "2025-10-10T17:00")))
        .isEqualTo(at(UTC, "2025-10-13T09:00"));
    assertThat(calendar.openAtOrAfter(at(UTC, "2025-10-10T08:59")))
        .isEqualTo(at(UTC, "2025-10-10T09:00"));
    assertThat(calendar.plus(at(UTC, "2025-10-11T12:00"), Duration.ofHours(4)))
        .isEqualTo(at(UTC, "2025-10-13T13:00"));
  }

  @Test
  void keepsTheWallClockAcrossSummerTime() {
    assertThat(week(BERLIN).plus(at(BERLIN, "2025-10-24T16:30"), Duration.ofHours(1)))
        .isEqualTo(at(BERLIN, "2025-10-27T09:30"));
    assertThat(week(NEW_YORK).plus(at(NEW_YORK, "2025-03-07T16:30"), Duration.ofHours(1)))
        .isEqualTo(at(NEW_YORK, "2025-03-10T09:30"));
  }

  @Test
  void skipsHolidays() {
    BusinessCalendar calendar =
        new BusinessCalendar(
            "business",
            UTC,
            List.of(DayOfWeek.values()),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            List.of(LocalDate.parse("2025-12-25"), LocalDate.parse("2025-12-26")));
    assertThat(calendar.plus(at(UTC, "2025-12-24T16:00"), Duration.ofHours(2)))
        .isEqualTo(at(UTC, "2025-12-27T10:00"));
  }

  @Test
  void knowsTheNextBusinessDay() {
    BusinessCalendar calendar = week(UTC);
    assertThat(calendar.nextDayStart(at(UTC, "2025-10-10T10:01")))
        .isEqualTo(at(UTC, "2025-10-13T09:00"));
    assertThat(calendar.nextDayEnd(at(UTC, "2025-10-10T10:01")))
        .isEqualTo(at(UTC, "2025-10-13T17:00"));
  }

  @Test
  void agreesWithCountingMinutes() {
    Random random = new Random(7);
    for (ZoneId zone : List.of(UTC, BERLIN, NEW_YORK)) {
      BusinessCalendar calendar = week(zone);
      for (int i = 0; i < 60; i++) {
        long from = at(zone, "2025-10-20T00:00") + random.nextInt(16 * 24 * 60) * 60_000L;
        Duration open = Duration.ofMinutes(random.nextInt(1_200));
        long due = calendar.plus(from, open);
        assertThat(minutesOpen(zone, from, due)).isEqualTo(open.toMinutes());
        assertThat(calendar.between(from, due)).isEqualTo(open);
      }
    }
  }

  private static long minutesOpen(ZoneId zone, long from, long to) {
    long minutes = 0;
    for (long at = from; at < to; at += 60_000) {
      LocalDateTime local = LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(at), zone);
      boolean weekday = local.getDayOfWeek().getValue() <= 5;
      minutes += weekday && local.getHour() >= 9 && local.getHour() < 17 ? 1 : 0;
    }
    return minutes;
  }

  private static BusinessCalendar week(ZoneId zone) {
    return new BusinessCalendar(
        "business",
        zone,
        List.of(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY),
        LocalTime.of(9, 0),
        LocalTime.of(17, 0),
        List.of());
  }

  private static long at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
  }
}
