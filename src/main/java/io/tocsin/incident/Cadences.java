package io.tocsin.incident;

import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Updates that are due again and again, each an interval after the last. */
final class Cadences {
  private final Pack pack;
  private final DueTimes dues;

  Cadences(Pack pack, DueTimes dues) {
    this.pack = pack;
    this.dues = dues;
  }

  /**
   * Arms the next update after the last one, which is not due before {@code fromMillis}. Where the
   * recovery has ended it already it waits for a relapse.
   */
  void arm(Course course, Timer timer, int order, long last, long fromMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every == null) {
      return;
    }
    if (course.has(timer.until())) {
      if (SeverityChange.isOverByRecovery(course, timer)) {
        course.start(TimerState.armed(timer.id(), order, 0, last, fromMillis).metWith(0));
      }
    } else {
      long due = Math.max(dues.calendar(timer).plus(last, every), fromMillis);
      course.start(TimerState.armed(timer.id(), order, 0, last, due));
    }
  }

  /**
   * After so long from now the next update is due, whatever was due before. False when the severity
   * asks for none: then nothing changes.
   */
  boolean restart(Course course, TimerState state, Timer timer, long fromMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every != null) {
      Timers.replace(course, state, state.due(dues.calendar(timer).plus(fromMillis, every)));
    }
    return every != null;
  }

  /** The severity fell: a cadence with another interval now counts that from the last update. */
  void fell(Course course, TimerState state, Timer timer, String formerSeverity, long atMillis) {
    Duration every = timer.everyFor(course.severity);
    if (every == null) {
      course.timers.remove(state);
    } else if (state.is(State.ARMED) && !every.equals(timer.everyFor(formerSeverity))) {
      course.timers.remove(state);
      long last = course.marks.getOrDefault(Marks.UPDATED, SeverityChange.anchorOf(course, timer));
      arm(course, timer, state.order(), last, atMillis);
    }
  }

  /** Somebody posted an update, or the status changed, which is one. */
  void updatePosted(Course course, long atMillis) {
    course.marks.put(Marks.UPDATED, atMillis);
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (timer.kind() == Timer.Kind.CADENCE && state.is(State.ARMED)) {
        restart(course, state, timer, atMillis);
      }
    }
  }

  /** An update is due: it carries its text, and goes to whom the cadence names. */
  void due(Course course, TimerState state, Timer timer, Messages messages) {
    String type = "update.due";
    course.marks.put(Marks.UPDATED, state.dueMillis());
    if (!restart(course, state, timer, state.dueMillis())) {
      Timers.replace(course, state, state.ended());
    }
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", timer.id()));
    // A cadence that names channels and nobody speaks to whoever reads them.
    List<String> targets = timer.to().isEmpty() ? timer.via() : timer.to();
    if (!timer.via().isEmpty()) {
      fields.add(Field.list("targets", targets));
      fields.add(Field.list("channels", timer.via()));
    }
    fields.addAll(messages.textOf(course, timer, state.dueMillis()));
    course.emit(
        type, course.cause(type, timer.id()), state.dueMillis(), fields, deliveries(course, timer));
  }

  private static List<Delivery> deliveries(Course course, Timer timer) {
    if (!timer.to().isEmpty()) {
      return course.deliveries(timer.to(), timer.via());
    }
    return timer.via().stream()
        .flatMap(channel -> course.deliveries(List.of(channel), List.of(channel)).stream())
        .toList();
  }
}
