package io.tocsin.incident.reference;

import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds escalations that an incident owes: it was bad for so long, and they never came. */
final class Losses {
  private final Pack pack;
  private final long until;
  private final List<Event> events;

  Losses(Pack pack, long until, List<Event> events) {
    this.pack = pack;
    this.until = until;
    this.events = events;
  }

  /** The first that was lost, or nothing. Changes of severity have promises of their own. */
  String lost() {
    Set<String> told = new HashSet<>();
    for (Event event : events) {
      if (event.type().equals("incident.severity_changed")) {
        return "";
      }
      Shown.list(event, "targets").forEach(target -> told.add(event.type() + "/" + target));
    }
    for (Timer timer : pack.timers()) {
      if (isPlain(timer) && isOwed(timer)) {
        for (String target : timer.to()) {
          if (!told.contains(timer.action().text() + "/" + target)) {
            return timer.id() + " never told " + target + " in " + events.get(0).episode();
          }
        }
      }
    }
    return "";
  }

  private boolean isPlain(Timer timer) {
    return timer.kind() == Timer.Kind.STEP
        && timer.from().equals("opened")
        && timer.calendar().equals("always")
        && !timer.nextBusinessDay()
        && timer.onlyIf().isEmpty()
        && timer.needs().isEmpty()
        && !timer.to().contains("next_level")
        && timer.appliesTo(Shown.field(events.get(0), "severity"));
  }

  private boolean isOwed(Timer timer) {
    long delay = timer.at().toMillis();
    boolean over = events.stream().anyMatch(one -> one.type().equals("incident.resolved"));
    return switch (timer.unless()) {
      case "" -> over || events.get(0).timeMillis() + delay <= until;
      case "recovered" -> badMillis() > delay;
      default -> false;
    };
  }

  /** How long it was neither recovered nor resolved. */
  private long badMillis() {
    long sum = 0;
    long since = events.get(0).timeMillis();
    boolean bad = true;
    for (Event event : events) {
      boolean ends =
          event.type().equals("incident.recovered") || event.type().equals("incident.resolved");
      if (bad && ends) {
        String said = Shown.field(event, "said");
        sum += (said.isEmpty() ? event.timeMillis() : Times.parse(said)) - since;
        bad = false;
      } else if (event.type().equals("incident.reopened")) {
        since = event.timeMillis();
        bad = true;
      }
    }
    return bad ? sum + until - since : sum;
  }
}
