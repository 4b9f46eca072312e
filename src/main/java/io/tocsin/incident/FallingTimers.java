package io.tocsin.incident;

import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.List;

/**
 * The timers of an incident whose severity falls, which only a command does: limits count from
 * opening, and nothing that is past is made up for.
 */
final class FallingTimers {
  private final Pack pack;
  private final Timers timers;

  FallingTimers(Pack pack, Timers timers) {
    this.pack = pack;
    this.timers = timers;
  }

  void rearm(Course course, String formerSeverity, long atMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (!timer.appliesTo(course.severity)) {
        boolean overdue = state.is(State.ARMED) && timers.judgedAt(state) < atMillis;
        if (overdue && timer.kind() == Timer.Kind.CLOCK) {
          timers.clocks.breach(course, state, timer);
        }
        course.timers.removeIf(other -> other.timer().equals(timer.id()));
      } else if (timer.kind() == Timer.Kind.CADENCE) {
        timers.cadences.fell(course, state, timer, formerSeverity, atMillis);
      }
    }
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (!timer.appliesTo(course.severity)
          || !SeverityChange.isAnchored(course, timer)
          || Timers.isKnown(course, timer)) {
        continue;
      }
      arm(course, timer, order, atMillis);
    }
  }

  private void arm(Course course, Timer timer, int order, long fallMillis) {
    long anchor = SeverityChange.anchorOf(course, timer);
    // While incident time stands still, it is as late as it was at the recovery.
    boolean stands = course.standsStill() && Timers.standsStillWhileRecovered(timer);
    long atMillis = stands ? course.at(Marks.RECOVERED) : fallMillis;
    switch (timer.kind()) {
      case CLOCK -> {
        long due = timers.dues.limit(timer, anchor);
        if (SeverityChange.isOverByRecovery(course, timer)) {
          long since = course.at(Marks.RECOVERED);
          long left = timers.dues.calendar(timer).between(since, due).toMillis();
          timers.clocks.startStopped(course, timer, order, anchor, due, left);
        } else if (!course.has(timer.until()) && due >= atMillis) {
          timers.clocks.arm(course, timer, order, anchor, due, atMillis);
        }
      }
      case STEP, TASK -> {
        if (timers.dues.stepDue(timer, anchor) >= atMillis) {
          timers.arm(course, timer, order, anchor);
        }
      }
      case CADENCE -> {
        long last = course.marks.getOrDefault(Marks.UPDATED, anchor);
        timers.cadences.arm(course, timer, order, last, atMillis);
      }
      case HOLD -> timers.holds.arm(course, timer, order, anchor, atMillis);
      case PHASES -> timers.phases.arm(course, timer, order, anchor, atMillis);
    }
    if (stands) {
      timers.pause(course, atMillis);
    }
  }
}
