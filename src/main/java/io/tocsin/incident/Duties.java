package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import io.tocsin.pack.Governance;
import io.tocsin.pack.Pack;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The recurring duties of a pack: an entity of their own, whose time is that of the engine. Each is
 * due at the first instant of its day in the pack's zone: a date, or the first day of a month, of a
 * quarter, of a year.
 */
public final class Duties {
  /** The entity they are told to; no labels can have this name. */
  static final String ENTITY = "_governance";

  private static final String VERB = "govern";

  private final Pack pack;
  private final ZoneId zone;

  Duties(Pack pack) {
    this.pack = pack;
    this.zone = pack.time().zone();
  }

  /**
   * What makes a pack's duties begin. Told again it changes nothing: they go on from where they
   * were.
   *
   * @param millis the instant from which on they are due, inclusive
   * @return one input for each pack that has duties
   */
  public static List<Input> beginning(List<Pack> packs, long millis) {
    return packs.stream()
        .filter(pack -> !pack.governance().isEmpty())
        .map(pack -> new Command(VERB, VERB, pack.id(), "", "", millis, "", Map.of()))
        .map(command -> Input.of(command.pack(), ENTITY, command))
        .toList();
  }

  Outcome begin(long engineMillis, EntityState state) {
    EntityState next = state.isEmpty() ? state.touched(engineMillis - 1) : state;
    return new Outcome(next, List.of(), wakeAt(next));
  }

  /** Tells what has become due since it was last looked at. */
  Outcome advance(long upToMillis, EntityState state) {
    if (state.isEmpty() || upToMillis <= state.touchedMillis()) {
      return new Outcome(state, List.of(), wakeAt(state));
    }
    List<Event> due = new ArrayList<>();
    long from = state.touchedMillis();
    while (true) {
      long next = nextAfter(from);
      if (next == Times.NOT_YET || next > upToMillis) {
        break;
      }
      for (Governance duty : pack.governance()) {
        if (nextAfter(duty, from) == next) {
          due.add(event(duty, next));
        }
      }
      from = next;
    }
    EntityState told = state.touched(upToMillis);
    return new Outcome(told, due, wakeAt(told));
  }

  private long wakeAt(EntityState state) {
    return state.isEmpty() ? Times.NOT_YET : nextAfter(state.touchedMillis());
  }

  private long nextAfter(long millis) {
    long next = Times.NOT_YET;
    for (Governance duty : pack.governance()) {
      long at = nextAfter(duty, millis);
      if (at != Times.NOT_YET && (next == Times.NOT_YET || at < next)) {
        next = at;
      }
    }
    return next;
  }

  /** The first instant after another at which a duty is due; {@link Times#NOT_YET} when never. */
  private long nextAfter(Governance duty, long millis) {
    if (!duty.on().isEmpty()) {
      long at = startOf(LocalDate.parse(duty.on()));
      return at > millis ? at : Times.NOT_YET;
    }
    int months =
        switch (duty.every()) {
          case "month" -> 1;
          case "quarter" -> 3;
          default -> 12;
        };
    LocalDate day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    int first = (day.getMonthValue() - 1) / months * months + 1;
    LocalDate period = LocalDate.of(day.getYear(), first, 1);
    while (startOf(period) <= millis) {
      period = period.plusMonths(months);
    }
    return startOf(period);
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private Event event(Governance duty, long atMillis) {
    LocalDate day = Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("duty", duty.id()));
    if (!duty.task().isEmpty()) {
      fields.add(Field.text("task", duty.task()));
    }
    String cause = duty.id() + "@" + day;
    return new Event(
        "governance.due", pack.id(), "", pack.id(), cause, "", atMillis, 0, fields, List.of());
  }
}
