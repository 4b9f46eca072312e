package io.tocsin.config;

import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the course of an incident makes sure of, whatever happens in it. */
final class Course {
  private static final Set<String> ALWAYS = Set.of("started", "opened");

  /** Marks that are there when another one is reached. */
  private static final Map<String, Set<String>> IMPLIED =
      Map.of(
          "recovered", Set.of("mitigated"),
          "stable", Set.of("recovered", "mitigated"),
          "resolved", Set.of("recovered", "mitigated"),
          "closed", Set.of("resolved", "recovered", "mitigated"));

  private Course() {}

  /** Whether every incident that reaches one mark has reached the other by then. */
  static boolean isThereAt(String reached, String mark) {
    return mark.equals(reached)
        || ALWAYS.contains(mark)
        || IMPLIED.getOrDefault(reached, Set.of()).contains(mark);
  }

  static boolean shareSeverity(Pack pack, Timer one, Timer other) {
    return pack.severities().stream()
        .map(Severity::id)
        .anyMatch(severity -> one.appliesTo(severity) && other.appliesTo(severity));
  }

  /** How long after its recovery an incident resolves by itself; zero without a hold. */
  static Duration resolvedAfter(Pack pack, String severity) {
    List<Duration> holds =
        pack.timers().stream()
            .filter(timer -> timer.kind() == Timer.Kind.HOLD && timer.appliesTo(severity))
            .filter(timer -> timer.then().equals("resolved") && timer.holdFor() != null)
            .map(Timer::holdFor)
            .sorted()
            .toList();
    return holds.isEmpty() ? Duration.ZERO : holds.get(0);
  }
}
