package io.tocsin.incident;

import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of an incident whose severity rises: each target hears at the earlier of its old and
 * new time, by the new severity's earliest step to it.
 */
final class RisingSteps {
  private final Pack pack;
  private final Timers timers;

  RisingSteps(Pack pack, Timers timers) {
    this.pack = pack;
    this.timers = timers;
  }

  /**
   * Takes away what the old severity still had to tell targets that have a step in the new one.
   *
   * @return for each such target the earliest time it would have been told
   */
  Map<String, Long> takeOld(Course course, long atMillis) {
    List<String> targets = new ArrayList<>();
    newSteps(course).forEach(timer -> targets.addAll(timer.to()));
    Map<String, Long> pending = new LinkedHashMap<>();
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      boolean unconditional = isStep(timer) && timer.onlyIf().isEmpty();
      if (!unconditional || state.is(State.ENDED) || timer.appliesTo(course.severity)) {
        continue;
      }
      List<String> kept = new ArrayList<>(state.targets());
      for (String target : state.targets()) {
        if (targets.contains(target)) {
          kept.remove(target);
          if (!state.is(State.WAITING)) {
            pending.merge(target, dueOf(state, timer, atMillis), Math::min);
          }
        }
      }
      if (kept.isEmpty() && !state.targets().isEmpty()) {
        course.timers.remove(state);
      } else {
        Timers.replace(course, state, state.to(kept));
      }
    }
    return pending;
  }

  /** When a step is due; while it stands still, when it would be if it went on now. */
  private long dueOf(TimerState state, Timer timer, long atMillis) {
    return state.is(State.PAUSED)
        ? timers.dues.calendar(timer).plus(atMillis, Duration.ofMillis(state.remainingMillis()))
        : state.dueMillis();
  }

  private List<Timer> newSteps(Course course) {
    return pack.timers().stream()
        .filter(RisingSteps::isStep)
        .filter(timer -> timer.appliesTo(course.severity) && timer.onlyIf().isEmpty())
        .filter(timer -> SeverityChange.isAnchored(course, timer))
        .toList();
  }

  private static boolean isStep(Timer timer) {
    return timer.kind() == Timer.Kind.STEP || timer.kind() == Timer.Kind.TASK;
  }

  void arm(Course course, Map<String, Long> pending, long atMillis) {
    List<Timer> steps = newSteps(course);
    for (Timer timer : steps) {
      boolean again = Timers.isOffsetZero(timer) && Timers.countsFrom(timer, Marks.OPENED);
      if (Timers.isKnown(course, timer) && !again) {
        continue;
      }
      course.timers.removeIf(state -> state.timer().equals(timer.id()));
      long due = timers.dues.stepDue(timer, atMillis);
      Map<Long, List<String>> byTime = new LinkedHashMap<>();
      for (String target : timer.to()) {
        boolean first = earliest(steps, target, atMillis) == timer;
        long at = first ? Math.min(due, pending.getOrDefault(target, due)) : due;
        byTime.computeIfAbsent(at, unused -> new ArrayList<>()).add(target);
      }
      addParts(course, timer, atMillis, due, byTime);
    }
  }

  private void addParts(
      Course course, Timer timer, long anchor, long due, Map<Long, List<String>> byTime) {
    int order = pack.timers().indexOf(timer);
    if (byTime.isEmpty()) {
      course.start(TimerState.armed(timer.id(), order, 0, anchor, due));
    }
    int part = 0;
    for (Map.Entry<Long, List<String>> piece : byTime.entrySet()) {
      course.start(
          TimerState.armed(timer.id(), order, part++, anchor, piece.getKey()).to(piece.getValue()));
    }
  }

  private Timer earliest(List<Timer> steps, String target, long atMillis) {
    Timer earliest = null;
    for (Timer timer : steps) {
      if (timer.to().contains(target)
          && (earliest == null
              || timers.dues.stepDue(timer, atMillis) < timers.dues.stepDue(earliest, atMillis))) {
        earliest = timer;
      }
    }
    return earliest;
  }
}
