package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * Response clocks: each is met, breached or void once, unless it is resumed. What counts is when a
 * mark was reached, not when it became known.
 */
final class Clocks {
  /** Counts the ends of clocks that were over before they began; no event is called so. */
  private static final String STOPPED = "clock.stopped";

  private final Pack pack;
  private final DueTimes dues;

  Clocks(Pack pack, DueTimes dues) {
    this.pack = pack;
    this.dues = dues;
  }

  void arm(Course course, Timer timer, int order, long anchor, long due, long atMillis) {
    TimerState clock = TimerState.armed(timer.id(), order, 0, anchor, due);
    course.start(clock);
    sayThatItGoesOn(course, clock, timer, atMillis);
    if (course.has(timer.until())) {
      boolean byRecovery = SeverityChange.isOverByRecovery(course, timer);
      stop(course, clock, timer, Math.max(course.at(timer.until()), anchor), byRecovery);
    }
  }

  /** A clock that has ended in this incident and runs once more was resumed. */
  private static void sayThatItGoesOn(Course course, TimerState clock, Timer timer, long atMillis) {
    int ended = 0;
    for (String type : List.of("clock.met", "clock.breached", "clock.void", STOPPED)) {
      ended += course.count(type, timer.id());
    }
    String type = "clock.resumed";
    if (ended > course.count(type, timer.id())) {
      course.emit(type, course.cause(type, timer.id()), atMillis, fields(timer, clock));
    }
  }

  /** The recovery has stopped the clock that this one stands for: it begins at a relapse. */
  void startStopped(
      Course course, Timer timer, int order, long anchor, long due, long remainingMillis) {
    course.cause(STOPPED, timer.id());
    course.start(TimerState.armed(timer.id(), order, 0, anchor, due).metWith(remainingMillis));
  }

  void breach(Course course, TimerState clock, Timer timer) {
    if (isForNothing(course, timer)) {
      end(course, clock, timer, clock.dueMillis());
      return;
    }
    Timers.replace(course, clock, clock.ended());
    // A clock on the detection itself was over before there was an incident to say so.
    long at = Math.max(clock.dueMillis(), course.openedMillis);
    String type = "clock.breached";
    List<Field> fields = fields(timer, clock);
    List<String> open = Items.openFor(course, timer.until());
    if (!open.isEmpty()) {
      fields.add(Field.list("items", open));
    }
    if (timer.until().startsWith(Marks.REVIEW) && !course.isResolved()) {
      fields.add(Field.flag("unresolved", true));
    }
    course.emit(type, course.cause(type, timer.id()), at, fields);
  }

  /** Whether it is a clock on actions of a horizon for which none was ever agreed. */
  private static boolean isForNothing(Course course, Timer timer) {
    return timer.until().startsWith(Marks.ACTIONS)
        && course.actions.stream()
            .noneMatch(action -> timer.until().equals(Marks.ACTIONS + action.horizon()));
  }

  /** The mark a clock runs until was reached: met, or breached if that was too late. */
  void stop(Course course, TimerState clock, Timer timer, long markedMillis, boolean byRecovery) {
    boolean inTime =
        timer.strict() ? markedMillis < clock.dueMillis() : markedMillis <= clock.dueMillis();
    if (!inTime) {
      breach(course, clock, timer);
      return;
    }
    long left = dues.calendar(timer).between(markedMillis, clock.dueMillis()).toMillis();
    Timers.replace(course, clock, byRecovery ? clock.metWith(left) : clock.ended());
    String type = "clock.met";
    course.emit(
        type,
        course.cause(type, timer.id()),
        Math.max(markedMillis, course.openedMillis),
        fields(timer, clock));
  }

  void resume(Course course, TimerState clock, Timer timer, long atMillis, long due) {
    TimerState running = clock.due(due);
    Timers.replace(course, clock, running);
    String type = "clock.resumed";
    course.emit(type, course.cause(type, timer.id()), atMillis, fields(timer, running));
  }

  /** The incident is over and nobody answered: the clock has nothing to say. */
  void end(Course course, TimerState clock, Timer timer, long atMillis) {
    if (clock.dueMillis() < atMillis) {
      // Nobody was awake when it fell due; it was too late all the same.
      breach(course, clock, timer);
      return;
    }
    long left = dues.calendar(timer).between(atMillis, clock.dueMillis()).toMillis();
    Timers.replace(course, clock, clock.metWith(left));
    String type = "clock.void";
    course.emit(type, course.cause(type, timer.id()), atMillis, fields(timer, clock));
  }

  /** A new answer is asked for: every clock on it that is not running starts over. */
  void askAgain(Course course, String mark, long atMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() == Timer.Kind.CLOCK
          && timer.appliesTo(course.severity)
          && mark.equals(timer.until())
          && state.is(State.ENDED)) {
        resume(course, state, timer, atMillis, dues.limit(timer, atMillis));
      }
    }
  }

  private static List<Field> fields(Timer timer, TimerState clock) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    fields.add(Field.text("due", Times.text(clock.dueMillis())));
    if (timer.advisory()) {
      fields.add(Field.flag("advisory", true));
    }
    return fields;
  }
}
