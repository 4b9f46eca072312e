package io.tocsin.config;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Slo;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Conditions that can never hold, and such that always do. Whether somebody sends a signal or a
 * sample cannot be known.
 */
final class ConditionCheck {
  private final Pack pack;

  private ConditionCheck(Pack pack) {
    this.pack = pack;
  }

  static void check(Pack pack, Remarks remarks) {
    ConditionCheck check = new ConditionCheck(pack);
    pack.triggers().forEach(trigger -> check.trigger(trigger, remarks));
    for (Slo slo : pack.slos()) {
      check
          .never(violated(slo))
          .ifPresent(why -> remarks.warning("slos", slo.id(), slo.id() + " always holds: " + why));
      check
          .always(violated(slo))
          .ifPresent(
              why -> remarks.warning("slos", slo.id(), slo.id() + " is always violated: " + why));
    }
    pack.lifecycle()
        .flags()
        .forEach(
            rule ->
                check
                    .never(rule.when())
                    .ifPresent(
                        why ->
                            remarks.warning(
                                "lifecycle", "flags", rule.flag() + " is never set: " + why)));
  }

  private void trigger(Trigger trigger, Remarks remarks) {
    Optional<String> never = never(trigger.when()).or(() -> outrun(trigger));
    never.ifPresent(
        why -> remarks.warning("triggers", trigger.id(), trigger.id() + " never opens: " + why));
    if (never.isEmpty()) {
      always(trigger.when())
          .ifPresent(
              why ->
                  remarks.warning(
                      "triggers", trigger.id(), trigger.id() + " is always violated: " + why));
      idle(trigger.when())
          .forEach(
              why ->
                  remarks.warning(
                      "triggers",
                      trigger.id(),
                      trigger.id() + " has a part that never holds: " + why));
    }
  }

  /** Why the condition can never hold, if so. One that lacks a parameter was told of already. */
  private Optional<String> never(Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return pack.metric(is.metric()).flatMap(metric -> beyond(metric, is));
    }
    if (when instanceof Condition.SignalSeen seen) {
      return seen.consecutive() > 1 && seen.names().contains(seen.brokenBy())
          ? Optional.of(seen.brokenBy() + " breaks the row it belongs to, must be another signal")
          : Optional.empty();
    }
    if (when instanceof Condition.All || isAllSlos(when)) {
      return parts(when).flatMap(part -> never(part).stream()).findFirst().or(() -> clash(when));
    }
    List<Condition> parts = parts(when).toList();
    return !parts.isEmpty() && parts.stream().allMatch(part -> never(part).isPresent())
        ? never(parts.get(0))
        : Optional.empty();
  }

  private static boolean isAllSlos(Condition when) {
    return when instanceof Condition.Slos slos && slos.all();
  }

  /** What the condition is made of; objectives count as the comparisons they are. */
  private Stream<Condition> parts(Condition when) {
    if (when instanceof Condition.All all) {
      return all.of().stream();
    }
    if (when instanceof Condition.Any any) {
      return any.of().stream();
    }
    return when instanceof Condition.Slos
        ? pack.slos().stream().map(ConditionCheck::violated)
        : Stream.empty();
  }

  private static Condition.MetricIs violated(Slo slo) {
    return new Condition.MetricIs(slo.metric(), slo.op(), slo.value(), "");
  }

  private static Optional<String> beyond(Metric metric, Condition.MetricIs is) {
    Range possible = Range.of(metric);
    return possible.where(is.op(), is.value()).isEmpty()
        ? Optional.of(shown(is) + ", and " + metric.name() + " is " + possible)
        : Optional.empty();
  }

  /** Comparisons of one value that leave none, wherever they stand below the {@code all}. */
  private Optional<String> clash(Condition when) {
    Map<String, Range> left = new LinkedHashMap<>();
    Map<String, String> said = new LinkedHashMap<>();
    for (Condition.MetricIs is : joined(when).toList()) {
      // Of several keys or series one may satisfy one comparison and one the other.
      boolean single =
          pack.metric(is.metric())
              .filter(metric -> metric.per().isEmpty() && metric.across() != Metric.Across.ANY)
              .isPresent();
      if (single) {
        Range range = left.getOrDefault(is.metric(), Range.ALL).where(is.op(), is.value());
        left.put(is.metric(), range);
        said.merge(is.metric(), shown(is), (one, other) -> one + " and " + other);
        if (range.isEmpty()) {
          return Optional.of(said.get(is.metric()) + " exclude each other");
        }
      }
    }
    return Optional.empty();
  }

  private Stream<Condition.MetricIs> joined(Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return Stream.of(is);
    }
    return when instanceof Condition.All || isAllSlos(when)
        ? parts(when).flatMap(this::joined)
        : Stream.empty();
  }

  /** Why the condition holds whenever it can be judged, if so. */
  private Optional<String> always(Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return pack.metric(is.metric())
          .filter(metric -> Range.of(metric).whereNot(is.op(), is.value()).isEmpty())
          .map(metric -> shown(is) + ", and " + metric.name() + " is " + Range.of(metric));
    }
    List<Condition> parts = parts(when).toList();
    boolean all = when instanceof Condition.All || isAllSlos(when);
    return !all || parts.stream().allMatch(part -> always(part).isPresent())
        ? parts.stream().flatMap(part -> always(part).stream()).findFirst()
        : Optional.empty();
  }

  /** Parts of an {@code any} that add nothing. */
  private Stream<String> idle(Condition when) {
    return when instanceof Condition.Any
        ? parts(when).flatMap(part -> never(part).stream())
        : parts(when).flatMap(this::idle);
  }

  /** A learned baseline that has become the trouble itself before the trigger may open. */
  private Optional<String> outrun(Trigger trigger) {
    return joined(trigger.when())
        .flatMap(is -> pack.metric(is.metric()).stream())
        .filter(metric -> metric.source() instanceof Metric.Source.Change)
        .flatMap(
            metric -> {
              Metric.Source.Change change = (Metric.Source.Change) metric.source();
              Duration taken = TimeToPageCheck.toOpen(metric, trigger.forWindows());
              boolean outrun =
                  change.staticBaseline() == null && taken.compareTo(change.baselineOver()) >= 0;
              return outrun
                  ? Stream.of(
                      "it waits "
                          + Durations.text(taken)
                          + ", and the baseline of "
                          + metric.name()
                          + " knows only the last "
                          + Durations.text(change.baselineOver())
                          + ", must be longer")
                  : Stream.<String>empty();
            })
        .findFirst();
  }

  private static String shown(Condition.MetricIs is) {
    return is.metric() + " " + is.op().sign() + " " + is.value();
  }
}
