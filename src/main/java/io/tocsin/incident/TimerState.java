package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * One timer of one incident, on its way.
 *
 * <pre>
 *            due, but its flag or the steps it needs are missing
 *        ┌──────────────► WAITING ──┐ they come
 *   ARMED ────────────────────────► ENDED   (fired, met, breached, dropped, stopped)
 *        ◄──── PAUSED ◄── recovered
 *       relapse
 * </pre>
 *
 * @param timer timer id
 * @param order its place in the pack's list
 * @param part which part of the timer it is: the phase, or the piece of a step whose targets are
 *     due at different times
 * @param state where it stands
 * @param anchorMillis what it counts from
 * @param dueMillis when it is due; meaningless while paused
 * @param remainingMillis time on its calendar that was left when it paused or was met
 * @param metByRecovery whether a clock ended because the metrics recovered, and so resumes
 * @param targets targets a step has still to tell
 */
public record TimerState(
    String timer,
    int order,
    int part,
    State state,
    long anchorMillis,
    long dueMillis,
    long remainingMillis,
    boolean metByRecovery,
    List<String> targets) {
  public TimerState {
    targets = new ArrayList<>(targets);
  }

  /** Where a timer stands. */
  public enum State {
    ARMED,
    PAUSED,
    WAITING,
    ENDED
  }

  static TimerState armed(String timer, int order, int part, long anchor, long due) {
    return new TimerState(timer, order, part, State.ARMED, anchor, due, 0, false, List.of());
  }

  boolean is(State wanted) {
    return state == wanted;
  }

  TimerState due(long millis) {
    return new TimerState(timer, order, part, State.ARMED, anchorMillis, millis, 0, false, targets);
  }

  TimerState part(int number, long due) {
    return new TimerState(timer, order, number, State.ARMED, anchorMillis, due, 0, false, targets);
  }

  TimerState paused(long remaining) {
    return new TimerState(
        timer, order, part, State.PAUSED, anchorMillis, dueMillis, remaining, false, targets);
  }

  TimerState waiting() {
    return new TimerState(
        timer, order, part, State.WAITING, anchorMillis, dueMillis, 0, false, targets);
  }

  TimerState ended() {
    return new TimerState(
        timer, order, part, State.ENDED, anchorMillis, dueMillis, 0, false, targets);
  }

  TimerState metWith(long remaining) {
    return new TimerState(
        timer, order, part, State.ENDED, anchorMillis, dueMillis, remaining, true, targets);
  }

  TimerState to(List<String> stillToTell) {
    return new TimerState(
        timer,
        order,
        part,
        state,
        anchorMillis,
        dueMillis,
        remainingMillis,
        metByRecovery,
        stillToTell);
  }
}
