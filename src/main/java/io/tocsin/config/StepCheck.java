package io.tocsin.config;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps that can never be reached, and why. */
final class StepCheck {
  private static final String TRIGGER = "trigger:";

  private final Pack pack;
  private final Map<String, List<String>> waits;
  private final Map<String, Optional<String>> told = new LinkedHashMap<>();

  private StepCheck(Pack pack) {
    this.pack = pack;
    this.waits = StepOrder.waits(pack.timers());
  }

  static void check(Pack pack, Remarks remarks) {
    StepCheck check = new StepCheck(pack);
    for (Timer timer : pack.timers()) {
      if (isStep(timer)) {
        check
            .never(timer)
            .ifPresent(
                why -> remarks.warning("timers", timer.id(), timer.id() + " never fires: " + why));
      }
    }
  }

  private static boolean isStep(Timer timer) {
    return timer.kind() == Timer.Kind.STEP || timer.kind() == Timer.Kind.TASK;
  }

  /** Why a step can never fire, if so; circles were refused when the pack was read. */
  private Optional<String> never(Timer step) {
    Optional<String> known = told.get(step.id());
    if (known == null) {
      known =
          guarded(step)
              .or(() -> afterTheEnd(step))
              .or(() -> condition(step))
              .or(() -> needed(step))
              .or(() -> level(step));
      told.put(step.id(), known);
    }
    return known;
  }

  private Optional<String> guarded(Timer step) {
    if (step.to().isEmpty()) {
      return Optional.of("to is empty, must name a target");
    }
    if (step.unless().isEmpty()) {
      return Optional.empty();
    }
    if (step.unless().equals(step.from())) {
      return Optional.of("it starts with what stops it");
    }
    return Course.isThereAt(step.from(), step.unless())
        ? Optional.of("unless is " + step.unless() + ", which every incident has at " + step.from())
        : Optional.empty();
  }

  /** The end of the hold resolves the incident; a guarded step that is due later comes too late. */
  private Optional<String> afterTheEnd(Timer step) {
    boolean watched =
        step.from().equals("recovered")
            && step.unless().equals("resolved")
            && !pack.lifecycle().resolvesByCommand()
            && pack.calendar(step.calendar()).neverCloses();
    if (!watched) {
      return Optional.empty();
    }
    Duration longest = Duration.ZERO;
    for (Severity severity : pack.severities()) {
      if (step.appliesTo(severity.id())) {
        Duration end = Course.resolvedAfter(pack, severity.id());
        longest = end.compareTo(longest) > 0 ? end : longest;
      }
    }
    return step.at().compareTo(longest) > 0 || step.nextBusinessDay() && longest.isZero()
        ? Optional.of(
            "it is due "
                + (step.nextBusinessDay() ? "the next day" : Durations.text(step.at()))
                + " after the recovery, and "
                + (longest.isZero()
                    ? "without a hold the recovery resolves"
                    : "the hold resolves after " + Durations.text(longest)))
        : Optional.empty();
  }

  private Optional<String> condition(Timer step) {
    if (!step.onlyIf().startsWith(TRIGGER)) {
      return Optional.empty();
    }
    Trigger trigger = pack.trigger(step.onlyIf().substring(TRIGGER.length())).orElse(null);
    if (trigger == null) {
      return Optional.empty();
    }
    if (trigger.when() instanceof Condition.Off off) {
      return Optional.of(trigger.id() + " is off, parameter " + off.parameter() + " is unset");
    }
    // An incident is at least as bad as each trigger that belongs to it.
    int worst = pack.rank(trigger.severity());
    boolean reachable =
        pack.severities().stream()
            .anyMatch(
                severity -> step.appliesTo(severity.id()) && pack.rank(severity.id()) <= worst);
    return reachable
        ? Optional.empty()
        : Optional.of(trigger.id() + " makes it " + trigger.severity() + " or worse");
  }

  private Optional<String> needed(Timer step) {
    for (String id : waits.get(step.id())) {
      Timer before = pack.timer(id).orElse(null);
      if (before == null) {
        continue;
      }
      if (!Course.shareSeverity(pack, step, before)) {
        return Optional.of("it waits for " + id + " of other severities");
      }
      if (!step.unless().isEmpty() && Course.isThereAt(before.from(), step.unless())) {
        return Optional.of(
            "it waits for " + id + ", which comes after " + step.unless() + ", what stops it");
      }
      if (never(before).isPresent()) {
        return Optional.of("it waits for " + id + ", which never fires");
      }
    }
    return Optional.empty();
  }

  /** Somebody must stand on a level for {@code next_level} to mean anybody. */
  private Optional<String> level(Timer step) {
    boolean climbs = step.to().equals(List.of("next_level"));
    boolean ladder =
        pack.timers().stream()
            .filter(other -> !other.level().isEmpty() && !other.id().equals(step.id()))
            .filter(other -> Set.of("opened", "started").contains(other.from()))
            .anyMatch(other -> Course.shareSeverity(pack, step, other));
    return climbs && !ladder
        ? Optional.of("next_level, and no step of its severities has a level")
        : Optional.empty();
  }
}
