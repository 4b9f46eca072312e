package io.tocsin.incident;

import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   * Takes away what the old severity still had to tell targets that have a step to come in the new
   * one.
   *
   * @return for each such target the earliest time it would have been told
   */
  Map<String, Long> takeOld(Course course, long atMillis) {
    List<String> targets = new ArrayList<>();
    for (Timer timer : newSteps(course)) {
      for (String target : timer.to()) {
        if (nextTime(course, timer, target, atMillis) != Long.MAX_VALUE) {
          targets.add(target);
        }
      }
    }
    Map<String, Long> pending = new LinkedHashMap<>();
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      if (!isStep(timer) || !timer.onlyIf().isEmpty() || state.is(State.ENDED)) {
        continue;
      }
      if (timer.appliesTo(course.severity)) {
        // A first step that is sent again is not later than it would have been.
        boolean again = isCounting(state) && !isUnderWay(course, timer);
        long due = dueOf(state, timer, atMillis);
        state.targets().stream()
            .filter(unused -> again)
            .forEach(target -> pending.merge(target, due, Math::min));
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
    Map<String, Timer> earliest = earliest(course, steps, atMillis);
    for (Timer timer : steps) {
      if (isUnderWay(course, timer)) {
        hurry(course, timer, earliest, pending, atMillis);
        continue;
      }
      course.timers.removeIf(state -> state.timer().equals(timer.id()));
      long due = timers.dues.stepDue(timer, atMillis);
      Map<Long, List<String>> byTime = new TreeMap<>();
      for (String target : timer.to()) {
        boolean first = earliest.get(target) == timer;
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
    addPieces(course, timer, anchor, 0, byTime);
  }

  private void addPieces(
      Course course, Timer timer, long anchor, int first, Map<Long, List<String>> byTime) {
    int order = pack.timers().indexOf(timer);
    int part = first;
    for (Map.Entry<Long, List<String>> piece : byTime.entrySet()) {
      course.start(
          TimerState.armed(timer.id(), order, part++, anchor, piece.getKey()).to(piece.getValue()));
    }
  }

  /** Whether it began under the old severity and goes on; the first steps are sent again. */
  private static boolean isUnderWay(Course course, Timer timer) {
    boolean again = Timers.isOffsetZero(timer) && Timers.countsFrom(timer, Marks.OPENED);
    return Timers.isKnown(course, timer) && !again;
  }

  /** A step that goes on tells a target when the old severity would have, if that is earlier. */
  private void hurry(
      Course course,
      Timer timer,
      Map<String, Timer> earliest,
      Map<String, Long> pending,
      long atMillis) {
    Map<Long, List<String>> byTime = new TreeMap<>();
    long anchor = atMillis;
    int part = 0;
    for (TimerState state : List.copyOf(course.timers)) {
      if (!state.timer().equals(timer.id())) {
        continue;
      }
      anchor = part == 0 ? state.anchorMillis() : anchor;
      part = Math.max(part, state.part() + 1);
      List<String> kept = new ArrayList<>(state.targets());
      for (String target : isCounting(state) ? state.targets() : List.<String>of()) {
        long at = pending.getOrDefault(target, Long.MAX_VALUE);
        if (earliest.get(target) == timer && at < dueOf(state, timer, atMillis)) {
          byTime.computeIfAbsent(at, unused -> new ArrayList<>()).add(target);
          kept.remove(target);
        }
      }
      if (kept.isEmpty() && !state.targets().isEmpty()) {
        course.timers.remove(state);
      } else {
        Timers.replace(course, state, state.to(kept));
      }
    }
    addPieces(course, timer, anchor, part, byTime);
  }

  private static boolean isCounting(TimerState state) {
    return state.is(State.ARMED) || state.is(State.PAUSED);
  }

  /** For each target the step of the new severity that tells it first. */
  private Map<String, Timer> earliest(Course course, List<Timer> steps, long atMillis) {
    Map<String, Timer> earliest = new LinkedHashMap<>();
    Map<String, Long> times = new LinkedHashMap<>();
    for (Timer timer : steps) {
      for (String target : timer.to()) {
        long at = nextTime(course, timer, target, atMillis);
        if (at < times.getOrDefault(target, Long.MAX_VALUE)) {
          times.put(target, at);
          earliest.put(target, timer);
        }
      }
    }
    return earliest;
  }

  /** When a step of the new severity tells a target; never when it did and does not again. */
  private long nextTime(Course course, Timer timer, String target, long atMillis) {
    if (!isUnderWay(course, timer)) {
      return timers.dues.stepDue(timer, atMillis);
    }
    return course.timers.stream()
        .filter(state -> state.timer().equals(timer.id()) && isCounting(state))
        .filter(state -> state.targets().contains(target))
        .mapToLong(state -> dueOf(state, timer, atMillis))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
