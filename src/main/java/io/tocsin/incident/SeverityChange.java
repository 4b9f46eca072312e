package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a change of severity does to the timers.
 *
 * <p>Upwards nothing is relaxed: a running limit ends at the earlier of its old end and the new
 * severity's limit from now; each target hears at the earlier of the two times, by the new
 * severity's earliest step; a new acknowledgement is asked for. Downwards, which only a command
 * does, limits count from opening and nothing that is past is made up for.
 */
final class SeverityChange {
  private final Pack pack;
  private final Timers timers;
  private final RisingSteps risingSteps;
  private final FallingTimers fallingTimers;

  SeverityChange(Pack pack, Timers timers) {
    this.pack = pack;
    this.timers = timers;
    risingSteps = new RisingSteps(pack, timers);
    fallingTimers = new FallingTimers(pack, timers);
  }

  void change(Course course, String to, String cause, long atMillis, List<Field> extra) {
    boolean worse = pack.rank(to) < course.rank();
    String from = course.severity;
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("from", from));
    fields.add(Field.text("to", to));
    fields.addAll(extra);
    course.severity = to;
    if (worse) {
      course.generation++;
    }
    course.announce("incident.severity_changed", cause, atMillis, fields);
    if (worse) {
      upgrade(course, atMillis);
    } else {
      fallingTimers.rearm(course, from, atMillis);
    }
  }

  private void upgrade(Course course, long atMillis) {
    course.marks.remove(Marks.ACKED);
    Map<String, Long> pending = risingSteps.takeOld(course, atMillis);
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (!timer.appliesTo(course.severity) || !isAnchored(course, timer)) {
        continue;
      }
      switch (timer.kind()) {
        case CLOCK -> upgradeClock(course, timer, order, atMillis);
        case CADENCE -> upgradeCadence(course, timer, order, atMillis);
        case STEP, TASK -> {
          if (!timer.onlyIf().isEmpty()) {
            armOnce(course, timer, order, atMillis);
          }
        }
        case HOLD -> {
          if (!Timers.isKnown(course, timer)) {
            timers.holds.arm(course, timer, order, anchorOf(course, timer), atMillis);
          }
        }
        case PHASES -> armOnce(course, timer, order, atMillis);
      }
    }
    dropOld(course, Timer.Kind.PHASES);
    dropOld(course, Timer.Kind.HOLD);
    risingSteps.arm(course, pending, atMillis);
  }

  /** Only what its mark has already started can start over. */
  static boolean isAnchored(Course course, Timer timer) {
    return !timer.from().equals(Marks.STARTED)
        && !Timers.takesNextLevel(timer)
        && (course.marks.keySet().stream().anyMatch(mark -> Timers.countsFrom(timer, mark))
            || course.flags.keySet().stream()
                .anyMatch(flag -> Timers.countsFrom(timer, "flag:" + flag)));
  }

  private void armOnce(Course course, Timer timer, int order, long atMillis) {
    if (!Timers.isKnown(course, timer)) {
      timers.arm(course, timer, order, atMillis);
    }
  }

  private void upgradeClock(Course course, Timer timer, int order, long atMillis) {
    if (course.has(timer.until())) {
      if (isOverByRecovery(course, timer) && !isOverForGood(course, timer)) {
        long limit = timers.dues.limit(timer, atMillis);
        long left = timers.dues.calendar(timer).between(atMillis, limit).toMillis();
        TimerState stopped = takeStopped(course, timer);
        left = stopped == null ? left : Math.min(left, stopped.remainingMillis());
        timers.clocks.startStopped(course, timer, order, atMillis, limit, left);
      }
      return;
    }
    long due = timers.dues.limit(timer, atMillis);
    TimerState own = live(course, timer.id());
    TimerState old = own != null ? own : counterpart(course, timer);
    if (old != null) {
      due = Math.min(due, old.dueMillis());
      course.timers.remove(old);
    }
    boolean ended = old == null && Timers.isKnown(course, timer);
    if (!ended || timer.until().equals(Marks.ACKED)) {
      course.timers.removeIf(state -> state.timer().equals(timer.id()));
      timers.clocks.arm(course, timer, order, atMillis, due, atMillis);
    }
  }

  private void upgradeCadence(Course course, Timer timer, int order, long atMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every == null) {
      return;
    }
    if (course.has(timer.until())) {
      if (isOverByRecovery(course, timer)) {
        takeStopped(course, timer);
        course.start(TimerState.armed(timer.id(), order, 0, atMillis, atMillis).metWith(0));
      }
      return;
    }
    long due = timers.dues.calendar(timer).plus(atMillis, every);
    TimerState own = live(course, timer.id());
    TimerState old = own != null ? own : counterpart(course, timer);
    if (old != null) {
      due = Math.min(due, old.dueMillis());
      course.timers.remove(old);
    }
    course.timers.removeIf(state -> state.timer().equals(timer.id()));
    course.start(TimerState.armed(timer.id(), order, 0, atMillis, due));
  }

  /** Whether a relapse would set it going again. */
  static boolean isOverByRecovery(Course course, Timer timer) {
    boolean implied =
        timer.until().equals(Marks.RECOVERED) || timer.until().equals(Marks.MITIGATED);
    return implied
        && course.isRecovered()
        && course.at(timer.until()) == course.at(Marks.RECOVERED);
  }

  /** Breached, or met by a person's word; what the recovery has stopped is neither. */
  private static boolean isOverForGood(Course course, Timer timer) {
    return course.timers.stream()
        .anyMatch(state -> state.timer().equals(timer.id()) && !state.metByRecovery());
  }

  /** Takes away the timer, or the old severity's in its place, that the recovery has stopped. */
  private TimerState takeStopped(Course course, Timer timer) {
    TimerState stopped = null;
    for (TimerState state : course.timers) {
      Timer other = pack.timers().get(state.order());
      boolean own = other.id().equals(timer.id());
      if (state.metByRecovery() && (own || isReplacedBy(course, other, timer))) {
        stopped = state;
      }
    }
    course.timers.remove(stopped);
    course.timers.removeIf(state -> state.timer().equals(timer.id()));
    return stopped;
  }

  private static boolean isReplacedBy(Course course, Timer old, Timer timer) {
    return old.kind() == timer.kind()
        && old.until().equals(timer.until())
        && old.from().equals(timer.from())
        && !old.appliesTo(course.severity);
  }

  /** The running timer of the old severity that the new one takes the place of, or null. */
  private TimerState counterpart(Course course, Timer timer) {
    for (TimerState state : course.timers) {
      Timer other = pack.timers().get(state.order());
      if (state.is(State.ARMED) && isReplacedBy(course, other, timer)) {
        return state;
      }
    }
    return null;
  }

  private static TimerState live(Course course, String timer) {
    return course.timers.stream()
        .filter(state -> state.timer().equals(timer) && state.is(State.ARMED))
        .findFirst()
        .orElse(null);
  }

  private void dropOld(Course course, Timer.Kind kind) {
    course.timers.removeIf(
        state -> {
          Timer timer = pack.timers().get(state.order());
          return timer.kind() == kind && !timer.appliesTo(course.severity);
        });
  }

  /** The earliest mark or flag that the timer counts from, or else the opening. */
  static long anchorOf(Course course, Timer timer) {
    long anchor = Long.MAX_VALUE;
    for (Map.Entry<String, Long> mark : course.marks.entrySet()) {
      if (Timers.countsFrom(timer, mark.getKey())) {
        anchor = Math.min(anchor, mark.getValue());
      }
    }
    for (Map.Entry<String, Long> flag : course.flags.entrySet()) {
      if (Timers.countsFrom(timer, "flag:" + flag.getKey())) {
        anchor = Math.min(anchor, flag.getValue());
      }
    }
    return anchor == Long.MAX_VALUE ? course.openedMillis : anchor;
  }
}
