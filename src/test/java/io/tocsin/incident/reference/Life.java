package io.tocsin.incident.reference;

import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What becomes of one timer of one incident, told from the first fact to some other: when it is due
 * next, and what it says at the last of these facts.
 */
abstract class Life {
  /** Marks that a relapse may take back, and with them what counts from them. */
  private static final Set<String> TAKEN_BACK =
      Set.of("mitigated", "recovered", "stable", "resolved", "closed");

  /** One part of a timer that is due at an instant if nothing comes between. */
  record Due(int part, long at) {}

  /**
   * Something a timer says.
   *
   * @param starting said by a timer that has just begun; those that end speak first
   * @param due the limit it speaks of
   */
  record Saying(boolean starting, String type, long at, long due, int part) {}

  final Chronicle chronicle;
  final SlowTime time;
  final Timer timer;
  final int order;

  /** What it says at the last fact that was read. */
  final List<Saying> sayings = new ArrayList<>();

  /** The fact that is being read, and how the incident stands with it. */
  int at;

  View view;

  Life(Chronicle chronicle, int order) {
    this.chronicle = chronicle;
    this.time = chronicle.time;
    this.order = order;
    this.timer = chronicle.pack.timers().get(order);
  }

  static Life read(Chronicle chronicle, int order, int upTo) {
    Life life =
        switch (chronicle.pack.timers().get(order).kind()) {
          case CLOCK -> new ClockLife(chronicle, order);
          case CADENCE -> new CadenceLife(chronicle, order);
          case HOLD -> new HoldLife(chronicle, order);
          case PHASES -> new PhasesLife(chronicle, order);
          case STEP, TASK -> new StepLife(chronicle, order);
        };
    for (life.at = 0; life.at <= upTo; life.at++) {
      life.sayings.clear();
      life.view = chronicle.view(life.at);
      life.on(chronicle.facts.get(life.at));
    }
    return life;
  }

  private void on(Fact fact) {
    switch (fact.what()) {
      case MARK -> {
        reached(fact);
        startFrom(fact.name(), fact.at());
      }
      case FLAG -> startFrom("flag:" + fact.name(), fact.at());
      case ROSE -> rose(fact.at());
      case FELL -> fell(fact.at());
      case WENT_ON -> {
        if (TAKEN_BACK.contains(timer.from()) && !view.has(timer.from())) {
          vanish();
        }
        wentOn(fact.at());
      }
      case FIRED, HELD, DROPPED, ENDED -> {
        if (fact.timer() == order) {
          own(fact);
        }
      }
      default -> other(fact);
    }
  }

  private void startFrom(String mark, long anchor) {
    if (!isKnown() && view.concerns(timer) && View.counts(timer, mark)) {
      start(anchor, anchor);
    }
  }

  /** Whether incident time stands still for it; what counts from the recovery goes on. */
  final boolean standsStill() {
    boolean guarded = timer.kind() == Timer.Kind.PHASES || timer.unless().equals("recovered");
    return guarded && view.standsStill() && !List.of("recovered", "stable").contains(timer.from());
  }

  /** Whether it ever began, and was not taken away since. */
  abstract boolean isKnown();

  /** It begins to count from an anchor; what would have been due before {@code from} is past. */
  abstract void start(long anchor, long from);

  /** It is as if it had never begun. */
  abstract void vanish();

  /** What is due next, one by one. */
  abstract List<Due> dues();

  /** A mark was reached. */
  void reached(Fact mark) {}

  /** The severity rose. */
  abstract void rose(long atMillis);

  /** The severity fell: what does not belong to it any more is gone, the rest may begin. */
  void fell(long atMillis) {
    Long anchor = startable();
    if (!view.concerns(timer)) {
      vanish();
    } else if (anchor != null && !isKnown()) {
      start(anchor, standsStill() ? view.at("recovered") : atMillis);
    }
  }

  /** The earliest mark it may count from; a detection clock has no second chance. */
  final Long startable() {
    return timer.from().equals("started") ? null : view.anchor(timer);
  }

  /** Incident time goes on after a relapse. */
  abstract void wentOn(long atMillis);

  /** It fired, was held back, dropped, or ends with the incident. */
  abstract void own(Fact fact);

  /** Anything else. */
  void other(Fact fact) {}

  final void say(boolean starting, String type, long atMillis, long due, int part) {
    sayings.add(new Saying(starting, type, atMillis, due, part));
  }
}
