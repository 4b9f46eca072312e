package io.tocsin.incident.reference;

import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.List;

/** Updates that are due again and again, each an interval after the last. */
final class CadenceLife extends Life {
  private enum Stand {
    NONE,
    RUNNING,
    /** Ended by a recovery or resolution; a relapse starts it anew. */
    STOPPED,
    OVER
  }

  private Stand stand = Stand.NONE;
  private long due;
  private boolean ranBefore;

  CadenceLife(Chronicle chronicle, int order) {
    super(chronicle, order);
  }

  @Override
  boolean isKnown() {
    return stand != Stand.NONE;
  }

  @Override
  void vanish() {
    stand = Stand.NONE;
  }

  @Override
  List<Due> dues() {
    return stand == Stand.RUNNING ? List.of(new Due(0, due)) : List.of();
  }

  private Duration every() {
    return timer.everyFor(view.severity);
  }

  @Override
  void start(long anchor, long from) {
    if (every() == null) {
      return;
    }
    if (view.has(timer.until())) {
      stand = view.isByRecovery(timer.until()) ? Stand.STOPPED : Stand.NONE;
    } else {
      stand = Stand.RUNNING;
      due = Math.max(time.plus(timer, anchor, every()), from);
    }
  }

  @Override
  void reached(Fact mark) {
    if (stand == Stand.RUNNING && mark.name().equals(timer.until())) {
      stand = mark.flag() ? Stand.STOPPED : Stand.OVER;
    }
  }

  @Override
  void own(Fact fact) {
    if (fact.what() == Fact.What.FIRED) {
      say(false, "update.due", fact.at(), fact.at(), 0);
      again(fact.at());
    } else if (stand == Stand.RUNNING && ranBefore) {
      stand = Stand.STOPPED;
    }
  }

  /** The next is due an interval after this one; without an interval it was the last. */
  private void again(long from) {
    if (every() == null) {
      stand = Stand.OVER;
    } else {
      due = time.plus(timer, from, every());
    }
  }

  @Override
  void wentOn(long atMillis) {
    if (stand == Stand.STOPPED && every() != null) {
      stand = Stand.RUNNING;
      again(atMillis);
    }
  }

  @Override
  void other(Fact fact) {
    if (fact.what() == Fact.What.RESOLVING) {
      ranBefore = stand == Stand.RUNNING;
    }
    if (fact.what() == Fact.What.POSTED && stand == Stand.RUNNING && every() != null) {
      again(fact.at());
    }
  }

  // ---- severity -------------------------------------------------------------------------------

  @Override
  void rose(long atMillis) {
    if (!view.concerns(timer)) {
      if (isReplaced()) {
        vanish();
      }
    } else if (startable() != null && every() != null) {
      if (view.has(timer.until())) {
        stand = view.isByRecovery(timer.until()) ? Stand.STOPPED : stand;
      } else {
        CadenceLife old = stand == Stand.RUNNING ? this : predecessor();
        long next = time.plus(timer, atMillis, every());
        due = old == null ? next : Math.min(next, old.due);
        stand = Stand.RUNNING;
      }
    }
  }

  private boolean isReplaced() {
    for (int other : chronicle.timers(Timer.Kind.CADENCE)) {
      Timer next = chronicle.pack.timers().get(other);
      CadenceLife life = (CadenceLife) chronicle.life(other, at - 1);
      boolean serves =
          view.concerns(next) && view.anchor(next) != null && next.everyFor(view.severity) != null;
      boolean reached = view.has(timer.until());
      if (serves
          && isSamePromise(next)
          && (stand == Stand.RUNNING && !reached && life.stand != Stand.RUNNING
              || stand == Stand.STOPPED && view.isByRecovery(timer.until()))) {
        return true;
      }
    }
    return false;
  }

  private CadenceLife predecessor() {
    for (int other : chronicle.timers(Timer.Kind.CADENCE)) {
      Timer before = chronicle.pack.timers().get(other);
      CadenceLife life = (CadenceLife) chronicle.life(other, at - 1);
      if (!view.concerns(before) && isSamePromise(before) && life.stand == Stand.RUNNING) {
        return life;
      }
    }
    return null;
  }

  private boolean isSamePromise(Timer other) {
    return other.from().equals(timer.from()) && other.until().equals(timer.until());
  }

  @Override
  void fell(long atMillis) {
    Long anchor = startable();
    if (!view.concerns(timer) || every() == null) {
      vanish();
    } else if (anchor != null && (stand == Stand.NONE || hasNewInterval())) {
      Long last = lastUpdate();
      start(last == null ? anchor : last, atMillis);
    }
  }

  private boolean hasNewInterval() {
    View before = chronicle.view(at - 2);
    return stand == Stand.RUNNING && !every().equals(timer.everyFor(before.severity));
  }

  /** When the last update was posted or fell due, whichever timer's it was. */
  private Long lastUpdate() {
    Long last = null;
    for (Fact fact : chronicle.facts.subList(0, at)) {
      boolean fellDue =
          fact.what() == Fact.What.FIRED
              && chronicle.pack.timers().get(fact.timer()).kind() == Timer.Kind.CADENCE;
      if (fellDue || fact.what() == Fact.What.POSTED) {
        last = fact.at();
      }
    }
    return last;
  }
}
