package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric;
import io.tocsin.window.Tally;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The values of an entity's metrics, exact, over any stretch its rings still hold. */
final class Figures {
  private static final Fraction HUNDRED = Fraction.of(Decimal.of(100));

  private final EntityState state;
  private final Pages pages;
  private final Baselines baselines;

  Figures(EntityState state, Pages pages, Baselines baselines) {
    this.state = state;
    this.pages = pages;
    this.baselines = baselines;
  }

  /**
   * The metric's value at an instant, if it has one: the instant lies on its steps, a sample came
   * within the step, and it has been seen for as long as a window that is longer than its step.
   */
  Optional<Figure> at(MetricPlan metric, Selection selection, long boundary) {
    if (Math.floorMod(boundary, metric.stepMillis()) != 0) {
      return Optional.empty();
    }
    Metric.Source source = metric.metric().source();
    if (source instanceof Metric.Source.Ratio ratio) {
      return quotient(ratio, metric.inputs(), input -> at(input, selection, boundary));
    }
    if (source instanceof Metric.Source.Rate rate) {
      return arrived(metric, selection, boundary)
          ? rate(rate, metric, selection, boundary)
          : Optional.empty();
    }
    if (source instanceof Metric.Source.Change change) {
      return change(change, metric, at(metric.inputs().get(0), selection, boundary));
    }
    if (!metric.metric().isRaw()
        || !arrived(metric, selection, boundary)
        || !seenThroughout(metric, selection, boundary)) {
      return Optional.empty();
    }
    return over(metric, selection, boundary - metric.windowMillis(), boundary);
  }

  /** The metric's value over a stretch of time between edges of cells, if there are samples. */
  Optional<Figure> over(MetricPlan metric, Selection selection, long from, long to) {
    Metric.Source source = metric.metric().source();
    if (source instanceof Metric.Source.Ratio ratio) {
      return quotient(ratio, metric.inputs(), input -> over(input, selection, from, to));
    }
    if (source instanceof Metric.Source.Change change) {
      return change(change, metric, over(metric.inputs().get(0), selection, from, to));
    }
    return metric.metric().isRaw() ? joined(metric, selection, from, to) : Optional.empty();
  }

  /** Values of a label among the metric's series, sorted. */
  SortedSet<String> keys(MetricPlan metric, String label) {
    SortedSet<String> keys = new TreeSet<>();
    for (MetricPlan raw : metric.raws()) {
      strands(raw, Selection.ALL)
          .map(strand -> strand.labels.get(label))
          .filter(value -> value != null)
          .forEach(keys::add);
    }
    return keys;
  }

  /** The metric's series one by one, in the order of their labels. */
  List<Selection> series(MetricPlan metric) {
    return strands(metric, Selection.ALL).map(Selection::only).toList();
  }

  private Stream<Strand> strands(MetricPlan raw, Selection selection) {
    MetricState known = state.metrics.get(raw.name());
    return known == null
        ? Stream.empty()
        : known.strands.values().stream().filter(selection::takes);
  }

  private boolean arrived(MetricPlan metric, Selection selection, long boundary) {
    return metric.raws().stream()
        .flatMap(raw -> strands(raw, selection))
        .anyMatch(strand -> strand.lastSliceEndMillis > boundary - metric.stepMillis());
  }

  private boolean seenThroughout(MetricPlan raw, Selection selection, long boundary) {
    if (raw.windowMillis() <= raw.stepMillis()) {
      return true;
    }
    long start = boundary - raw.windowMillis();
    return strands(raw, selection)
        .anyMatch(
            strand ->
                Math.floorDiv(strand.firstSliceMillis, raw.stepMillis()) * raw.stepMillis()
                    <= start);
  }

  private Optional<Figure> joined(MetricPlan raw, Selection selection, long from, long to) {
    Metric.Across across = raw.metric().across();
    boolean pooled = across == Metric.Across.POOLED || across == Metric.Across.ANY;
    Tally all = new Tally();
    Join join = new Join(across);
    strands(raw, selection)
        .forEach(
            strand -> {
              Tally tally = pooled ? all : new Tally();
              pages.over(raw.name(), raw.cellMillis(), strand, from, to, tally);
              if (!pooled && !tally.isEmpty()) {
                join.add(figure(tally, raw.metric().aggregate()));
              }
            });
    if (pooled) {
      return all.isEmpty() ? Optional.empty() : Optional.of(figure(all, raw.metric().aggregate()));
    }
    return join.result();
  }

  private static Figure figure(Tally tally, Metric.Aggregate aggregate) {
    Fraction value =
        switch (aggregate) {
          case MEAN -> Fraction.mean(tally.sum(), tally.count());
          case LAST -> Fraction.of(tally.last());
          case MIN -> Fraction.of(tally.min());
          case MAX -> Fraction.of(tally.max());
          case SUM -> Fraction.of(tally.sum());
          case COUNT -> Fraction.of(Decimal.of(tally.count()));
          case MEDIAN, P50, P95, P99 ->
              Fraction.of(tally.histogram().percentile(aggregate.percentile()));
        };
    return new Figure(value, tally.firstMillis(), tally.lastMillis());
  }

  private interface Lookup {
    Optional<Figure> of(MetricPlan input);
  }

  private static Optional<Figure> quotient(
      Metric.Source.Ratio ratio, List<MetricPlan> inputs, Lookup lookup) {
    Optional<Figure> over = operand(ratio.numerator(), inputs, lookup);
    Optional<Figure> under = operand(ratio.denominator(), inputs, lookup);
    if (over.isEmpty() || under.isEmpty() || under.get().value().signum() == 0) {
      return Optional.empty();
    }
    Fraction value = over.get().value().times(HUNDRED).over(under.get().value());
    return Optional.of(spanning(value, over.get(), under.get()));
  }

  private static Optional<Figure> operand(
      Metric.Operand operand, List<MetricPlan> inputs, Lookup lookup) {
    if (operand.metric().isEmpty()) {
      return Optional.of(new Figure(Fraction.of(operand.number()), Long.MAX_VALUE, Long.MIN_VALUE));
    }
    return inputs.stream()
        .filter(input -> input.name().equals(operand.metric()))
        .findFirst()
        .flatMap(lookup::of);
  }

  private static Figure spanning(Fraction value, Figure one, Figure other) {
    return new Figure(
        value,
        Math.min(one.firstMillis(), other.firstMillis()),
        Math.max(one.lastMillis(), other.lastMillis()));
  }

  /** From the oldest to the newest value of the input in the trailing window, both inclusive. */
  private Optional<Figure> rate(
      Metric.Source.Rate rate, MetricPlan metric, Selection selection, long boundary) {
    MetricPlan of = metric.inputs().get(0);
    long reach = of.reachMillis();
    long step = of.stepMillis();
    long earliest = MetricPlan.ceiling(boundary - metric.windowMillis(), step);
    long newestEnd = Math.floorDiv(boundary, step) * step;
    Optional<Figure> newest = Optional.empty();
    while (newest.isEmpty() && newestEnd >= earliest) {
      newest = over(of, selection, newestEnd - reach, newestEnd);
      newestEnd -= newest.isEmpty() ? step : 0;
    }
    Optional<Figure> oldest = Optional.empty();
    long oldestEnd = earliest;
    while (newest.isPresent() && oldest.isEmpty()) {
      oldest = over(of, selection, oldestEnd - reach, oldestEnd);
      oldestEnd += oldest.isEmpty() ? step : 0;
    }
    if (oldest.isEmpty()) {
      return Optional.empty();
    }
    long elapsed = newest.get().lastMillis() - oldest.get().lastMillis();
    long least = rate.minSpan() == null ? 1 : Math.max(1, rate.minSpan().toMillis());
    if (elapsed < least) {
      return Optional.empty();
    }
    Fraction risen = risen(of, selection, oldestEnd, newestEnd, oldest.get(), newest.get());
    Fraction value = risen.times(rate.per().toMillis()).over(Fraction.of(Decimal.of(elapsed)));
    return Optional.of(new Figure(value, oldest.get().lastMillis(), newest.get().lastMillis()));
  }

  /** A counter's growth is what it rose, whatever resets there were. */
  private Fraction risen(
      MetricPlan of,
      Selection selection,
      long oldestEnd,
      long newestEnd,
      Figure oldest,
      Figure newest) {
    if (of.metric().isRaw() && strands(of, selection).anyMatch(strand -> strand.counter)) {
      Tally rises = new Tally();
      strands(of, selection)
          .forEach(
              strand ->
                  pages.over(of.name(), of.cellMillis(), strand, oldestEnd, newestEnd, rises));
      return Fraction.of(rises.sum());
    }
    return newest.value().minus(oldest.value());
  }

  /** Per cent worse than the baseline; what is nothing can be no per cent worse. */
  private Optional<Figure> change(
      Metric.Source.Change change, MetricPlan metric, Optional<Figure> now) {
    Optional<Fraction> known =
        change.staticBaseline() == null
            ? baselines.of(metric)
            : Optional.of(Fraction.of(change.staticBaseline()));
    if (now.isEmpty() || known.isEmpty() || known.get().signum() == 0) {
      return Optional.empty();
    }
    Fraction base = known.get();
    Fraction more = now.get().value().minus(base);
    Fraction worse = (change.worseUp() ? more : more.times(-1)).times(HUNDRED);
    Fraction share = worse.over(base.signum() < 0 ? base.times(-1) : base);
    return Optional.of(new Figure(share, now.get().firstMillis(), now.get().lastMillis()));
  }

  /** The last sample of a metric; of a derived one, of the input that is silent for longest. */
  long lastSampleMillis(MetricPlan metric) {
    return metric.raws().stream()
        .mapToLong(
            raw -> {
              MetricState known = state.metrics.get(raw.name());
              return known == null ? Times.NOT_YET : known.lastSampleMillis;
            })
        .min()
        .orElse(Times.NOT_YET);
  }
}
