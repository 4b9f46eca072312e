package io.tocsin.detect;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Slo;
import io.tocsin.pack.Trigger;
import io.tocsin.window.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A trigger as detection judges it: its leaves that metrics can decide, and how they join.
 *
 * <p>Signals are left out; they are judged where incidents live. A leaf that needs an unset
 * parameter never holds: below {@code any} it is left out, an {@code all} with it never holds.
 */
final class TriggerPlan {
  private final Pack pack;
  private final Trigger rule;
  private final Function<String, MetricPlan> metrics;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Optional<Joint> root;

  private TriggerPlan(Pack pack, Trigger rule, Function<String, MetricPlan> metrics) {
    this.pack = pack;
    this.rule = rule;
    this.metrics = metrics;
    this.root = build(rule.when());
    alignSilences();
  }

  static TriggerPlan of(Pack pack, Trigger rule, Function<String, MetricPlan> metrics) {
    return new TriggerPlan(pack, rule, metrics);
  }

  /** The comparison that sets a flag, judged like a trigger that one evaluation decides. */
  static TriggerPlan of(Pack pack, Lifecycle.FlagRule flag, Function<String, MetricPlan> metrics) {
    return of(pack, new Trigger(Verdict.FLAG + flag.flag(), "", flag.when(), 1, 1), metrics);
  }

  Trigger trigger() {
    return rule;
  }

  /** Whether it opens nothing but sets a flag. */
  boolean isFlag() {
    return rule.id().startsWith(Verdict.FLAG);
  }

  int order(boolean violated) {
    return isFlag() ? Verdict.FIRST : Verdict.order(pack, pack.triggers().indexOf(rule), violated);
  }

  /** Whether metrics can ever violate it. */
  boolean canFire() {
    return root.isPresent();
  }

  List<Leaf> leaves() {
    return leaves;
  }

  /** Whether it is more than absences. */
  boolean comparesAnything() {
    return leaves.stream().anyMatch(Leaf.Compare.class::isInstance);
  }

  /** The comparison whose keys are counted one by one, when the trigger is nothing else. */
  Optional<Leaf.Compare> keyed() {
    return leaves.size() == 1
            && leaves.get(0) instanceof Leaf.Compare compare
            && !compare.keyLabel().isEmpty()
        ? Optional.of(compare)
        : Optional.empty();
  }

  /** Whether each further objective that is broken joins those that are. */
  boolean countsObjectives() {
    return trigger().when() instanceof Condition.Slos slos && !slos.all();
  }

  /** Joins what the leaves say. */
  Finding join(List<LeafState> states, long boundaryMillis) {
    return root.orElseThrow().join(this, states, boundaryMillis);
  }

  private Optional<Joint> build(Condition condition) {
    if (condition instanceof Condition.MetricIs comparison) {
      return compare(comparison, "");
    }
    if (condition instanceof Condition.Absent absent) {
      return Optional.of(leaf(silent(absent)));
    }
    if (condition instanceof Condition.Slos slos) {
      List<Optional<Joint>> parts = pack.slos().stream().map(this::compare).toList();
      return slos.all() ? all(parts) : any(parts);
    }
    if (condition instanceof Condition.All all) {
      return all(
          all.of().stream()
              .filter(part -> !(part instanceof Condition.SignalSeen))
              .map(this::build)
              .toList());
    }
    if (condition instanceof Condition.Any any) {
      return any(any.of().stream().map(this::build).toList());
    }
    return Optional.empty();
  }

  private static Optional<Joint> all(List<Optional<Joint>> parts) {
    boolean never = parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty);
    return never
        ? Optional.empty()
        : Optional.of(new Joint.All(parts.stream().map(Optional::get).toList()));
  }

  private static Optional<Joint> any(List<Optional<Joint>> parts) {
    List<Joint> some = parts.stream().flatMap(Optional::stream).toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(new Joint.Any(some));
  }

  private Optional<Joint> compare(Slo slo) {
    return compare(new Condition.MetricIs(slo.metric(), slo.op(), slo.value(), ""), slo.id());
  }

  private Optional<Joint> compare(Condition.MetricIs comparison, String slo) {
    MetricPlan metric = metric(comparison.metric());
    if (metric.metric().source() instanceof Metric.Source.Unset) {
      return Optional.empty();
    }
    String key = PackPlan.keyOf(comparison, metric);
    if (!key.isEmpty()) {
      metric.raws().forEach(raw -> raw.toldApartBy(key));
    }
    return Optional.of(
        leaf(new Leaf.Compare(metric, comparison.op(), comparison.value(), key, slo)));
  }

  private Leaf.Silent silent(Condition.Absent absent) {
    long forget = absent.forgetAfter() == null ? Long.MAX_VALUE : absent.forgetAfter().toMillis();
    return new Leaf.Silent(
        metric(absent.metric()),
        absent.silence().toMillis(),
        absent.expected(),
        forget,
        Slices.MILLIS);
  }

  private MetricPlan metric(String name) {
    MetricPlan metric = metrics.apply(name);
    if (metric == null) {
      throw new IllegalArgumentException(
          "pack %s: trigger %s compares %s, which is none of its metrics"
              .formatted(pack.id(), trigger().id(), name));
    }
    return metric;
  }

  private Joint leaf(Leaf leaf) {
    leaves.add(leaf);
    return new Joint.One(leaves.size() - 1);
  }

  /**
   * Where the trigger also compares the metric, an absence ends when the metric is next judged: a
   * bad first sample must not look like a recovery until its window ends.
   */
  private void alignSilences() {
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i) instanceof Leaf.Silent silent) {
        long step =
            leaves.stream()
                .flatMap(
                    leaf ->
                        leaf instanceof Leaf.Compare compare && compare.metric() == silent.metric()
                            ? Stream.of(compare.metric().stepMillis())
                            : Stream.empty())
                .findFirst()
                .orElse(Slices.MILLIS);
        leaves.set(
            i,
            new Leaf.Silent(
                silent.metric(),
                silent.silenceMillis(),
                silent.expected(),
                silent.forgetMillis(),
                step));
      }
    }
  }
}
