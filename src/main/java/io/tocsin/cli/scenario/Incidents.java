package io.tocsin.cli.scenario;

import io.tocsin.incident.EntityState;
import io.tocsin.incident.Event;
import io.tocsin.incident.IncidentMachine;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberBook;
import io.tocsin.incident.NumberRequest;
import io.tocsin.incident.Numbers;
import io.tocsin.incident.Outcome;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The machines of all entities side by side, and the counters that number their incidents. */
final class Incidents {
  private static final Comparator<Event> LEDGER_ORDER =
      Comparator.comparingLong(Event::timeMillis)
          .thenComparing(Event::pack)
          .thenComparing(Event::entity)
          .thenComparing(Event::episode)
          .thenComparingLong(Event::sequence)
          .thenComparing(Event::id);

  private final Map<String, IncidentMachine> machines = new HashMap<>();
  private final Map<String, Pack> packs = new HashMap<>();
  private final TreeMap<String, Entity> entities = new TreeMap<>();
  private final Map<String, NumberBook> books = new HashMap<>();
  private final Map<String, List<Event>> unnumbered = new LinkedHashMap<>();
  private final List<Event> opened = new ArrayList<>();
  private final List<Event> ledger = new ArrayList<>();

  /** One entity and everything remembered about it. */
  private static final class Entity {
    private final String pack;
    private EntityState state;

    Entity(String pack, EntityState state) {
      this.pack = pack;
      this.state = state;
    }
  }

  Incidents(List<Pack> packs, long latenessMillis) {
    for (Pack pack : packs) {
      this.packs.put(pack.id(), pack);
      machines.put(pack.id(), new IncidentMachine(pack, latenessMillis));
    }
  }

  /** Applies inputs that are in order of engine time, then fires what is due until the end. */
  List<Event> play(List<Rehearsal.Timed> inputs, long untilMillis) {
    for (int i = 0; i < inputs.size(); i++) {
      long now = inputs.get(i).engineMillis();
      apply(inputs.get(i).input(), now);
      if (i + 1 == inputs.size() || inputs.get(i + 1).engineMillis() > now) {
        number();
      }
    }
    for (Entity entity : entities.values()) {
      keep(entity, machines.get(entity.pack).advance(untilMillis, entity.state));
    }
    number();
    ledger.sort(LEDGER_ORDER);
    return ledger;
  }

  private void apply(Input input, long now) {
    IncidentMachine machine = machines.get(input.pack());
    Entity entity =
        entities.computeIfAbsent(
            input.key(),
            key -> new Entity(input.pack(), EntityState.none(input.pack(), input.entity())));
    keep(entity, machine.advance(now - 1, entity.state));
    keep(entity, machine.on(input, now, entity.state));
  }

  private void keep(Entity entity, Outcome outcome) {
    entity.state = outcome.next();
    for (Event event : outcome.events()) {
      boolean ofNoIncident = event.episode().equals(event.pack());
      if (!event.subject().isEmpty() || ofNoIncident) {
        ledger.add(event);
        continue;
      }
      unnumbered.computeIfAbsent(event.episode(), episode -> new ArrayList<>()).add(event);
      if (event.type().equals("incident.opened")) {
        opened.add(event);
      }
    }
  }

  /** Gives numbers to the incidents opened since, by opening time and entity. */
  private void number() {
    opened.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::entity));
    for (Event event : opened) {
      NumberAnswer answer = ask(Numbers.request(packs.get(event.pack()), event));
      Entity entity = entities.get(event.pack() + "/" + event.entity());
      entity.state = machines.get(event.pack()).number(answer, entity.state);
      for (Event held : unnumbered.remove(event.episode())) {
        ledger.add(held.numbered(answer.displayId(), answer.roomSuffix()));
      }
    }
    opened.clear();
  }

  private NumberAnswer ask(NumberRequest request) {
    NumberBook book = books.getOrDefault(request.key(), NumberBook.none());
    Numbers.Answered answered = Numbers.answer(book, request);
    books.put(request.key(), answered.next());
    return answered.answer() == null ? ask(answered.onward()) : answered.answer();
  }
}
