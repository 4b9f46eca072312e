package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  SeverityChange(Pack pack, Timers timers) {
    this.pack = pack;
    this.timers = timers;
  }

  void change(Course course, String to, String cause, long atMillis, List<Field> extra) {
    boolean worse = pack.rank(to) < course.rank();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("from", course.severity));
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
      downgrade(course, atMillis);
    }
  }

  // ---- upwards --------------------------------------------------------------------------------

  private void upgrade(Course course, long atMillis) {
    course.marks.remove(Marks.ACKED);
    Map<String, Long> pending = takeOldSteps(course, atMillis);
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
    armSteps(course, pending, atMillis);
  }

  /** Only what its mark has already started can start over. */
  private static boolean isAnchored(Course course, Timer timer) {
    return !timer.from().equals(Marks.STARTED)
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
      if (isOverByRecovery(course, timer)) {
        long limit = timers.dues.limit(timer, atMillis);
        long left = timers.dues.calendar(timer).between(atMillis, limit).toMillis();
        TimerState stopped = takeStopped(course, timer);
        left = stopped == null ? left : Math.min(left, stopped.remainingMillis());
        course.timers.add(TimerState.armed(timer.id(), order, 0, atMillis, limit).metWith(left));
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
      timers.clocks.arm(course, timer, order, atMillis, due);
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
        course.timers.add(TimerState.armed(timer.id(), order, 0, atMillis, atMillis).metWith(0));
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
    course.timers.add(TimerState.armed(timer.id(), order, 0, atMillis, due));
  }

  /** Whether a relapse would set it going again. */
  private static boolean isOverByRecovery(Course course, Timer timer) {
    return course.isRecovered() && course.at(timer.until()) == course.at(Marks.RECOVERED);
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

  // ---- steps upwards --------------------------------------------------------------------------

  /**
   * Takes away what the old severity still had to tell targets that have a step in the new one.
   *
   * @return for each such target the earliest time it would have been told
   */
  private Map<String, Long> takeOldSteps(Course course, long atMillis) {
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
        .filter(SeverityChange::isStep)
        .filter(timer -> timer.appliesTo(course.severity) && timer.onlyIf().isEmpty())
        .filter(timer -> isAnchored(course, timer))
        .toList();
  }

  private static boolean isStep(Timer timer) {
    return timer.kind() == Timer.Kind.STEP || timer.kind() == Timer.Kind.TASK;
  }

  private void armSteps(Course course, Map<String, Long> pending, long atMillis) {
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
      course.timers.add(TimerState.armed(timer.id(), order, 0, anchor, due));
    }
    int part = 0;
    for (Map.Entry<Long, List<String>> piece : byTime.entrySet()) {
      course.timers.add(
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

  // ---- downwards ------------------------------------------------------------------------------

  private void downgrade(Course course, long atMillis) {
    for (TimerState state : List.copyOf(course.timers)) {
      if (!pack.timers().get(state.order()).appliesTo(course.severity)) {
        course.timers.remove(state);
      }
    }
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (!timer.appliesTo(course.severity)
          || !isAnchored(course, timer)
          || Timers.isKnown(course, timer)) {
        continue;
      }
      downgradeTo(course, timer, order, atMillis);
    }
  }

  private void downgradeTo(Course course, Timer timer, int order, long atMillis) {
    long anchor = anchorOf(course, timer);
    switch (timer.kind()) {
      case CLOCK -> {
        long due = timers.dues.limit(timer, anchor);
        if (isOverByRecovery(course, timer)) {
          long since = course.at(Marks.RECOVERED);
          long left = timers.dues.calendar(timer).between(since, due).toMillis();
          course.timers.add(TimerState.armed(timer.id(), order, 0, anchor, due).metWith(left));
        } else if (!course.has(timer.until()) && due >= atMillis) {
          timers.clocks.arm(course, timer, order, anchor, due);
        }
      }
      case STEP, TASK -> {
        if (timers.dues.stepDue(timer, anchor) >= atMillis) {
          timers.arm(course, timer, order, anchor);
        }
      }
      case CADENCE -> {
        if (isOverByRecovery(course, timer)) {
          TimerState stopped = TimerState.armed(timer.id(), order, 0, anchor, atMillis);
          course.timers.add(stopped.metWith(0));
        } else if (!course.has(timer.until())) {
          long last = course.marks.getOrDefault(Marks.UPDATED, anchor);
          timers.cadences.arm(course, timer, order, last, atMillis);
        }
      }
      case HOLD -> timers.holds.arm(course, timer, order, anchor, atMillis);
      case PHASES -> timers.phases.arm(course, timer, order, anchor, atMillis);
    }
  }

  private static long anchorOf(Course course, Timer timer) {
    for (Map.Entry<String, Long> mark : course.marks.entrySet()) {
      if (Timers.countsFrom(timer, mark.getKey())) {
        return mark.getValue();
      }
    }
    for (Map.Entry<String, Long> flag : course.flags.entrySet()) {
      if (Timers.countsFrom(timer, "flag:" + flag.getKey())) {
        return flag.getValue();
      }
    }
    return course.openedMillis;
  }
}
