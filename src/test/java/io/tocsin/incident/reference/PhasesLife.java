package io.tocsin.incident.reference;

import java.time.Duration;
import java.util.List;

/** Phases with budgets: one after the other. They stand still with the incident's time. */
final class PhasesLife extends Life {
  private enum Stand {
    NONE,
    RUNNING,
    STANDING,
    OVER
  }

  private Stand stand = Stand.NONE;
  private int phase;
  private long due;
  private long left;
  private boolean ranBefore;

  PhasesLife(Chronicle chronicle, int order) {
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
    return stand == Stand.RUNNING ? List.of(new Due(phase, due)) : List.of();
  }

  private Duration budget(int index) {
    return timer.budgets().get(index).duration();
  }

  @Override
  void start(long anchor, long from) {
    long entered = anchor;
    for (phase = 0; phase < timer.budgets().size(); phase++) {
      due = time.plus(timer, timer.ends() ? anchor : entered, budget(phase));
      if (due >= from) {
        stand = Stand.RUNNING;
        stand(from);
        return;
      }
      entered = due;
    }
  }

  private void stand(long atMillis) {
    if (stand == Stand.RUNNING && standsStill()) {
      stop(atMillis);
    }
  }

  private void stop(long atMillis) {
    stand = Stand.STANDING;
    left = time.between(timer, atMillis, due);
  }

  @Override
  void own(Fact fact) {
    if (fact.what() == Fact.What.FIRED) {
      say(false, "phase.overrun", fact.at(), fact.at(), phase);
      enter(phase + 1, fact.at());
    } else if (ranBefore && stand == Stand.RUNNING) {
      stop(fact.at());
    }
  }

  /**
   * The next phase begins. Its end, where phases have ends instead of budgets, keeps its distance
   * from the end of the one before, so that time that stood still moves all of them.
   */
  private void enter(int next, long entered) {
    if (next >= timer.budgets().size()) {
      stand = Stand.OVER;
      return;
    }
    Duration span = timer.ends() ? budget(next).minus(budget(phase)) : budget(next);
    if (stand == Stand.STANDING) {
      left = timer.ends() ? left + span.toMillis() : span.toMillis();
    } else {
      due = time.plus(timer, timer.ends() ? due : entered, span);
    }
    phase = next;
  }

  @Override
  void wentOn(long atMillis) {
    if (stand == Stand.STANDING) {
      stand = Stand.RUNNING;
      due = time.plus(timer, atMillis, Duration.ofMillis(left));
    }
  }

  @Override
  void other(Fact fact) {
    if (fact.what() == Fact.What.STOOD) {
      stand(fact.at());
    }
    if (fact.what() == Fact.What.RESOLVING) {
      ranBefore = stand == Stand.RUNNING;
    }
    if (fact.what() == Fact.What.PHASE_DONE && stand != Stand.OVER && isKnown()) {
      done(fact.name(), fact.at());
    }
  }

  private void done(String name, long atMillis) {
    for (int index = 0; index < timer.budgets().size(); index++) {
      if (!timer.budgets().get(index).phase().equals(name)) {
        continue;
      }
      if (index >= phase) {
        enter(index + 1, atMillis);
      } else if (index == phase - 1 && !timer.ends()) {
        restart(atMillis);
      }
      return;
    }
  }

  /** The phase before has overrun and is done only now: this one's budget counts from now. */
  private void restart(long atMillis) {
    if (stand == Stand.STANDING) {
      left = budget(phase).toMillis();
    } else {
      due = time.plus(timer, atMillis, budget(phase));
    }
  }

  @Override
  void rose(long atMillis) {
    if (!view.concerns(timer)) {
      vanish();
    } else if (startable() != null && stand == Stand.NONE) {
      start(atMillis, atMillis);
    }
  }
}
