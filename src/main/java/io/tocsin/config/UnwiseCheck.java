package io.tocsin.config;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pack may ask for and its people will regret. A pack follows its document even there, so
 * these are notices.
 */
final class UnwiseCheck {
  /** Relapses an hour beyond which nobody reads them any more. */
  private static final long RELAPSES = 12;

  /**
   * A ladder that is climbed in this part of the time that the repair may take is always climbed.
   */
  private static final int PART_OF_REPAIR = 8;

  private static final int NAMED = 3;

  private static final Set<String> REPAIRED = Set.of("recovered", "resolved", "mitigated");

  private final Pack pack;
  private final Remarks remarks;

  private UnwiseCheck(Pack pack, Remarks remarks) {
    this.pack = pack;
    this.remarks = remarks;
  }

  static void check(Pack pack, Remarks remarks) {
    UnwiseCheck check = new UnwiseCheck(pack, remarks);
    check.flapping();
    for (Severity severity : pack.severities()) {
      check
          .repair(severity.id())
          .ifPresent(
              repair -> {
                check.ladder(severity.id(), repair);
                check.updates(severity.id(), repair);
              });
      check.answers(severity.id());
      check.holds(severity.id());
    }
  }

  /** Triggers that may turn over so often, together: most share the pack's default. */
  private void flapping() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (!pack.lifecycle().recoversByItself()) {
      return;
    }
    for (Trigger trigger : pack.triggers()) {
      quickest(trigger)
          .ifPresent(
              slide -> {
                Duration cycle = slide.multipliedBy(trigger.forWindows() + trigger.clearFor());
                long relapses = Duration.ofHours(1).dividedBy(cycle);
                if (relapses > RELAPSES) {
                  found
                      .computeIfAbsent(flaps(trigger, slide, relapses), text -> new ArrayList<>())
                      .add(trigger.id());
                }
              });
    }
    found.forEach(
        (text, triggers) -> remarks.notice("triggers", triggers.get(0), listed(triggers) + text));
  }

  private static String listed(List<String> names) {
    int more = names.size() - NAMED;
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String flaps(Trigger trigger, Duration slide, long relapses) {
    long better = 1;
    while (Duration.ofHours(1).dividedBy(slide.multipliedBy(trigger.forWindows() + better))
        > RELAPSES) {
      better++;
    }
    return " may flap: for "
        + trigger.forWindows()
        + " and clear_for "
        + trigger.clearFor()
        + " every "
        + Durations.text(slide)
        + " allow "
        + relapses
        + " recoveries and "
        + relapses
        + " relapses an hour; clear_for "
        + better
        + " allows at most "
        + RELAPSES;
  }

  private Optional<Duration> quickest(Trigger trigger) {
    return measured(trigger.when()).stream().map(Metric::slide).min(Comparator.naturalOrder());
  }

  private List<Metric> measured(Condition when) {
    List<Metric> metrics = new ArrayList<>();
    if (when instanceof Condition.MetricIs is) {
      pack.metric(is.metric()).ifPresent(metrics::add);
    } else if (when instanceof Condition.Slos) {
      pack.slos().forEach(slo -> pack.metric(slo.metric()).ifPresent(metrics::add));
    } else if (when instanceof Condition.All all) {
      all.of().forEach(part -> metrics.addAll(measured(part)));
    } else if (when instanceof Condition.Any any) {
      any.of().forEach(part -> metrics.addAll(measured(part)));
    }
    return metrics;
  }

  /** The clock on the repair that counts from the opening. */
  private Optional<Timer> repair(String severity) {
    return pack.timers().stream()
        .filter(clock -> clock.kind() == Timer.Kind.CLOCK && clock.appliesTo(severity))
        .filter(clock -> clock.from().equals("opened") && isPlain(clock))
        .filter(clock -> Set.of("recovered", "resolved").contains(clock.until()))
        .filter(clock -> !clock.advisory())
        .min(Comparator.comparing(Timer::limit));
  }

  private boolean isPlain(Timer timer) {
    return pack.calendar(timer.calendar()).neverCloses()
        && timer.limitMonths() == 0
        && !timer.nextBusinessDayEnd()
        && !timer.nextBusinessDay();
  }

  private void ladder(String severity, Timer repair) {
    pack.timers().stream()
        .filter(step -> step.kind() == Timer.Kind.STEP && step.appliesTo(severity))
        .filter(step -> step.action() == Timer.Action.ESCALATE && step.from().equals("opened"))
        .filter(step -> REPAIRED.contains(step.unless()) && step.onlyIf().isEmpty())
        .filter(step -> isPlain(step) && !step.at().isZero())
        .max(Comparator.comparing(Timer::at))
        .filter(last -> last.at().multipliedBy(PART_OF_REPAIR).compareTo(repair.limit()) <= 0)
        .ifPresent(
            last ->
                remarks.notice(
                    "timers",
                    last.id(),
                    "nearly every "
                        + severity
                        + " reaches "
                        + String.join(", ", last.to())
                        + ": "
                        + last.id()
                        + " is due after "
                        + Durations.text(last.at())
                        + ", "
                        + repair.id()
                        + " allows "
                        + Durations.text(repair.limit())));
  }

  private void updates(String severity, Timer repair) {
    for (Timer cadence : pack.timers()) {
      Duration every = cadence.everyFor(severity);
      if (cadence.kind() == Timer.Kind.CADENCE
          && cadence.appliesTo(severity)
          && cadence.from().equals("opened")
          && every != null
          && every.compareTo(repair.limit()) >= 0) {
        remarks.notice(
            "timers",
            cadence.id(),
            cadence.id()
                + " is first due after "
                + Durations.text(every)
                + ": no update of "
                + severity
                + " before "
                + repair.id()
                + " ends after "
                + Durations.text(repair.limit()));
      }
    }
  }

  /** Who is asked to answer within a time is passed over at the end of that very time. */
  private void answers(String severity) {
    for (Timer clock : pack.timers()) {
      if (clock.kind() == Timer.Kind.CLOCK
          && clock.appliesTo(severity)
          && clock.from().equals("opened")
          && clock.until().equals("acked")
          && isPlain(clock)) {
        pack.timers().stream()
            .filter(step -> step.action() == Timer.Action.ESCALATE && step.appliesTo(severity))
            .filter(step -> step.from().equals("opened") && isPlain(step))
            .filter(step -> step.at().equals(clock.limit()) && !step.unless().equals("acked"))
            .findFirst()
            .ifPresent(
                step ->
                    remarks.notice(
                        "timers",
                        step.id(),
                        step.id()
                            + " is due at "
                            + Durations.text(step.at())
                            + ", the end of "
                            + clock.id()
                            + ", also when it was answered in time; unless: acked would stop it"));
      }
    }
  }

  /** A hold that is over before a relapse could be seen watches nothing. */
  private void holds(String severity) {
    for (Timer hold : pack.timers()) {
      if (hold.kind() == Timer.Kind.HOLD && hold.appliesTo(severity) && hold.holdFor() != null) {
        pack.triggers().stream()
            .filter(trigger -> trigger.severity().equals(severity))
            .filter(trigger -> TimeToPageCheck.toOpen(pack, trigger).compareTo(hold.holdFor()) > 0)
            .findFirst()
            .ifPresent(
                trigger ->
                    remarks.notice(
                        "timers",
                        hold.id(),
                        hold.id()
                            + " watches for "
                            + Durations.text(hold.holdFor())
                            + ", a relapse of "
                            + trigger.id()
                            + " takes "
                            + Durations.text(TimeToPageCheck.toOpen(pack, trigger))
                            + " to be seen"));
      }
    }
  }
}
