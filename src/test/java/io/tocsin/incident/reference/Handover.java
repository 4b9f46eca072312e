package io.tocsin.incident.reference;

import io.tocsin.pack.Timer;
import java.time.Duration;

/**
 * What the steps of the old severity leave to those of the new one at a rise: each target hears
 * from the first of the new steps that still has to tell it, and not later than from the old ones.
 *
 * @param view how the incident stands after the rise
 * @param before the last fact before it
 * @param atMillis when it rises
 */
record Handover(Chronicle chronicle, View view, int before, long atMillis) {
  private static final long NEVER = Long.MAX_VALUE;

  /** When a target would have been told; null when it would not. */
  Long pending(String target) {
    Long first = null;
    for (int order : chronicle.timers(Timer.Kind.STEP, Timer.Kind.TASK)) {
      Timer step = chronicle.pack.timers().get(order);
      boolean leaves = !view.concerns(step) || life(order).isFirst();
      if (leaves && step.onlyIf().isEmpty()) {
        for (StepLife.Piece piece : life(order).pieces) {
          if (piece.targets.contains(target) && piece.isCounting()) {
            long due = dueOf(step, piece);
            first = first == null ? due : Math.min(first, due);
          }
        }
      }
    }
    return first;
  }

  /** When a piece is due; while it stands still, when it would be if it went on now. */
  long dueOf(Timer step, StepLife.Piece piece) {
    return piece.stand == StepLife.Stand.STANDING
        ? chronicle.time.plus(step, atMillis, Duration.ofMillis(piece.left))
        : piece.due;
  }

  boolean hasSuccessor(String target) {
    return successor(target) >= 0;
  }

  /** The step of the new severity that tells a target first; -1 when none does. */
  int successor(String target) {
    int successor = -1;
    long first = NEVER;
    for (int order : chronicle.timers(Timer.Kind.STEP, Timer.Kind.TASK)) {
      Timer step = chronicle.pack.timers().get(order);
      if (isOfNewSeverity(step) && step.to().contains(target) && nextTime(order, target) < first) {
        first = nextTime(order, target);
        successor = order;
      }
    }
    return successor;
  }

  private boolean isOfNewSeverity(Timer step) {
    return view.concerns(step)
        && step.onlyIf().isEmpty()
        && !step.from().equals("started")
        && view.anchor(step) != null;
  }

  /** When a step of the new severity tells a target; never when it did and does not again. */
  private long nextTime(int order, String target) {
    Timer step = chronicle.pack.timers().get(order);
    if (!life(order).isKnown() || life(order).isFirst()) {
      return chronicle.time.due(step, atMillis);
    }
    for (StepLife.Piece piece : life(order).pieces) {
      if (piece.targets.contains(target) && piece.isCounting()) {
        return dueOf(step, piece);
      }
    }
    return NEVER;
  }

  private StepLife life(int order) {
    return (StepLife) chronicle.life(order, before);
  }
}
