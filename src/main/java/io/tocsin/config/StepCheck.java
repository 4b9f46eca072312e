package io.tocsin.config;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps and triggers that can never fire. */
final class StepCheck {
  private StepCheck() {}

  static void check(Pack pack, Places places, Problems found) {
    Map<String, List<String>> waits = StepOrder.waits(pack.timers());
    for (Timer timer : pack.timers()) {
      int line = places.line("timers", timer.id());
      for (String before : waits.get(timer.id())) {
        pack.timer(before)
            .filter(other -> !shareSeverity(pack, timer, other))
            .ifPresent(
                other ->
                    found.warning(
                        line,
                        timer.id()
                            + " never fires: it waits for "
                            + before
                            + " of other severities"));
      }
      if (!timer.unless().isEmpty() && timer.unless().equals(timer.from())) {
        found.warning(line, timer.id() + " never fires: it starts with what stops it");
      }
      if (timer.onlyIf().startsWith("trigger:")) {
        afterTrigger(pack, timer, line, found);
      }
    }
    for (Trigger trigger : pack.triggers()) {
      impossible(pack, trigger.when())
          .ifPresent(
              why ->
                  found.warning(
                      places.line("triggers", trigger.id()),
                      trigger.id() + " never opens: " + why));
    }
  }

  private static boolean shareSeverity(Pack pack, Timer one, Timer other) {
    return pack.severities().stream()
        .anyMatch(severity -> one.appliesTo(severity.id()) && other.appliesTo(severity.id()));
  }

  /** An incident is at least as bad as each trigger that belongs to it. */
  private static void afterTrigger(Pack pack, Timer timer, int line, Problems found) {
    Trigger trigger = pack.trigger(timer.onlyIf().substring("trigger:".length())).orElse(null);
    if (trigger == null) {
      return;
    }
    int worst = pack.rank(trigger.severity());
    boolean reachable =
        pack.severities().stream()
            .anyMatch(
                severity -> timer.appliesTo(severity.id()) && pack.rank(severity.id()) <= worst);
    if (!reachable) {
      found.warning(
          line,
          timer.id()
              + " never fires: "
              + trigger.id()
              + " makes it "
              + trigger.severity()
              + " or worse");
    }
  }

  private static Optional<String> impossible(Pack pack, Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return pack.metric(is.metric()).flatMap(metric -> beyondUnit(metric, is));
    }
    if (when instanceof Condition.All all) {
      return all.of().stream().flatMap(part -> impossible(pack, part).stream()).findFirst();
    }
    return Optional.empty();
  }

  private static Optional<String> beyondUnit(Metric metric, Condition.MetricIs is) {
    if (!metric.isRaw()) {
      return Optional.empty();
    }
    int most = metric.unit().equals("percent") ? 100 : metric.unit().equals("ratio") ? 1 : 0;
    if (most == 0) {
      return Optional.empty();
    }
    int toMost = is.value().compareTo(Decimal.of(most));
    int toLeast = is.value().signum();
    boolean never =
        switch (is.op()) {
          case GREATER -> toMost >= 0;
          case AT_LEAST -> toMost > 0;
          case LESS -> toLeast <= 0;
          case AT_MOST -> toLeast < 0;
        };
    return never
        ? Optional.of(metric.name() + " is a " + metric.unit() + ", between 0 and " + most)
        : Optional.empty();
  }
}
