package io.tocsin.incident.reference;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Condition.SignalSeen;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The words that histories of a pack are made of: what it listens to, waits for and asks. */
record Vocabulary(
    List<Trigger> measured,
    List<String> signals,
    List<String> signalLabels,
    List<String> flags,
    List<String> marks,
    List<String> phases,
    Duration fastest) {

  static Vocabulary of(Pack pack) {
    Set<String> signals = new TreeSet<>();
    Set<String> labels = new TreeSet<>(Set.of(""));
    List<Trigger> measured = new ArrayList<>();
    for (Trigger trigger : pack.triggers()) {
      for (SignalSeen leaf : trigger.when().signals()) {
        signals.addAll(leaf.names());
        signals.add(leaf.brokenBy());
        leaf.where().forEach((name, value) -> labels.add(name + "=" + value));
      }
      boolean reported = trigger.when() instanceof SignalSeen;
      if (!reported && !(trigger.when() instanceof Condition.Off)) {
        measured.add(trigger);
      }
    }
    signals.remove("");
    Set<String> flags = new TreeSet<>(Set.of("other"));
    Set<String> marks = new TreeSet<>(Set.of("mitigated", "recovered", "triaged", "acked"));
    Set<String> phases = new TreeSet<>(pack.lifecycle().phases());
    Duration fastest = Duration.ofDays(1);
    for (Timer timer : pack.timers()) {
      flags.addAll(flagsIn(timer.onlyIf()));
      flags.addAll(timer.from().startsWith("flag:") ? flagsIn(timer.from()) : List.of());
      marks.addAll(List.of(timer.until(), timer.unless()));
      timer.budgets().forEach(budget -> phases.add(budget.phase()));
      for (var severity : pack.severities()) {
        Duration every = timer.everyFor(severity.id());
        fastest = every != null && every.compareTo(fastest) < 0 ? every : fastest;
      }
    }
    flags.remove("");
    marks.remove("");
    return new Vocabulary(
        measured,
        List.copyOf(signals),
        List.copyOf(labels),
        List.copyOf(flags),
        List.copyOf(marks),
        List.copyOf(phases),
        fastest);
  }

  private static List<String> flagsIn(String text) {
    if (text.startsWith("trigger:")) {
      return List.of();
    }
    String names = text.startsWith("flag:") ? text.substring("flag:".length()) : text;
    return List.of(names.split("\\|"));
  }
}
