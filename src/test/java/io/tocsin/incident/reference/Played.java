package io.tocsin.incident.reference;

import io.tocsin.incident.EntityState;
import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.IncidentMachine;
import io.tocsin.incident.Outcome;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A history as the machine tells it, with the states it went through. */
final class Played {
  /** What the second telling does not know of; everything else that is told is compared. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "incident.noted",
          "message",
          "channel.create",
          "gate.open",
          "gate.skipped",
          "action.overdue");

  private static final Set<String> WORDING =
      Set.of("summary", "hints", "values", "impact", "responder", "text", "items");

  /** One call of the machine: the state before, what was said, the state after. */
  record Turn(EntityState before, List<Event> said, EntityState after) {}

  final List<Turn> turns = new ArrayList<>();

  static Played of(Pack pack, long latenessMillis, List<Moment> history, long until) {
    IncidentMachine machine = new IncidentMachine(pack, latenessMillis);
    Played played = new Played();
    EntityState state = EntityState.none(pack.id(), RandomHistory.entity(pack));
    for (Moment moment : history) {
      state = played.take(state, machine.advance(moment.firedThroughMillis(), state));
      state = played.take(state, machine.on(moment.input(), moment.engineMillis(), state));
    }
    played.take(state, machine.advance(until, state));
    return played;
  }

  private EntityState take(EntityState before, Outcome outcome) {
    turns.add(new Turn(before, outcome.events(), outcome.next()));
    return outcome.next();
  }

  List<Event> events() {
    List<Event> all = new ArrayList<>();
    turns.forEach(turn -> all.addAll(turn.said()));
    return all;
  }

  /** The events without their wording and numbering, in order. */
  List<Event> comparable() {
    List<Event> some = new ArrayList<>();
    for (Event event : events()) {
      if (!LEFT_OUT.contains(event.type())) {
        some.add(plain(event));
      }
    }
    return some;
  }

  private static Event plain(Event event) {
    boolean rejected = event.type().equals("command.rejected");
    List<Field> data = new ArrayList<>();
    for (Field field : event.data()) {
      boolean whyNot = rejected && field.name().equals("reason");
      if (!WORDING.contains(field.name()) && !whyNot) {
        data.add(field);
      }
    }
    return new Event(
        event.type(),
        event.pack(),
        event.entity(),
        event.episode(),
        event.cause(),
        event.subject(),
        event.timeMillis(),
        0,
        data,
        event.deliveries());
  }
}
