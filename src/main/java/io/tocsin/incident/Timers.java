package io.tocsin.incident;

import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The timers of an incident: when each is armed, due, paused, resumed and over.
 *
 * <p>Time stands still for guarded steps and phases while the incident is recovered. A clock is
 * judged by comparing times, whichever record came first.
 */
final class Timers {
  /** Marks that the metrics can bring about, so that they are known only after the lateness. */
  private static final Set<String> FROM_METRICS =
      Set.of(Marks.RECOVERED, Marks.MITIGATED, Marks.RESOLVED);

  /** Response clocks that mean nothing any more once an incident has resolved. */
  private static final Set<String> RESPONSES = Set.of(Marks.ACKED, Marks.TRIAGED, Marks.IDENTIFIED);

  private static final String NEXT_LEVEL = "next_level";
  private static final Set<String> FROM_RECOVERY = Set.of(Marks.RECOVERED, Marks.STABLE);

  final DueTimes dues;
  final Clocks clocks;
  final Cadences cadences;
  final Holds holds;
  final Phases phases;

  private final Pack pack;
  private final long latenessMillis;

  Timers(Pack pack, long latenessMillis) {
    this.pack = pack;
    this.latenessMillis = latenessMillis;
    dues = new DueTimes(pack);
    clocks = new Clocks(pack, dues);
    cadences = new Cadences(pack, dues);
    holds = new Holds(pack, dues);
    phases = new Phases(pack, dues);
  }

  /** Arms what counts from a mark ({@code opened}, {@code flag:x}, {@code step:y}, …). */
  void armFrom(Course course, String mark, long anchor) {
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (timer.appliesTo(course.severity)
          && countsFrom(timer, mark)
          && !takesNextLevel(timer)
          && !isKnown(course, timer)) {
        arm(course, timer, order, anchor);
      }
    }
    if (course.standsStill()) {
      pause(course, anchor);
    }
  }

  /** Arms the holds that count from a mark that was reached before and are not running. */
  void watchAgain(Course course, String mark, long anchor) {
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (timer.kind() == Timer.Kind.HOLD
          && timer.appliesTo(course.severity)
          && countsFrom(timer, mark)
          && !isKnown(course, timer)) {
        arm(course, timer, order, anchor);
      }
    }
  }

  /** Whether a timer's {@code from} names this mark; {@code flag:a|b} names two. */
  static boolean countsFrom(Timer timer, String mark) {
    if (timer.from().equals(mark)) {
      return true;
    }
    int colon = timer.from().indexOf(':');
    return colon > 0
        && mark.startsWith(timer.from().substring(0, colon + 1))
        && List.of(timer.from().substring(colon + 1).split("\\|"))
            .contains(mark.substring(colon + 1));
  }

  /** Whether a step fires at its flags, for whatever level is next, and is never armed itself. */
  static boolean takesNextLevel(Timer timer) {
    return timer.to().contains(NEXT_LEVEL);
  }

  static boolean isKnown(Course course, Timer timer) {
    return course.timers.stream().anyMatch(state -> state.timer().equals(timer.id()));
  }

  void arm(Course course, Timer timer, int order, long anchor) {
    switch (timer.kind()) {
      case CLOCK -> clocks.arm(course, timer, order, anchor, dues.limit(timer, anchor), anchor);
      case STEP, TASK ->
          course.start(
              TimerState.armed(timer.id(), order, 0, anchor, dues.stepDue(timer, anchor))
                  .to(timer.to()));
      case CADENCE -> cadences.arm(course, timer, order, anchor, anchor);
      case HOLD -> holds.arm(course, timer, order, anchor, anchor);
      case PHASES -> phases.arm(course, timer, order, anchor, anchor);
    }
  }

  static boolean isOffsetZero(Timer timer) {
    return timer.kind() == Timer.Kind.STEP
        && !timer.nextBusinessDay()
        && (timer.at() == null || timer.at().isZero());
  }

  /** When a timer may be judged: clocks on marks from metrics wait for what is not known yet. */
  long judgedAt(TimerState state) {
    Timer timer = pack.timers().get(state.order());
    boolean waits =
        timer.kind() == Timer.Kind.HOLD
            || timer.kind() == Timer.Kind.CLOCK && FROM_METRICS.contains(timer.until());
    return waits ? state.dueMillis() + latenessMillis : state.dueMillis();
  }

  /** The armed timer that is to be judged first, or null. */
  TimerState first(Course course) {
    TimerState first = null;
    for (TimerState state : course.timers) {
      if (state.is(State.ARMED) && (first == null || isBefore(state, first))) {
        first = state;
      }
    }
    return first;
  }

  private boolean isBefore(TimerState one, TimerState other) {
    int byTime = Long.compare(judgedAt(one), judgedAt(other));
    return byTime != 0
        ? byTime < 0
        : one.order() != other.order() ? one.order() < other.order() : one.part() < other.part();
  }

  /**
   * Clocks and cadences that run until a mark are over, and holds at whose end it would have been
   * set; what counts from it begins.
   */
  void reached(Course course, String mark, long atMillis, boolean byRecovery) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (state.is(State.ARMED) && timer.kind() == Timer.Kind.HOLD && mark.equals(timer.then())) {
        replace(course, state, state.ended());
      } else if (state.is(State.ARMED) && mark.equals(timer.until())) {
        if (timer.kind() == Timer.Kind.CLOCK) {
          clocks.stop(course, state, timer, atMillis, byRecovery);
        } else {
          replace(course, state, byRecovery ? state.metWith(0) : state.ended());
        }
      }
    }
    armFrom(course, mark, atMillis);
  }

  /** Guarded steps and phases stand still with the time that is left. */
  void pause(Course course, long recoveredMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      boolean live = state.is(State.ARMED) || state.is(State.WAITING);
      if (live && standsStillWhileRecovered(timer)) {
        stand(course, state, recoveredMillis);
      }
    }
  }

  /** Stops a timer with the time that is left, unless it stands already. */
  void stand(Course course, TimerState state, long atMillis) {
    if (!state.is(State.PAUSED)) {
      Timer timer = pack.timers().get(state.order());
      long left = dues.calendar(timer).between(atMillis, state.dueMillis()).toMillis();
      replace(course, state, state.paused(left));
    }
  }

  static boolean standsStillWhileRecovered(Timer timer) {
    boolean step = timer.kind() == Timer.Kind.STEP || timer.kind() == Timer.Kind.TASK;
    // What counts from the recovery would never come.
    return !FROM_RECOVERY.contains(timer.from())
        && (timer.kind() == Timer.Kind.PHASES || step && Marks.RECOVERED.equals(timer.unless()));
  }

  /** What stood still goes on with the time that was left; a hold is off; a cadence starts anew. */
  void resume(Course course, long relapseMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      Duration left = Duration.ofMillis(state.remainingMillis());
      if (state.is(State.PAUSED)) {
        replace(course, state, state.due(dues.calendar(timer).plus(relapseMillis, left)));
      } else if (timer.kind() == Timer.Kind.HOLD) {
        course.timers.remove(state);
      } else if (state.metByRecovery() && timer.kind() == Timer.Kind.CADENCE) {
        cadences.restart(course, state, timer, relapseMillis);
      } else if (state.metByRecovery()) {
        long due = dues.calendar(timer).plus(relapseMillis, left);
        clocks.resume(course, state, timer, relapseMillis, due);
      }
    }
  }

  /**
   * The incident is resolved: nobody is asked, told or reminded any more, but for reviews. What was
   * running stands still, should somebody reopen it.
   */
  void resolved(Course course, long atMillis, Steps steps, Runnable markResolved) {
    List<TimerState> before = List.copyOf(course.timers);
    markResolved.run();
    for (TimerState state : before) {
      Timer timer = pack.timers().get(state.order());
      if (state.is(State.ENDED) || !course.timers.contains(state)) {
        continue;
      }
      switch (timer.kind()) {
        case CLOCK -> {
          if (RESPONSES.contains(timer.until())) {
            clocks.end(course, state, timer, atMillis);
          }
        }
        case STEP, TASK -> steps.lastChance(course, state, timer, atMillis);
        case CADENCE -> replace(course, state, state.metWith(0));
        case HOLD -> replace(course, state, state.ended());
        case PHASES -> stand(course, state, atMillis);
      }
    }
    steps.stopAll(course, before, atMillis);
  }

  static void replace(Course course, TimerState old, TimerState next) {
    course.timers.set(course.timers.indexOf(old), next);
  }
}
