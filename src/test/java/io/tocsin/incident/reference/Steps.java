package io.tocsin.incident.reference;

import io.tocsin.incident.reference.Fact.What;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/** When the steps of an incident speak, and whom they still have to tell. */
final class Steps {
  private final Chronicle chronicle;
  private final Ledger ledger;

  Steps(Chronicle chronicle, Ledger ledger) {
    this.chronicle = chronicle;
    this.ledger = ledger;
  }

  void due(int order, int part, long due) {
    if (isGuarded(order)) {
      ledger.add(chronicle, Fact.timer(What.DROPPED, order, part, due));
    } else if (isGiven(order)) {
      fire(order, part, due, due);
    } else {
      ledger.add(chronicle, Fact.timer(What.HELD, order, part, due));
    }
    release(due);
  }

  /** Lets go what waits for nothing any more, until nothing is left to let go. */
  void release(long at) {
    boolean again = true;
    while (again) {
      again = false;
      for (int order : chronicle.timers(Timer.Kind.STEP, Timer.Kind.TASK)) {
        for (StepLife.Piece piece : life(order).pieces) {
          if (piece.stand == StepLife.Stand.WAITING && isGiven(order)) {
            long when = Math.max(at, piece.due);
            if (isGuarded(order)) {
              ledger.add(chronicle, Fact.timer(What.DROPPED, order, piece.number, when));
            } else {
              fire(order, piece.number, when, when);
            }
            again = true;
          }
        }
      }
    }
  }

  /** An unconditional step that has not come is told with the resolution. Whether it was. */
  boolean lastChance(int order, long at) {
    boolean told = false;
    for (StepLife.Piece piece : life(order).pieces) {
      boolean left = piece.ranBefore && piece.isLive();
      if (left && timer(order).unless().isEmpty() && isGiven(order)) {
        fire(order, piece.number, Math.min(at, piece.due), at);
        told = true;
      }
    }
    return told;
  }

  /** Those that waited for one that was told only now are told too. */
  void lastChances(long at) {
    boolean again = true;
    while (again) {
      again = false;
      for (int order : chronicle.timers(Timer.Kind.STEP, Timer.Kind.TASK)) {
        again |= lastChance(order, at);
      }
    }
  }

  private void fire(int order, int part, long due, long at) {
    StepLife.Piece piece = life(order).piece(part);
    Timer timer = timer(order);
    List<String> told = new ArrayList<>(piece.targets);
    for (Chronicle.Told before : chronicle.told(chronicle.last())) {
      boolean same = before.action().equals(Chronicle.action(timer));
      if (same && (before.at() == at || !StepLife.isAtOnce(timer))) {
        told.remove(before.target());
      }
    }
    ledger.add(chronicle, Fact.step(order, part, due, at, told));
    if (!told.isEmpty() || piece.targets.isEmpty()) {
      ledger.step(chronicle, order, piece, told, at);
    }
    ledger.add(chronicle, Fact.mark("step:" + timer.id(), due, false));
  }

  private boolean isGuarded(int order) {
    String guard = timer(order).unless();
    return !guard.isEmpty() && chronicle.view().has(guard);
  }

  /** Whether the flag or trigger it asks for is there, and the steps it needs have come. */
  private boolean isGiven(int order) {
    View view = chronicle.view();
    for (String needed : timer(order).needs()) {
      if (!view.has("step:" + needed)) {
        return false;
      }
    }
    String wanted = timer(order).onlyIf();
    if (wanted.startsWith("trigger:")) {
      return view.triggers.contains(wanted.substring("trigger:".length()));
    }
    if (wanted.startsWith("flag:")) {
      wanted = wanted.substring("flag:".length());
    }
    boolean given = wanted.isEmpty();
    for (String flag : wanted.split("\\|")) {
      given |= view.flags.containsKey(flag);
    }
    return given;
  }

  private Timer timer(int order) {
    return chronicle.pack.timers().get(order);
  }

  private StepLife life(int order) {
    return (StepLife) chronicle.life(order);
  }
}
