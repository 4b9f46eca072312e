package io.tocsin.detect;

import io.tocsin.metric.SampleType;
import io.tocsin.pack.Metric;
import io.tocsin.window.Slices;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be kept and when it has to be looked at for one metric of a pack. Built with the pack
 * and not changed afterwards.
 */
final class MetricPlan {
  /** Cells in a page: a new slice rewrites at most so many. */
  static final int PAGE_CELLS = 12;

  private static final long[] CELLS = {
    86_400_000, 21_600_000, 3_600_000, 1_800_000, 600_000, 300_000, 60_000, 30_000, 10_000
  };
  private static final int FEWEST_CELLS = 60;

  private final Metric metric;
  private final List<MetricPlan> inputs;
  private final long stepMillis;
  private final SortedSet<Long> steps = new TreeSet<>();
  private final SortedSet<String> keyLabels = new TreeSet<>();
  private long commonMillis;
  private long keepMillis;
  private boolean withHistogram;

  MetricPlan(Metric metric, List<MetricPlan> inputs, long stepMillis) {
    this.metric = metric;
    this.inputs = inputs;
    this.stepMillis = stepMillis;
  }

  /** Notes a window that reads this raw metric. */
  void readBy(long windowMillis, long everyMillis) {
    commonMillis = gcd(gcd(commonMillis, windowMillis), everyMillis);
    keepMillis = Math.max(keepMillis, windowMillis);
    withHistogram |= metric.aggregate().percentile() > 0;
    lookedAtEvery(everyMillis);
  }

  /** Notes that somebody decides on this raw metric at such steps. */
  void lookedAtEvery(long everyMillis) {
    steps.add(everyMillis);
  }

  /** Notes that somebody tells values of this label apart. */
  void toldApartBy(String label) {
    keyLabels.add(label);
  }

  String name() {
    return metric.name();
  }

  Metric metric() {
    return metric;
  }

  /** Metrics it is made of, in the order of its source. */
  List<MetricPlan> inputs() {
    return inputs;
  }

  /** The raw metrics below it; itself when it is raw. */
  List<MetricPlan> raws() {
    return metric.isRaw()
        ? List.of(this)
        : inputs.stream().flatMap(input -> input.raws().stream()).distinct().toList();
  }

  long windowMillis() {
    return metric.window().toMillis();
  }

  /** Distance between the instants at which it can have a value. */
  long stepMillis() {
    return stepMillis;
  }

  /** Every distance at which a sample of it must be looked at, ascending. */
  SortedSet<Long> steps() {
    return steps;
  }

  /** How far back its samples are needed. */
  long keepMillis() {
    return keepMillis;
  }

  /** Length of a cell of its ring; of the coarsest ring below it when it is derived. */
  long cellMillis() {
    if (!metric.isRaw()) {
      return inputs.stream().mapToLong(MetricPlan::cellMillis).reduce(1, MetricPlan::lcm);
    }
    return coarsest(Slices.MILLIS, commonMillis, keepMillis);
  }

  /** The longest cell that is made of steps, divides a span and is short beside what is kept. */
  static long coarsest(long stepMillis, long spanMillis, long keepMillis) {
    for (long cell : CELLS) {
      if (cell % stepMillis == 0 && spanMillis % cell == 0 && cell * FEWEST_CELLS <= keepMillis) {
        return cell;
      }
    }
    return stepMillis;
  }

  /** Whether its value is made of another's, or is the other itself. */
  boolean isMadeOf(MetricPlan other) {
    return this == other || inputs.stream().anyMatch(input -> input.isMadeOf(other));
  }

  long pageMillis() {
    return cellMillis() * PAGE_CELLS;
  }

  /** Longest window below it: where its value at an instant begins. */
  long reachMillis() {
    return metric.isRaw() || inputs.isEmpty() || metric.source() instanceof Metric.Source.Rate
        ? windowMillis()
        : inputs.stream().mapToLong(MetricPlan::reachMillis).max().orElseThrow();
  }

  SortedSet<String> keyLabels() {
    return keyLabels;
  }

  /** Whether its series are kept apart rather than pooled. */
  boolean keepsSeriesApart() {
    return metric.across() != Metric.Across.POOLED;
  }

  /** Whether partials of such a type must wait unpooled: a counter rises series by series. */
  boolean waitsBySeries(SampleType type) {
    return keepsSeriesApart() || type == SampleType.COUNTER;
  }

  boolean withHistogram() {
    return withHistogram;
  }

  static long lcm(long one, long other) {
    return one / gcd(one, other) * other;
  }

  static long gcd(long one, long other) {
    return other == 0 ? one : gcd(other, one % other);
  }

  /** The first multiple of a step at or after an instant. */
  static long ceiling(long millis, long step) {
    return -Math.floorDiv(-millis, step) * step;
  }
}
