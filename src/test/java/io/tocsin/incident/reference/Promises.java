package io.tocsin.incident.reference;

import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of the machine's own events, whatever any other telling says: resolved at most
 * once; a clock ends exactly once unless resumed; a guarded step never fires after its stop; a
 * relapse neither loses nor doubles an escalation; an upgrade never relaxes a limit.
 */
final class Promises {
  private static final Set<String> STEPS =
      Set.of("page", "notify", "escalate", "review", "ticket", "task");
  private static final Set<String> ENDS = Set.of("clock.met", "clock.breached", "clock.void");

  private final Pack pack;
  private final RandomHistory history;
  private final List<Event> events;

  private Promises(Pack pack, RandomHistory history, List<Event> events) {
    this.pack = pack;
    this.history = history;
    this.events = events;
  }

  /** The first promise that is broken, with the event that breaks it; nothing when all hold. */
  static String broken(Pack pack, RandomHistory history, List<Moment> moments, Played played) {
    Map<String, List<Event>> episodes = new LinkedHashMap<>();
    for (Event event : played.events()) {
      if (event.sequence() > 0) {
        episodes.computeIfAbsent(event.episode(), unused -> new ArrayList<>()).add(event);
      }
    }
    boolean awake =
        moments.stream().allMatch(one -> one.firedThroughMillis() == one.engineMillis() - 1);
    for (List<Event> episode : episodes.values()) {
      Promises promises = new Promises(pack, history, episode);
      String broken = promises.resolvedAtMostOnce();
      broken += promises.clocksEndOnce();
      broken += promises.guardedStepsStop();
      broken += promises.nothingIsDoubled();
      if (awake && history.latenessMillis == 0) {
        broken += new Losses(pack, history.until, episode).lost();
      }
      if (!broken.isEmpty()) {
        return broken;
      }
    }
    return Relaxations.in(pack, played);
  }

  private String resolvedAtMostOnce() {
    boolean resolved = false;
    for (Event event : events) {
      if (event.type().equals("incident.resolved") && resolved) {
        return "resolved twice: " + Shown.line(event);
      }
      resolved |= event.type().equals("incident.resolved");
      resolved &= !event.type().equals("incident.reopened");
    }
    return "";
  }

  private String clocksEndOnce() {
    Set<String> ended = new HashSet<>();
    Set<String> once = new HashSet<>();
    for (Event event : events) {
      String timer = Shown.field(event, "timer");
      if (ENDS.contains(event.type())) {
        once.add(timer);
      }
      if (ENDS.contains(event.type()) && !ended.add(timer)) {
        return "a clock ends twice: " + Shown.line(event);
      }
      if (event.type().equals("clock.resumed")) {
        ended.remove(timer);
      }
    }
    boolean plain =
        events.stream()
            .map(Event::type)
            .noneMatch(Set.of("incident.severity_changed", "incident.reopened")::contains);
    for (Timer timer : plain ? pack.timers() : List.<Timer>of()) {
      if (mustHaveEnded(timer) && !once.contains(timer.id())) {
        return "clock " + timer.id() + " never ends in " + events.get(0).episode();
      }
    }
    return "";
  }

  private boolean mustHaveEnded(Timer timer) {
    Event opened = events.get(0);
    return timer.kind() == Timer.Kind.CLOCK
        && timer.from().equals("opened")
        && timer.calendar().equals("always")
        && !timer.limit().isZero()
        && timer.appliesTo(Shown.field(opened, "severity"))
        && opened.timeMillis() + timer.limit().toMillis() + history.latenessMillis <= history.until;
  }

  private String guardedStepsStop() {
    Set<String> stops = new HashSet<>();
    for (Event event : events) {
      switch (event.type()) {
        case "incident.recovered" -> stops.add("recovered");
        case "incident.resolved" -> stops.addAll(List.of("recovered", "resolved"));
        case "incident.reopened" -> stops.removeAll(List.of("recovered", "resolved", "acked"));
        case "incident.acked" -> stops.add("acked");
        case "incident.unacked" -> stops.remove("acked");
        case "incident.severity_changed" -> {
          if (pack.rank(Shown.field(event, "to")) < pack.rank(Shown.field(event, "from"))) {
            stops.remove("acked");
          }
        }
        case "incident.noted" -> {
          if (Shown.field(event, "what").equals("mark")) {
            stops.add(Shown.field(event, "name"));
          }
        }
        default -> {
          // Steps are looked at below; nothing else stops one.
        }
      }
      if (STEPS.contains(event.type()) && stops.contains(timer(event).unless())) {
        return "a step fires after its stop: " + Shown.line(event);
      }
    }
    return "";
  }

  private String nothingIsDoubled() {
    Set<String> told = new HashSet<>();
    for (Event event : events) {
      if (STEPS.contains(event.type())) {
        boolean first = StepLife.isAtOnce(timer(event));
        for (String target : Shown.list(event, "targets")) {
          String once = event.type() + "/" + target + (first ? "@" + event.timeMillis() : "");
          if (!told.add(once)) {
            return target + " is told twice: " + Shown.line(event);
          }
        }
      }
    }
    return "";
  }

  private Timer timer(Event event) {
    return pack.timer(Shown.field(event, "timer")).orElseThrow();
  }
}
