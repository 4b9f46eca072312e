package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/** The watch after the fix: how long it must stay quiet before an incident is over. */
final class Holds {
  private static final int MIN = 0;
  private static final int END = 1;

  private final Pack pack;
  private final DueTimes dues;

  Holds(Pack pack, DueTimes dues) {
    this.pack = pack;
    this.dues = dues;
  }

  /** Arms a hold that counts from its anchor and does not end before {@code fromMillis}. */
  void arm(Course course, Timer timer, int order, long anchor, long fromMillis) {
    if (course.isResolved()) {
      return;
    }
    if (timer.holdMin() != null) {
      long due = dues.calendar(timer).plus(anchor, timer.holdMin());
      if (due >= fromMillis) {
        course.start(TimerState.armed(timer.id(), order, MIN, anchor, due));
      }
    }
    long due = Math.max(dues.calendar(timer).plus(anchor, timer.holdFor()), fromMillis);
    course.start(TimerState.armed(timer.id(), order, END, anchor, due));
  }

  /** Whether a hold runs. */
  boolean isHeld(Course course) {
    return course.timers.stream()
        .anyMatch(
            state ->
                state.is(State.ARMED)
                    && pack.timers().get(state.order()).kind() == Timer.Kind.HOLD);
  }

  /** Part of a hold is over. True when it was all of it. */
  boolean due(Course course, TimerState state, Timer timer) {
    Timers.replace(course, state, state.ended());
    boolean whole = state.part() == END;
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
}
