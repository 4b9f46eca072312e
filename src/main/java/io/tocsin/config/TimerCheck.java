package io.tocsin.config;

import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Clocks and cadences that mean nothing, flags and parts that no severity of theirs has. */
final class TimerCheck {
  private final Pack pack;
  private final Remarks remarks;

  private TimerCheck(Pack pack, Remarks remarks) {
    this.pack = pack;
    this.remarks = remarks;
  }

  static void check(Pack pack, Remarks remarks) {
    TimerCheck check = new TimerCheck(pack, remarks);
    for (Timer timer : pack.timers()) {
      check.until(timer);
      check.phase(timer);
      check.checklist(timer);
    }
  }

  private void warn(Timer timer, String message) {
    remarks.warning("timers", timer.id(), timer.id() + " " + message);
  }

  /** A clock on the detection counts from before its mark, so it is not over as it starts. */
  private void until(Timer timer) {
    boolean runs = timer.kind() == Timer.Kind.CLOCK || timer.kind() == Timer.Kind.CADENCE;
    if (runs
        && !timer.until().isEmpty()
        && !timer.from().equals("started")
        && Course.isThereAt(timer.from(), timer.until())) {
      warn(
          timer,
          "is over as it starts: until is "
              + timer.until()
              + ", which every incident has at "
              + timer.from());
    }
  }

  private void phase(Timer timer) {
    if (!timer.from().startsWith("phase:")) {
      return;
    }
    String phase = timer.from().substring("phase:".length());
    List<Timer> owners =
        pack.timers().stream()
            .filter(other -> other.budgets().stream().anyMatch(b -> b.phase().equals(phase)))
            .toList();
    if (!owners.isEmpty()
        && owners.stream().noneMatch(owner -> Course.shareSeverity(pack, timer, owner))) {
      warn(timer, "never starts: phase " + phase + " belongs to other severities");
    }
  }

  private void checklist(Timer timer) {
    for (Lifecycle.Checklist list : pack.lifecycle().checklists()) {
      String mark = "checklist:" + list.id();
      if (timer.from().equals(mark) || timer.until().equals(mark)) {
        Set<String> without =
            pack.severities().stream()
                .map(Severity::id)
                .filter(timer::appliesTo)
                .filter(severity -> !canBeTicked(list, severity))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        if (!without.isEmpty()) {
          warn(
              timer,
              "waits for "
                  + mark
                  + ", which has no item in "
                  + String.join(", ", without)
                  + ", must have one there");
        }
      }
    }
  }

  private static boolean canBeTicked(Lifecycle.Checklist list, String severity) {
    return list.appliesTo(severity)
        && list.items().stream().anyMatch(item -> item.appliesTo(severity));
  }
}
