package io.tocsin.pack;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When an organisation works. A business clock counts only time inside it.
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

  public BusinessCalendar {
    days = List.copyOf(days);
    holidays = List.copyOf(holidays);
  }

  public boolean neverCloses() {
    return days.isEmpty();
  }
}
