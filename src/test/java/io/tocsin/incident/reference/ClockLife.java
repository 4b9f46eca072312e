package io.tocsin.incident.reference;

import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A response clock: met, breached or void once, unless it is resumed. */
final class ClockLife extends Life {
  private static final Set<String> ANSWERS = Set.of("acked", "triaged", "identified");

  private enum Stand {
    NONE,
    RUNNING,
    /** Ended by a recovery or resolution; a relapse resumes it. */
    STOPPED,
    OVER
  }

  private Stand stand = Stand.NONE;
  private long due;
  private long left;
  private boolean ranBefore;

  /** It has spoken of its end, or would have; running once more it says so. */
  private boolean ended;

  ClockLife(Chronicle chronicle, int order) {
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

  @Override
  void start(long anchor, long from) {
    due = time.limit(timer, anchor);
    run(anchor);
    if (view.has(timer.until())) {
      stop(Math.max(view.at(timer.until()), anchor), view.isByRecovery(timer.until()), true);
    }
  }

  @Override
  void reached(Fact mark) {
    if (stand == Stand.RUNNING && mark.name().equals(timer.until())) {
      stop(mark.at(), mark.flag(), false);
    }
  }

  private void run(long atMillis) {
    stand = Stand.RUNNING;
    if (ended) {
      ended = false;
      say(true, "clock.resumed", atMillis, due, 0);
    }
  }

  private void stop(long reached, boolean implied, boolean starting) {
    boolean inTime = timer.strict() ? reached < due : reached <= due;
    if (inTime) {
      left = time.between(timer, reached, due);
      ended = true;
      stand = implied ? Stand.STOPPED : Stand.OVER;
      say(starting, "clock.met", Math.max(reached, chronicle.openedMillis), due, 0);
    } else {
      breach(starting);
    }
  }

  private void breach(boolean starting) {
    stand = Stand.OVER;
    ended = true;
    say(starting, "clock.breached", Math.max(due, chronicle.openedMillis), due, 0);
  }

  @Override
  void own(Fact fact) {
    if (fact.what() == Fact.What.FIRED) {
      breach(false);
    } else if (stand == Stand.RUNNING && ranBefore && ANSWERS.contains(timer.until())) {
      if (due < fact.at()) {
        breach(false);
      } else {
        left = time.between(timer, fact.at(), due);
        stand = Stand.STOPPED;
        ended = true;
        say(false, "clock.void", fact.at(), due, 0);
      }
    }
  }

  @Override
  void wentOn(long atMillis) {
    if (stand == Stand.STOPPED) {
      resume(time.plus(timer, atMillis, Duration.ofMillis(left)), atMillis);
    }
  }

  private void resume(long newDue, long atMillis) {
    stand = Stand.RUNNING;
    due = newDue;
    ended = false;
    say(false, "clock.resumed", atMillis, due, 0);
  }

  @Override
  void other(Fact fact) {
    if (fact.what() == Fact.What.RESOLVING) {
      ranBefore = stand == Stand.RUNNING;
    }
    if (fact.what() == Fact.What.ASKED
        && stand == Stand.OVER
        && timer.until().equals("acked")
        && view.concerns(timer)) {
      resume(time.limit(timer, fact.at()), fact.at());
    }
  }

  // ---- severity -------------------------------------------------------------------------------

  @Override
  void rose(long atMillis) {
    if (!view.concerns(timer)) {
      if (successor() != null) {
        vanish();
      }
      return;
    }
    if (startable() == null) {
      return;
    }
    ClockLife old = stand == Stand.RUNNING ? this : predecessor();
    long limit = time.limit(timer, atMillis);
    if (view.has(timer.until())) {
      if (view.isByRecovery(timer.until()) && stand != Stand.OVER) {
        ClockLife stopped = stand == Stand.STOPPED ? this : predecessor();
        left = time.between(timer, atMillis, limit);
        left = stopped == null ? left : Math.min(left, stopped.left);
        due = limit;
        stand = Stand.STOPPED;
        ended = true;
      }
    } else if (old != null) {
      due = Math.min(limit, old.due);
      run(atMillis);
    } else if (stand == Stand.NONE || timer.until().equals("acked")) {
      due = limit;
      run(atMillis);
    }
  }

  /** The clock of the new severity that takes this one's place, or null. */
  private ClockLife successor() {
    for (int other : chronicle.timers(Timer.Kind.CLOCK)) {
      Timer next = chronicle.pack.timers().get(other);
      boolean anchored = view.anchor(next) != null && !next.from().equals("started");
      ClockLife life = (ClockLife) chronicle.life(other, at - 1);
      boolean free = life.stand != stand || stand == Stand.NONE;
      if (view.concerns(next) && isSamePromise(next) && anchored && isTakenOver() && free) {
        return life;
      }
    }
    return null;
  }

  private boolean isTakenOver() {
    boolean reached = view.has(timer.until());
    return stand == Stand.RUNNING && !reached
        || stand == Stand.STOPPED && view.isByRecovery(timer.until());
  }

  /** The clock of a milder severity whose place this one takes, or null. */
  private ClockLife predecessor() {
    for (int other : chronicle.timers(Timer.Kind.CLOCK)) {
      Timer before = chronicle.pack.timers().get(other);
      ClockLife life = (ClockLife) chronicle.life(other, at - 1);
      if (!view.concerns(before) && isSamePromise(before)) {
        boolean reached = view.has(timer.until());
        if (life.stand == (reached ? Stand.STOPPED : Stand.RUNNING)) {
          return life;
        }
      }
    }
    return null;
  }

  private boolean isSamePromise(Timer other) {
    return other.from().equals(timer.from()) && other.until().equals(timer.until());
  }

  @Override
  void fell(long atMillis) {
    long anchorLimit = startable() == null ? 0 : time.limit(timer, startable());
    if (!view.concerns(timer)) {
      // What is past stays: the limit was over before anybody said it counts no more.
      if (stand == Stand.RUNNING && due + chronicle.waits(timer) < atMillis) {
        breach(false);
      }
      vanish();
    } else if (startable() != null && !isKnown()) {
      if (view.isByRecovery(timer.until())) {
        left = time.between(timer, view.at("recovered"), anchorLimit);
        due = anchorLimit;
        stand = Stand.STOPPED;
        ended = true;
      } else if (!view.has(timer.until()) && anchorLimit >= atMillis) {
        due = anchorLimit;
        run(atMillis);
      }
    }
  }
}
