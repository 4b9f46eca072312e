package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.metric.Times;
import io.tocsin.pack.BusinessCalendar;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final int HOLD_MIN = 0;
  private static final int HOLD_END = 1;

  private final Pack pack;
  private final long latenessMillis;

  Timers(Pack pack, long latenessMillis) {
    this.pack = pack;
    this.latenessMillis = latenessMillis;
  }

  // ---- arming ---------------------------------------------------------------------------------

  /** Arms what counts from a mark ({@code opened}, {@code flag:x}, {@code step:y}, …). */
  void armFrom(Course course, String mark, long anchor) {
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (timer.appliesTo(course.severity) && countsFrom(timer, mark) && !isKnown(course, timer)) {
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

  static boolean isKnown(Course course, Timer timer) {
    return course.timers.stream().anyMatch(state -> state.timer().equals(timer.id()));
  }

  void arm(Course course, Timer timer, int order, long anchor) {
    switch (timer.kind()) {
      case CLOCK -> armClock(course, timer, order, anchor, limit(timer, anchor));
      case STEP, TASK ->
          course.timers.add(
              TimerState.armed(timer.id(), order, 0, anchor, stepDue(timer, anchor))
                  .to(timer.to()));
      case CADENCE -> armCadence(course, timer, order, anchor, anchor);
      case HOLD -> armHold(course, timer, order, anchor, anchor);
      case PHASES -> armPhases(course, timer, order, anchor, anchor);
    }
  }

  /** Arms the next update after the last one, which is not due before {@code fromMillis}. */
  void armCadence(Course course, Timer timer, int order, long last, long fromMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every != null) {
      long due = Math.max(calendar(timer).plus(last, every), fromMillis);
      course.timers.add(TimerState.armed(timer.id(), order, 0, last, due));
    }
  }

  /** Arms the first phase that does not end before {@code fromMillis}, if there is one. */
  void armPhases(Course course, Timer timer, int order, long anchor, long fromMillis) {
    long entered = anchor;
    for (int phase = 0; phase < timer.budgets().size(); phase++) {
      long due = phaseDue(timer, phase, anchor, entered);
      if (due >= fromMillis) {
        course.timers.add(TimerState.armed(timer.id(), order, phase, anchor, due));
        return;
      }
      entered = due;
    }
  }

  void armClock(Course course, Timer timer, int order, long anchor, long due) {
    TimerState clock = TimerState.armed(timer.id(), order, 0, anchor, due);
    course.timers.add(clock);
    if (course.has(timer.until())) {
      stopClock(course, clock, timer, course.at(timer.until()), false);
    }
  }

  /** Arms a hold that counts from its anchor and does not end before {@code fromMillis}. */
  void armHold(Course course, Timer timer, int order, long anchor, long fromMillis) {
    if (course.isResolved()) {
      return;
    }
    if (timer.holdMin() != null) {
      long due = calendar(timer).plus(anchor, timer.holdMin());
      if (due >= fromMillis) {
        course.timers.add(TimerState.armed(timer.id(), order, HOLD_MIN, anchor, due));
      }
    }
    long due = Math.max(calendar(timer).plus(anchor, timer.holdFor()), fromMillis);
    course.timers.add(TimerState.armed(timer.id(), order, HOLD_END, anchor, due));
  }

  /** Whether a hold runs. */
  boolean isHeld(Course course) {
    return course.timers.stream()
        .anyMatch(
            state ->
                state.is(State.ARMED)
                    && pack.timers().get(state.order()).kind() == Timer.Kind.HOLD);
  }

  long limit(Timer timer, long anchor) {
    if (timer.nextBusinessDayEnd()) {
      return businessCalendar(timer).nextDayEnd(anchor);
    }
    if (timer.limitMonths() > 0) {
      return Instant.ofEpochMilli(anchor)
          .atZone(pack.time().zone())
          .plusMonths(timer.limitMonths())
          .toInstant()
          .toEpochMilli();
    }
    return calendar(timer).plus(anchor, timer.limit());
  }

  long stepDue(Timer timer, long anchor) {
    if (timer.nextBusinessDay()) {
      return businessCalendar(timer).nextDayStart(anchor);
    }
    return calendar(timer).plus(anchor, timer.at() == null ? Duration.ZERO : timer.at());
  }

  private long phaseDue(Timer timer, int phase, long anchor, long enteredMillis) {
    Duration budget = timer.budgets().get(phase).duration();
    return calendar(timer).plus(timer.ends() ? anchor : enteredMillis, budget);
  }

  BusinessCalendar calendar(Timer timer) {
    return pack.calendar(timer.calendar());
  }

  /** "Next business day" needs a calendar that closes, whatever the timer itself runs on. */
  private BusinessCalendar businessCalendar(Timer timer) {
    BusinessCalendar own = calendar(timer);
    return own.neverCloses() ? pack.calendar("business") : own;
  }

  static boolean isOffsetZero(Timer timer) {
    return timer.kind() == Timer.Kind.STEP
        && !timer.nextBusinessDay()
        && (timer.at() == null || timer.at().isZero());
  }

  // ---- due ------------------------------------------------------------------------------------

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

  // ---- clocks ---------------------------------------------------------------------------------

  void breach(Course course, TimerState clock, Timer timer) {
    replace(course, clock, clock.ended());
    // A clock on the detection itself was over before there was an incident to say so.
    long at = Math.max(clock.dueMillis(), course.openedMillis);
    String type = "clock.breached";
    course.emit(type, course.cause(type, timer.id()), at, clockFields(timer, clock));
  }

  /** The mark a clock runs until was reached: met, or breached if that was too late. */
  void stopClock(
      Course course, TimerState clock, Timer timer, long markedMillis, boolean byRecovery) {
    boolean inTime =
        timer.strict() ? markedMillis < clock.dueMillis() : markedMillis <= clock.dueMillis();
    if (!inTime) {
      breach(course, clock, timer);
      return;
    }
    long left = calendar(timer).between(markedMillis, clock.dueMillis()).toMillis();
    replace(course, clock, byRecovery ? clock.metWith(left) : clock.ended());
    String type = "clock.met";
    course.emit(
        type,
        course.cause(type, timer.id()),
        Math.max(markedMillis, course.openedMillis),
        clockFields(timer, clock));
  }

  void resumeClock(Course course, TimerState clock, Timer timer, long atMillis, long due) {
    TimerState running = clock.due(due);
    replace(course, clock, running);
    String type = "clock.resumed";
    course.emit(type, course.cause(type, timer.id()), atMillis, clockFields(timer, running));
  }

  private static List<Field> clockFields(Timer timer, TimerState clock) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    fields.add(Field.text("due", Times.text(clock.dueMillis())));
    if (timer.advisory()) {
      fields.add(Field.flag("advisory", true));
    }
    return fields;
  }

  // ---- marks ----------------------------------------------------------------------------------

  /** Clocks and cadences that run until a mark are over; what counts from it begins. */
  void reached(Course course, String mark, long atMillis, boolean byRecovery) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (state.is(State.ARMED) && mark.equals(timer.until())) {
        if (timer.kind() == Timer.Kind.CLOCK) {
          stopClock(course, state, timer, atMillis, byRecovery);
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
        long left = calendar(timer).between(recoveredMillis, state.dueMillis()).toMillis();
        replace(course, state, state.paused(left));
      }
    }
  }

  private static boolean standsStillWhileRecovered(Timer timer) {
    return timer.kind() == Timer.Kind.PHASES
        || timer.kind() == Timer.Kind.STEP && Marks.RECOVERED.equals(timer.unless());
  }

  /** What stood still goes on with the time that was left; a hold is off; a cadence starts anew. */
  void resume(Course course, long relapseMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      Duration left = Duration.ofMillis(state.remainingMillis());
      if (state.is(State.PAUSED)) {
        replace(course, state, state.due(calendar(timer).plus(relapseMillis, left)));
      } else if (timer.kind() == Timer.Kind.HOLD) {
        course.timers.remove(state);
      } else if (state.metByRecovery() && timer.kind() == Timer.Kind.CADENCE) {
        restartCadence(course, state, timer, relapseMillis);
      } else if (state.metByRecovery()) {
        long due = calendar(timer).plus(relapseMillis, left);
        resumeClock(course, state, timer, relapseMillis, due);
      }
    }
  }

  /** After so long from now the next update is due, whatever was due before. */
  void restartCadence(Course course, TimerState state, Timer timer, long fromMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every != null) {
      replace(course, state, state.due(calendar(timer).plus(fromMillis, every)));
    }
  }

  /** Somebody posted an update, or the status changed, which is one. */
  void updatePosted(Course course, long atMillis) {
    course.marks.put(Marks.UPDATED, atMillis);
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() == Timer.Kind.CADENCE && state.is(State.ARMED)) {
        restartCadence(course, state, timer, atMillis);
      }
    }
  }

  /** A new answer is asked for: every clock on it that is not running starts over. */
  void askAgain(Course course, String mark, long atMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() == Timer.Kind.CLOCK
          && timer.appliesTo(course.severity)
          && mark.equals(timer.until())
          && state.is(State.ENDED)) {
        resumeClock(course, state, timer, atMillis, limit(timer, atMillis));
      }
    }
  }

  /** The incident is resolved: nobody is asked, told or reminded any more, but for reviews. */
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
            replace(course, state, state.ended());
            String type = "clock.void";
            String cause = course.cause(type, timer.id());
            course.emit(type, cause, atMillis, clockFields(timer, state));
          }
        }
        case STEP, TASK -> steps.lastChance(course, state, timer, atMillis);
        case CADENCE, HOLD, PHASES -> replace(course, state, state.ended());
      }
    }
    steps.endAll(course, before, atMillis);
  }

  // ---- phases and holds -----------------------------------------------------------------------

  void overrun(Course course, TimerState state, Timer timer) {
    String phase = timer.budgets().get(state.part()).phase();
    String type = "phase.overrun";
    course.emit(
        type,
        course.cause(type, timer.id()),
        state.dueMillis(),
        List.of(Field.text("timer", timer.id()), Field.text("phase", phase)));
    enterPhase(course, state, timer, state.part() + 1, state.dueMillis());
  }

  /** A phase was done: the next begins now, be it that the old one had overrun already. */
  boolean phaseDone(Course course, String phase, long atMillis) {
    boolean known = false;
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() != Timer.Kind.PHASES) {
        continue;
      }
      int index = indexOf(timer, phase);
      known |= index >= 0;
      boolean live = state.is(State.ARMED) || state.is(State.PAUSED);
      if (index >= 0 && live && (index >= state.part() || index == state.part() - 1)) {
        enterPhase(course, state, timer, index + 1, atMillis);
      }
    }
    return known;
  }

  private void enterPhase(
      Course course, TimerState state, Timer timer, int phase, long enteredMillis) {
    if (phase >= timer.budgets().size()) {
      replace(course, state, state.ended());
      return;
    }
    long due = phaseDue(timer, phase, state.anchorMillis(), enteredMillis);
    TimerState next = state.part(phase, due);
    boolean stands = course.isRecovered() && !course.isResolved();
    replace(course, state, stands ? next.paused(due - enteredMillis) : next);
  }

  private static int indexOf(Timer timer, String phase) {
    for (int i = 0; i < timer.budgets().size(); i++) {
      if (timer.budgets().get(i).phase().equals(phase)) {
        return i;
      }
    }
    return -1;
  }

  /** Part of a hold is over. True when it was all of it. */
  boolean holdDue(Course course, TimerState state, Timer timer) {
    replace(course, state, state.ended());
    boolean whole = state.part() == HOLD_END;
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    if (whole && timer.sample() != null) {
      long samples = timer.holdFor().toMillis() / timer.sample().toMillis();
      fields.add(Field.number("samples", Long.toString(samples)));
    }
    String type = whole ? "hold.done" : "hold.min";
    course.emit(type, course.cause(type, timer.id()), state.dueMillis(), fields);
    return whole;
  }

  void cadenceDue(Course course, TimerState state, Timer timer) {
    String type = "update.due";
    course.marks.put(Marks.UPDATED, state.dueMillis());
    restartCadence(course, state, timer, state.dueMillis());
    List<Field> fields = List.of(Field.text("timer", timer.id()));
    course.emit(type, course.cause(type, timer.id()), state.dueMillis(), fields);
  }

  static void replace(Course course, TimerState old, TimerState next) {
    course.timers.set(course.timers.indexOf(old), next);
  }
}
