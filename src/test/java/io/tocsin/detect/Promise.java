package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.IncidentPolicy;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Origin;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Slo;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small pack, written where a test needs it. Grouped by {@code service}. */
final class Promise {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  private final String id;
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Slo> slos = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Lifecycle.FlagRule> flags = new ArrayList<>();

  Promise(String id) {
    this.id = id;
  }

  static Promise pack() {
    return new Promise("p");
  }

  Promise metric(String name, Metric.Aggregate aggregate) {
    return metric(name, aggregate, MINUTE, MINUTE);
  }

  Promise metric(String name, Metric.Aggregate aggregate, Duration window, Duration slide) {
    return metric(name, aggregate, window, slide, "", Metric.Across.POOLED);
  }

  Promise metric(
      String name,
      Metric.Aggregate aggregate,
      Duration window,
      Duration slide,
      String per,
      Metric.Across across) {
    return metric(
        new Metric(
            name, "", new Metric.Source.Raw(), aggregate, window, slide, per, across, false));
  }

  Promise metric(Metric metric) {
    metrics.add(metric);
    return this;
  }

  Promise ratio(String name, String numerator, String denominator) {
    return ratio(name, new Metric.Operand(numerator, null), new Metric.Operand(denominator, null));
  }

  Promise ratio(String name, Metric.Operand numerator, Metric.Operand denominator) {
    return derived(name, new Metric.Source.Ratio(numerator, denominator), MINUTE, MINUTE);
  }

  Promise rate(String name, String of, Duration over, Duration minSpan) {
    return derived(name, new Metric.Source.Rate(of, HOUR, minSpan), over, MINUTE);
  }

  /** Per cent more than a learned baseline. */
  Promise worse(
      String name, String of, Metric.Aggregate aggregate, Duration over, String... freezeWhile) {
    Duration slide =
        metrics.stream().filter(m -> m.name().equals(of)).findFirst().orElseThrow().slide();
    Metric.Source.Change change =
        new Metric.Source.Change(of, null, aggregate, over, List.of(freezeWhile), true);
    return derived(name, change, slide, slide);
  }

  Promise derived(String name, Metric.Source source, Duration window, Duration slide) {
    return metric(
        new Metric(
            name,
            "",
            source,
            Metric.Aggregate.LAST,
            window,
            slide,
            "",
            Metric.Across.POOLED,
            false));
  }

  Promise slo(String metric, String sign, String limit) {
    slos.add(new Slo(metric, metric, op(sign), Decimal.parse(limit)));
    return this;
  }

  Promise trigger(String trigger, String severity, Condition when) {
    return trigger(trigger, severity, when, 1, 1);
  }

  Promise trigger(String trigger, String severity, Condition when, int forWindows, int clearFor) {
    triggers.add(new Trigger(trigger, severity, when, forWindows, clearFor));
    return this;
  }

  Promise flag(String flag, String metric, String sign, String limit) {
    flags.add(
        new Lifecycle.FlagRule(
            flag, new Condition.MetricIs(metric, op(sign), Decimal.parse(limit), "")));
    return this;
  }

  static Condition is(String metric, String sign, String limit) {
    return new Condition.MetricIs(metric, op(sign), Decimal.parse(limit), "");
  }

  static Condition anyKey(String metric, String sign, String limit, String label) {
    return new Condition.MetricIs(metric, op(sign), Decimal.parse(limit), label);
  }

  static Condition absent(String metric, Duration silence) {
    return new Condition.Absent(metric, silence, false, null);
  }

  static Condition signal(String name) {
    return new Condition.SignalSeen(List.of(name), Map.of(), 1, "");
  }

  static Comparison op(String sign) {
    return Stream.of(Comparison.values())
        .filter(op -> op.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }

  Pack build() {
    return new Pack(
        id,
        id,
        "1",
        new TimePolicy(ZoneOffset.UTC, Duration.ZERO, MINUTE, 1, 1),
        List.of(),
        Stream.of("P0", "P1", "P2", "P3")
            .map(severity -> new Severity(severity, severity, "", ""))
            .toList(),
        List.of(),
        List.of(),
        metrics,
        slos,
        triggers,
        List.of(),
        new IncidentPolicy(
            "INC-{n:000}",
            List.of(),
            List.of("service"),
            List.of(),
            List.of(),
            Duration.ofMinutes(15)),
        new Lifecycle(Map.of(), List.of(), true, false, flags),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Origin.UNKNOWN,
        Map.of());
  }
}
