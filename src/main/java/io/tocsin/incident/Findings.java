package io.tocsin.incident;

import io.tocsin.detect.Verdict;
import io.tocsin.detect.Verdict.Reading;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Hint;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Slo;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes findings of verdicts and signals, and finds the words for them. */
final class Findings {
  /** A signal that makes a hint unnecessary counts so long. */
  static final long HINT_MEMORY_MILLIS = Duration.ofMinutes(15).toMillis();

  private final Pack pack;

  Findings(Pack pack) {
    this.pack = pack;
  }

  Finding of(Verdict verdict, Trigger trigger, Map<String, Long> signals) {
    List<String> values = new ArrayList<>();
    verdict.readings().forEach(r -> values.addAll(List.of(r.metric(), r.value())));
    String cause = verdict.cause() + (verdict.key().isEmpty() ? "" : "/" + verdict.key());
    long since = verdict.violated() ? verdict.startedMillis() : goodSince(verdict, trigger);
    return new Finding(
        trigger.id(),
        trigger.severity(),
        cause,
        verdict.windowEndMillis(),
        since == Times.NOT_YET
            ? verdict.windowEndMillis()
            : Math.min(since, verdict.windowEndMillis()),
        summary(verdict, trigger),
        "automated:" + trigger.id(),
        verdict.value(),
        verdict.threshold(),
        hints(trigger, verdict.windowEndMillis(), values, signals),
        values,
        false);
  }

  /** End of the last violating window: the good ones that it took to be clear came after it. */
  private long goodSince(Verdict verdict, Trigger trigger) {
    long step =
        pack.compared(trigger.when()).stream()
            .mapToLong(metric -> metric.slide().toMillis())
            .max()
            .orElse(0);
    return verdict.windowEndMillis() - trigger.clearFor() * step;
  }

  /**
   * The finding of a signal.
   *
   * @param values names and values of metrics in turn, as they were lately
   */
  Finding of(
      Signal signal,
      Trigger trigger,
      long engineMillis,
      Map<String, Long> signals,
      List<String> values) {
    long started =
        signal.startedMillis() == Times.NOT_YET
            ? engineMillis
            : Math.min(signal.startedMillis(), engineMillis);
    return new Finding(
        trigger.id(),
        trigger.severity(),
        trigger.id() + "@" + signal.id(),
        engineMillis,
        started,
        "signal " + signal.name(),
        "automated:" + trigger.id(),
        "",
        "",
        hints(trigger, engineMillis, values, signals),
        values,
        false);
  }

  private String summary(Verdict verdict, Trigger trigger) {
    String who = verdict.key().isEmpty() ? "" : " (" + verdict.key() + ")";
    if (trigger.when() instanceof Condition.Slos slos && slos.all()) {
      List<String> ids = pack.slos().stream().map(Slo::id).toList();
      return "all objectives violated: " + String.join(", ", ids);
    }
    if (verdict.threshold().isEmpty()) {
      return trigger.id() + who + " violated";
    }
    return metricOf(trigger.when(), objective(verdict, trigger))
        + who
        + " "
        + verdict.value()
        + ", violated when "
        + verdict.threshold();
  }

  /** The metric of the objective that decided, or the trigger's id. */
  private String objective(Verdict verdict, Trigger trigger) {
    if (!(trigger.when() instanceof Condition.Slos)) {
      return trigger.id();
    }
    return pack.slos().stream()
        .filter(slo -> verdict.threshold().equals(slo.op().sign() + " " + slo.value()))
        .filter(slo -> verdict.readings().contains(new Reading(slo.metric(), verdict.value())))
        .map(Slo::metric)
        .findFirst()
        .orElse(trigger.id());
  }

  /** The metric a condition is about, when it is only one. */
  private static String metricOf(Condition condition, String otherwise) {
    List<String> metrics = metrics(condition).distinct().toList();
    return metrics.size() == 1 ? metrics.get(0) : otherwise;
  }

  private static Stream<String> metrics(Condition condition) {
    if (condition instanceof Condition.MetricIs metric) {
      return Stream.of(metric.metric());
    }
    List<Condition> parts =
        condition instanceof Condition.Any any
            ? any.of()
            : condition instanceof Condition.All all ? all.of() : List.of();
    return parts.stream().flatMap(Findings::metrics);
  }

  private List<String> hints(
      Trigger trigger, long atMillis, List<String> values, Map<String, Long> signals) {
    List<String> hints = new ArrayList<>();
    for (Hint hint : pack.hints()) {
      long seen = signals.getOrDefault(hint.unlessSignal(), Long.MIN_VALUE / 2);
      boolean unnecessary = !hint.unlessSignal().isEmpty() && seen >= atMillis - HINT_MEMORY_MILLIS;
      if (hint.on().contains(trigger.id()) && !unnecessary && holds(hint.when(), values)) {
        hints.add(hint.source().isEmpty() ? hint.text() : hint.text() + " [" + hint.source() + "]");
      }
    }
    return hints;
  }

  private static boolean holds(Condition.MetricIs when, List<String> values) {
    if (when == null) {
      return true;
    }
    for (int i = 0; i + 1 < values.size(); i += 2) {
      if (values.get(i).equals(when.metric())) {
        Fraction value = Fraction.of(Decimal.parse(values.get(i + 1)));
        return when.op().holds(value, when.value());
      }
    }
    return false;
  }
}
