package io.tocsin.detect;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.window.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pack as detection uses it: its metrics and triggers, joined and in its order. */
final class PackPlan {
  private static final long MEMORY_MILLIS = 86_400_000;

  private final Pack pack;
  private final Map<String, MetricPlan> metrics = new LinkedHashMap<>();
  private final List<TriggerPlan> triggers = new ArrayList<>();
  private final List<BaselinePlan> baselines = new ArrayList<>();

  PackPlan(Pack pack) {
    this.pack = pack;
    for (Metric metric : pack.metrics()) {
      plan(metric, 0);
    }
    pack.triggers().forEach(rule -> add(TriggerPlan.of(pack, rule, this::metric)));
    List<TriggerPlan> openers = List.copyOf(triggers);
    pack.lifecycle().flags().stream()
        .sorted(Comparator.comparing(Lifecycle.FlagRule::flag))
        .forEach(rule -> add(TriggerPlan.of(pack, rule, this::metric)));
    for (MetricPlan metric : metrics()) {
      if (metric.metric().source() instanceof Metric.Source.Change change && change.isLearned()) {
        baselines.add(BaselinePlan.of(metric, change, openers));
      }
    }
  }

  private void add(TriggerPlan trigger) {
    if (trigger.canFire()) {
      triggers.add(trigger);
    }
  }

  Pack pack() {
    return pack;
  }

  /** In the order of the pack. */
  List<MetricPlan> metrics() {
    return pack.metrics().stream().map(metric -> metrics.get(metric.name())).toList();
  }

  /** The metric, or null when the pack has none of that name. */
  MetricPlan metric(String name) {
    return metrics.get(name);
  }

  /** Those that metrics can violate, in the order of the pack, and then what sets flags. */
  List<TriggerPlan> triggers() {
    return triggers;
  }

  /** Baselines that are learned, in the order of their metrics. */
  List<BaselinePlan> baselines() {
    return baselines;
  }

  /** Metrics whose values are told at every evaluation, in the order of the pack. */
  List<MetricPlan> snapshots() {
    return metrics().stream()
        .filter(metric -> metric.metric().snapshot() && metric.metric().per().isEmpty())
        .toList();
  }

  /**
   * After so long without a sample an entity is forgotten that counts something from one sample to
   * the next: how often in a row, how far a counter has risen. Longer than any window, because
   * samples may come seldom.
   */
  long horizonMillis() {
    return Math.max(reachMillis(), MEMORY_MILLIS);
  }

  /** After so long without a sample nothing an entity ever sent is in a window or a baseline. */
  long reachMillis() {
    long longest = Slices.MILLIS;
    for (MetricPlan metric : metrics.values()) {
      long step = metric.steps().isEmpty() ? 0 : metric.steps().last();
      longest = Math.max(longest, metric.keepMillis() + step);
    }
    for (BaselinePlan baseline : baselines) {
      longest = Math.max(longest, baseline.overMillis() + baseline.stepMillis());
    }
    return longest;
  }

  private MetricPlan plan(Metric metric, int depth) {
    MetricPlan known = metrics.get(metric.name());
    if (known != null) {
      return known;
    }
    if (depth > pack.metrics().size()) {
      throw new IllegalArgumentException(
          "pack " + pack.id() + ": metric " + metric.name() + " is made of itself");
    }
    List<MetricPlan> inputs = new ArrayList<>();
    for (String input : metric.inputs()) {
      inputs.add(
          plan(
              pack.metric(input)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "pack %s: metric %s is made of %s, which it does not have"
                                  .formatted(pack.id(), metric.name(), input))),
              depth + 1));
    }
    MetricPlan plan = new MetricPlan(metric, inputs, stepOf(metric, inputs));
    metrics.put(metric.name(), plan);
    tellInputs(plan);
    return plan;
  }

  private long stepOf(Metric metric, List<MetricPlan> inputs) {
    return metric.isRaw() || metric.source() instanceof Metric.Source.Rate || inputs.isEmpty()
        ? slices(metric, "slide", metric.slide())
        : inputs.stream().mapToLong(MetricPlan::stepMillis).reduce(1, MetricPlan::lcm);
  }

  /** Says to the raw metrics below what they must keep, and when they must be looked at. */
  private void tellInputs(MetricPlan plan) {
    Metric metric = plan.metric();
    long step = plan.stepMillis();
    if (metric.isRaw()) {
      plan.readBy(slices(metric, "window", metric.window()), step);
    }
    for (MetricPlan raw : plan.raws()) {
      raw.lookedAtEvery(step);
      if (!metric.per().isEmpty()) {
        raw.toldApartBy(metric.per());
      }
      if (metric.source() instanceof Metric.Source.Rate) {
        long over = slices(metric, "window", metric.window());
        raw.readBy(over + plan.inputs().get(0).reachMillis(), step);
      }
    }
  }

  private long slices(Metric metric, String what, Duration duration) {
    long millis = duration.toMillis();
    if (millis <= 0 || millis % Slices.MILLIS != 0) {
      throw new IllegalArgumentException(
          "pack %s: %s of metric %s is %s, must be a multiple of 10 s"
              .formatted(pack.id(), what, metric.name(), duration));
    }
    return millis;
  }

  /** Label whose values a comparison tells apart, or empty. */
  static String keyOf(Condition.MetricIs comparison, MetricPlan metric) {
    return comparison.anyKey().isEmpty() ? metric.metric().per() : comparison.anyKey();
  }
}
