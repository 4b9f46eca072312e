package io.tocsin.incident.reference;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes down what is said, as the ledger has it; sequence numbers are left out. */
final class Ledger {
  private final Pack pack;
  private final String entity;
  final List<Event> events = new ArrayList<>();

  Ledger(Pack pack, String entity) {
    this.pack = pack;
    this.entity = entity;
  }

  /** A fact, and what the timers say to it: those that end before those that begin. */
  void add(Chronicle chronicle, Fact fact) {
    chronicle.add(fact);
    for (boolean starting : new boolean[] {false, true}) {
      for (int order = 0; order < pack.timers().size(); order++) {
        for (Life.Saying saying : chronicle.life(order).sayings) {
          if (saying.starting() == starting) {
            say(chronicle, pack.timers().get(order), saying);
          }
        }
      }
    }
  }

  private void say(Chronicle chronicle, Timer timer, Life.Saying saying) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    if (saying.type().startsWith("clock.")) {
      fields.add(Field.text("due", Times.text(saying.due())));
      if (timer.advisory()) {
        fields.add(Field.flag("advisory", true));
      }
    } else if (saying.type().equals("phase.overrun")) {
      fields.add(Field.text("phase", timer.budgets().get(saying.part()).phase()));
    } else if (saying.type().equals("hold.done") && timer.sample() != null) {
      long samples = timer.holdFor().dividedBy(timer.sample());
      fields.add(Field.number("samples", Long.toString(samples)));
    }
    List<Delivery> deliveries = new ArrayList<>();
    if (saying.type().equals("update.due") && !timer.via().isEmpty()) {
      fields.add(Field.list("targets", timer.to().isEmpty() ? timer.via() : timer.to()));
      fields.add(Field.list("channels", timer.via()));
      deliveries.addAll(reminders(chronicle, timer));
    }
    String cause = cause(chronicle, saying.type(), timer);
    write(chronicle, saying.type(), cause, saying.at(), fields, deliveries);
  }

  /** An update goes to its targets; where it names none, to whoever reads its channels. */
  private static List<Delivery> reminders(Chronicle chronicle, Timer timer) {
    List<Delivery> all = new ArrayList<>();
    int generation = chronicle.view().generation;
    for (String target : timer.to()) {
      timer.via().forEach(channel -> all.add(new Delivery(target, channel, generation)));
    }
    if (timer.to().isEmpty()) {
      timer.via().forEach(channel -> all.add(new Delivery(channel, channel, generation)));
    }
    return all;
  }

  private String cause(Chronicle chronicle, String type, Timer timer) {
    long before =
        events.stream()
            .filter(event -> event.episode().equals(chronicle.episode) && event.type().equals(type))
            .filter(event -> event.cause().startsWith(timer.id() + "#"))
            .count();
    return timer.id() + "#" + (before + 1);
  }

  /** A step has come to those targets who were not told the same before. */
  void step(Chronicle chronicle, int order, StepLife.Piece piece, List<String> told, long at) {
    Timer timer = pack.timers().get(order);
    String type = Chronicle.action(timer);
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    if (!timer.level().isEmpty()) {
      fields.add(Field.text("level", timer.level()));
    }
    fields.add(Field.list("targets", told));
    if (!timer.via().isEmpty()) {
      fields.add(Field.list("channels", timer.via()));
    }
    if (timer.by() != null) {
      long deadline = chronicle.time.plus(timer, piece.anchor, timer.by());
      fields.add(Field.text("by", Times.text(deadline)));
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (String target : told) {
      for (String channel : timer.via()) {
        deliveries.add(new Delivery(target, channel, chronicle.view().generation));
      }
    }
    write(chronicle, type, cause(chronicle, type, timer), at, fields, deliveries);
  }

  void write(Chronicle chronicle, String type, String cause, long at, List<Field> fields) {
    write(chronicle, type, cause, at, fields, List.of());
  }

  /** To everybody who was told of the incident, in the order in which they last were. */
  void announce(Chronicle chronicle, String type, String cause, long at, List<Field> fields) {
    List<Chronicle.Told> told = chronicle.told(chronicle.last());
    Set<Delivery> deliveries = new LinkedHashSet<>();
    for (int i = 0; i < told.size(); i++) {
      if (!isToldAgain(told, i)) {
        for (String channel : told.get(i).channels()) {
          String target = told.get(i).target();
          deliveries.add(new Delivery(target, channel, chronicle.view().generation));
        }
      }
    }
    write(chronicle, type, cause, at, fields, new ArrayList<>(deliveries));
  }

  private static boolean isToldAgain(List<Chronicle.Told> told, int index) {
    Chronicle.Told one = told.get(index);
    return told.subList(index + 1, told.size()).stream()
        .anyMatch(
            later ->
                later.is(one.target(), one.action())
                    && later.channels().containsAll(one.channels()));
  }

  private void write(
      Chronicle chronicle,
      String type,
      String cause,
      long at,
      List<Field> fields,
      List<Delivery> deliveries) {
    View view = chronicle.view();
    List<Field> data = new ArrayList<>();
    data.add(Field.text("severity", view.severity));
    data.add(Field.text("status", pack.lifecycle().word(view.status)));
    data.add(Field.text("started", Times.text(chronicle.startedMillis)));
    data.add(Field.text("opened", Times.text(chronicle.openedMillis)));
    if (chronicle.drill) {
      data.add(Field.flag("drill", true));
    }
    data.addAll(fields);
    events.add(
        new Event(type, pack.id(), entity, chronicle.episode, cause, "", at, 0, data, deliveries));
  }

  /** A command that no incident can take. */
  void rejected(String cause, long at, List<Field> fields) {
    events.add(
        new Event(
            "command.rejected", pack.id(), "", pack.id(), cause, "", at, 0, fields, List.of()));
  }
}
