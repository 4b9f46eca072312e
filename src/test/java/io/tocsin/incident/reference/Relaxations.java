package io.tocsin.incident.reference;

import io.tocsin.incident.Event;
import io.tocsin.incident.Incident;
import io.tocsin.incident.TimerState;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/** Compares what runs before a rise of the severity with what runs after it. */
final class Relaxations {
  private final Pack pack;
  private final Played.Turn turn;
  private final List<TimerState> before;
  private final List<TimerState> after;

  private Relaxations(Pack pack, Played.Turn turn) {
    this.pack = pack;
    this.turn = turn;
    before = running(turn.before().open());
    after = running(turn.after().open());
  }

  static String in(Pack pack, Played played) {
    for (Played.Turn turn : played.turns) {
      boolean stays =
          turn.before().open() != null
              && !turn.before().open().isRecovered()
              && turn.after().open() != null
              && !turn.after().open().isRecovered();
      for (Event event : turn.said()) {
        if (stays
            && event.type().equals("incident.severity_changed")
            && pack.rank(Shown.field(event, "to")) < pack.rank(Shown.field(event, "from"))) {
          String relaxed = new Relaxations(pack, turn).first();
          if (!relaxed.isEmpty()) {
            return relaxed + " by " + Shown.line(event);
          }
        }
      }
    }
    return "";
  }

  private static List<TimerState> running(Incident incident) {
    List<TimerState> running = new ArrayList<>();
    for (TimerState state : incident.timers()) {
      if (state.state() == TimerState.State.ARMED) {
        running.add(state);
      }
    }
    return running;
  }

  private String first() {
    for (TimerState old : before) {
      Timer timer = pack.timers().get(old.order());
      boolean relaxed =
          switch (timer.kind()) {
            case CLOCK, CADENCE -> isRelaxed(timer, old);
            case STEP, TASK -> timer.onlyIf().isEmpty() && isTargetForgotten(old);
            case HOLD, PHASES -> false;
          };
      if (relaxed) {
        return "the limit of " + timer.id() + " is relaxed";
      }
    }
    return "";
  }

  private boolean isRelaxed(Timer timer, TimerState old) {
    boolean ended =
        turn.said().stream()
            .anyMatch(
                event ->
                    event.type().startsWith("clock.")
                        && Shown.field(event, "timer").equals(timer.id()));
    return !ended
        && after.stream()
            .noneMatch(
                state -> {
                  Timer other = pack.timers().get(state.order());
                  return other.kind() == timer.kind()
                      && other.until().equals(timer.until())
                      && state.dueMillis() <= old.dueMillis();
                });
  }

  private boolean isTargetForgotten(TimerState old) {
    for (String target : old.targets()) {
      boolean told =
          turn.said().stream().anyMatch(event -> Shown.list(event, "targets").contains(target));
      boolean pending =
          after.stream()
              .filter(state -> state.dueMillis() <= old.dueMillis())
              .anyMatch(state -> state.targets().contains(target));
      if (!told && !pending) {
        return true;
      }
    }
    return false;
  }
}
