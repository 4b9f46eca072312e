package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Phases of an incident with their budgets: one after the other, each from the end of the last. */
final class Phases {
  private final Pack pack;
  private final DueTimes dues;

  Phases(Pack pack, DueTimes dues) {
    this.pack = pack;
    this.dues = dues;
  }

  /** Arms the first phase that does not end before {@code fromMillis}, if there is one. */
  void arm(Course course, Timer timer, int order, long anchor, long fromMillis) {
    long entered = anchor;
    for (int phase = 0; phase < timer.budgets().size(); phase++) {
      long due = dues.phaseDue(timer, phase, anchor, entered);
      if (due >= fromMillis) {
        course.start(TimerState.armed(timer.id(), order, phase, anchor, due));
        return;
      }
      entered = due;
    }
  }

  void overrun(Course course, TimerState state, Timer timer) {
    String phase = timer.budgets().get(state.part()).phase();
    String type = "phase.overrun";
    course.emit(
        type,
        course.cause(type, timer.id()),
        state.dueMillis(),
        List.of(Field.text("timer", timer.id()), Field.text("phase", phase)));
    enter(course, state, timer, state.part() + 1, state.dueMillis());
  }

  /** A phase was done: the next begins now, be it that the old one had overrun already. */
  void done(Course course, String phase, long atMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() != Timer.Kind.PHASES) {
        continue;
      }
      int index = indexOf(timer, phase);
      boolean live = state.is(State.ARMED) || state.is(State.PAUSED);
      boolean late = index >= 0 && index == state.part() - 1 && !timer.ends();
      if (live && (index >= state.part() || late)) {
        enter(course, state, timer, index + 1, atMillis);
      }
    }
  }

  /** Names of the incident's phases: the pack's list, and those that have a budget. */
  Set<String> names(Course course) {
    Set<String> names = new LinkedHashSet<>(pack.lifecycle().phases());
    budgeted(course).forEach(timer -> timer.budgets().forEach(one -> names.add(one.phase())));
    return names;
  }

  /** The phase that must be done before this one and is not, or empty. */
  String missingBefore(Course course, String phase) {
    for (Timer timer : budgeted(course)) {
      int index = indexOf(timer, phase);
      if (timer.strict() && index > 0) {
        String before = timer.budgets().get(index - 1).phase();
        if (!course.has(Marks.PHASE_DONE + before)) {
          return before;
        }
      }
    }
    return "";
  }

  private List<Timer> budgeted(Course course) {
    return pack.timers().stream()
        .filter(timer -> timer.kind() == Timer.Kind.PHASES && timer.appliesTo(course.severity))
        .toList();
  }

  private void enter(Course course, TimerState state, Timer timer, int phase, long enteredMillis) {
    if (phase >= timer.budgets().size()) {
      Timers.replace(course, state, state.ended());
    } else if (state.is(State.PAUSED)) {
      long before = timer.ends() ? state.remainingMillis() : 0;
      long left = before + span(timer, state.part(), phase).toMillis();
      Timers.replace(course, state, state.part(phase, state.dueMillis()).paused(left));
    } else {
      // An end keeps its distance from the one before, which may have stood still for a while.
      long from = timer.ends() ? state.dueMillis() : enteredMillis;
      long due = dues.calendar(timer).plus(from, span(timer, state.part(), phase));
      Timers.replace(course, state, state.part(phase, due));
    }
  }

  private static Duration span(Timer timer, int before, int phase) {
    Duration budget = timer.budgets().get(phase).duration();
    return timer.ends() ? budget.minus(timer.budgets().get(before).duration()) : budget;
  }

  private static int indexOf(Timer timer, String phase) {
    for (int i = 0; i < timer.budgets().size(); i++) {
      if (timer.budgets().get(i).phase().equals(phase)) {
        return i;
      }
    }
    return -1;
  }
}
