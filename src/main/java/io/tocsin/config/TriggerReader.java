package io.tocsin.config;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Slo;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads objectives, triggers and the conditions inside them. */
final class TriggerReader {
  private static final int MOST_WINDOWS = 10_000;
  private static final List<String> FORMS =
      List.of("metric", "all", "any", "slos", "signal", "absent");

  private final Declared declared;
  private final Parameters parameters;
  private final Map<String, Metric> metrics;
  private final TimePolicy time;
  private final Problems problems;
  private String sloOff = "";

  TriggerReader(
      Declared declared,
      Parameters parameters,
      List<Metric> metrics,
      TimePolicy time,
      Problems problems) {
    this.declared = declared;
    this.parameters = parameters;
    this.metrics = metrics.stream().collect(Collectors.toMap(Metric::name, Function.identity()));
    this.time = time;
    this.problems = problems;
  }

  /** An objective whose limit needs an unset parameter is left out. */
  List<Slo> slos(List<Value> written) {
    List<Slo> slos = new ArrayList<>();
    for (Value value : written) {
      Keyed slo = Keyed.of(value, Shape.SLO.keys());
      String id = Ids.of(slo);
      Optional<String> metric =
          slo.require("metric", "a metric").flatMap(name -> name.oneOf(declared.all("metrics")));
      metric.ifPresent(name -> refusePerKey(slo, name));
      Optional<Keyed> violated =
          slo.require("violated", "a map with op and value")
              .map(map -> Keyed.of(map, Shape.VIOLATED.keys()));
      Optional<Comparison> op = violated.flatMap(this::op);
      Optional<Parameters.Amount> limit = violated.flatMap(this::limit);
      if (metric.isPresent() && op.isPresent() && limit.isPresent()) {
        String off = offParameter(metric.get(), limit.get());
        if (off.isEmpty()) {
          refuseOutOfUnit(violated.get(), metric.get(), limit.get().number());
          slos.add(new Slo(id, metric.get(), op.get(), limit.get().number()));
        } else {
          sloOff = off;
          problems.notice(value.line(), id + " off: parameter " + off + " unset");
        }
      }
    }
    return slos;
  }

  List<Trigger> triggers(List<Value> written) {
    List<Trigger> triggers = new ArrayList<>();
    for (Value value : written) {
      Keyed trigger = Keyed.of(value, Shape.TRIGGER.keys());
      String id = Ids.of(trigger);
      String severity = trigger.requireOneOf("severity", declared.all("severities"));
      Optional<Condition> when = trigger.require("when", "a condition").flatMap(this::condition);
      String off = unset(trigger, "for") + unset(trigger, "clear_for");
      int forWindows = windows(trigger, "for", time.forWindows());
      int clearFor = windows(trigger, "clear_for", time.clearFor());
      if (when.isPresent()) {
        Condition condition = off.isEmpty() ? when.get() : new Condition.Off(off);
        tellOff(value, id, condition);
        triggers.add(new Trigger(id, severity, condition, forWindows, clearFor));
      }
    }
    return triggers;
  }

  private String unset(Keyed trigger, String key) {
    return trigger.get(key).map(parameters::unsetIn).orElse("");
  }

  private int windows(Keyed trigger, String key, int otherwise) {
    if (!unset(trigger, key).isEmpty()) {
      return otherwise;
    }
    return trigger
        .get(key)
        .flatMap(value -> parameters.given(value, "a whole number"))
        .flatMap(value -> value.whole(1, MOST_WINDOWS))
        .orElse(otherwise);
  }

  private void tellOff(Value value, String id, Condition condition) {
    String off = neverBecauseOf(condition);
    if (!off.isEmpty()) {
      problems.notice(value.line(), id + " off: parameter " + off + " unset");
    } else {
      offParts(condition)
          .forEach(
              part ->
                  problems.notice(value.line(), id + " partly off: parameter " + part + " unset"));
    }
  }

  /** The unset parameter for want of which the condition can never hold, or empty. */
  private static String neverBecauseOf(Condition condition) {
    if (condition instanceof Condition.Off off) {
      return off.parameter();
    }
    if (condition instanceof Condition.All all) {
      return all.of().stream()
          .map(TriggerReader::neverBecauseOf)
          .filter(name -> !name.isEmpty())
          .findFirst()
          .orElse("");
    }
    if (condition instanceof Condition.Any any
        && any.of().stream().noneMatch(part -> neverBecauseOf(part).isEmpty())) {
      return any.of().stream().map(TriggerReader::neverBecauseOf).findFirst().orElse("");
    }
    return "";
  }

  private static List<String> offParts(Condition condition) {
    if (condition instanceof Condition.Off off) {
      return List.of(off.parameter());
    }
    List<Condition> parts =
        condition instanceof Condition.All all
            ? all.of()
            : condition instanceof Condition.Any any ? any.of() : List.of();
    return parts.stream().flatMap(part -> offParts(part).stream()).distinct().toList();
  }

  Optional<Condition> condition(Value value) {
    Keyed keyed = Keyed.free(value);
    List<String> forms = FORMS.stream().filter(keyed::has).toList();
    if (forms.size() != 1) {
      if (value.isMap()) {
        value.error(
            value.path()
                + (forms.isEmpty()
                    ? " says nothing, must have one of " + String.join(", ", FORMS)
                    : " has "
                        + String.join(" and ", forms)
                        + ", must have only one of them (join conditions with all or any)"));
      }
      return Optional.empty();
    }
    return switch (forms.get(0)) {
      case "metric" -> comparison(Keyed.of(value, Shape.COMPARISON.keys())).map(is -> is);
      case "all" -> all(value);
      case "any" -> any(value);
      case "slos" -> slosCondition(value);
      case "signal" -> signal(Keyed.of(value, Shape.SIGNAL.keys()));
      default -> absent(Keyed.of(value, Shape.ABSENT.keys()));
    };
  }

  private Optional<Condition> all(Value value) {
    List<Condition> parts = parts(Keyed.of(value, Shape.ALL.keys()), "all");
    boolean signals = parts.stream().anyMatch(part -> !part.signals().isEmpty());
    if (signals && parts.size() > 1) {
      value.error(
          value.path()
              + ".all joins a signal with something else, must hold measured conditions only"
              + " (a signal holds until somebody ends it, a measurement for one window)");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Condition.All(parts));
  }

  private Optional<Condition> any(Value value) {
    List<Condition> parts = parts(Keyed.of(value, Shape.ANY.keys()), "any");
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Condition.Any(parts));
  }

  private List<Condition> parts(Keyed keyed, String key) {
    List<Value> written = keyed.list(key);
    Optional<Value> list = keyed.get(key);
    if (list.isPresent() && list.get().isList() && written.isEmpty()) {
      list.get().error(list.get().path() + " is empty, must hold at least one condition");
    }
    return written.stream().map(this::condition).flatMap(Optional::stream).toList();
  }

  private Optional<Condition> slosCondition(Value value) {
    Optional<String> which =
        Keyed.of(value, Shape.SLOS.keys())
            .get("slos")
            .flatMap(word -> word.oneOf(List.of("all", "any")));
    if (which.isPresent() && declared.all("slos").isEmpty()) {
      value.error(value.path() + ".slos asks for objectives, and slos declares none");
      return Optional.empty();
    }
    return which.map(
        word ->
            word.equals("all") && !sloOff.isEmpty()
                ? new Condition.Off(sloOff)
                : new Condition.Slos(word.equals("all")));
  }

  /** A comparison; switched off when its limit or its metric needs an unset parameter. */
  private Optional<Condition> comparison(Keyed keyed) {
    Optional<String> metric =
        keyed.get("metric").flatMap(name -> name.oneOf(declared.all("metrics")));
    Optional<Comparison> op = op(keyed);
    Optional<Parameters.Amount> limit = limit(keyed);
    String anyKey = keyed.text("any_key", "");
    metric.ifPresent(name -> refuseWrongKey(keyed, name, anyKey));
    if (metric.isEmpty() || op.isEmpty() || limit.isEmpty()) {
      return Optional.empty();
    }
    String off = offParameter(metric.get(), limit.get());
    return Optional.of(
        off.isEmpty()
            ? new Condition.MetricIs(metric.get(), op.get(), limit.get().number(), anyKey)
            : new Condition.Off(off));
  }

  /** A comparison that stands beside a flag or a hint; empty when a parameter is not set. */
  Optional<Condition.MetricIs> plainComparison(Keyed keyed) {
    keyed.require("metric", "a metric");
    return comparison(keyed)
        .filter(Condition.MetricIs.class::isInstance)
        .map(Condition.MetricIs.class::cast);
  }

  private Optional<Comparison> op(Keyed keyed) {
    String op = keyed.requireOneOf("op", Words.OPS);
    return Arrays.stream(Comparison.values()).filter(each -> each.sign().equals(op)).findFirst();
  }

  private Optional<Parameters.Amount> limit(Keyed keyed) {
    return keyed.require("value", "a number or $parameter").flatMap(parameters::amount);
  }

  private String offParameter(String metric, Parameters.Amount limit) {
    Metric known = metrics.get(metric);
    return known != null && known.source() instanceof Metric.Source.Unset unset
        ? unset.parameter()
        : limit.unset();
  }

  private void refuseWrongKey(Keyed keyed, String metric, String anyKey) {
    Metric known = metrics.get(metric);
    if (known == null || known.per().equals(anyKey)) {
      return;
    }
    String path = keyed.self().path() + ".any_key";
    keyed
        .self()
        .error(
            known.per().isEmpty()
                ? path + " is " + anyKey + ", must be left out: " + metric + " has no per"
                : path
                    + (anyKey.isEmpty() ? " is missing" : " is " + anyKey)
                    + ", must be "
                    + known.per()
                    + ": "
                    + metric
                    + " is judged per "
                    + known.per());
  }

  private void refusePerKey(Keyed slo, String metric) {
    Metric known = metrics.get(metric);
    if (known != null && !known.per().isEmpty()) {
      slo.get("metric")
          .orElseThrow()
          .mustBe("a metric without per, an objective is about one value");
    }
  }

  private void refuseOutOfUnit(Keyed violated, String metric, Decimal limit) {
    String unit = metrics.containsKey(metric) ? metrics.get(metric).unit() : "";
    int most = unit.equals("percent") ? 100 : unit.equals("ratio") ? 1 : 0;
    if (most > 0 && (limit.signum() < 0 || limit.compareTo(Decimal.of(most)) > 0)) {
      violated
          .get("value")
          .orElseThrow()
          .mustBe("between 0 and " + most + " (" + metric + " is a " + unit + ")");
    }
  }

  private Optional<Condition> signal(Keyed keyed) {
    List<String> names = keyed.textsOrOne("signal");
    Map<String, String> where = new LinkedHashMap<>();
    keyed
        .map("where")
        .forEach((key, value) -> value.text().ifPresent(text -> where.put(key, text)));
    Optional<Value> count = keyed.get("consecutive");
    String off = count.map(parameters::unsetIn).orElse("");
    if (!off.isEmpty()) {
      return Optional.of(new Condition.Off(off));
    }
    int consecutive =
        count
            .flatMap(value -> parameters.given(value, "a whole number"))
            .flatMap(value -> value.whole(1, MOST_WINDOWS))
            .orElse(1);
    if (names.isEmpty()) {
      keyed.self().error(keyed.self().path() + ".signal names none, must name at least one");
      return Optional.empty();
    }
    return Optional.of(
        new Condition.SignalSeen(names, where, consecutive, keyed.text("broken_by", "")));
  }

  private Optional<Condition> absent(Keyed keyed) {
    Keyed absence = Keyed.of(keyed.get("absent").orElseThrow(), Shape.ABSENCE.keys());
    Optional<String> metric =
        absence.require("metric", "a metric").flatMap(name -> name.oneOf(declared.all("metrics")));
    Optional<Duration> silence =
        absence
            .require("for", Durations.FORM)
            .flatMap(value -> parameters.given(value, Durations.FORM))
            .flatMap(value -> value.duration(Duration.ofSeconds(10), Duration.ofDays(31)));
    Duration forget =
        absence
            .get("forget_after")
            .flatMap(value -> value.duration(silence.orElse(Duration.ZERO), Duration.ofDays(366)))
            .orElse(null);
    boolean expected = absence.truth("expect", false);
    if (metric.isEmpty() || silence.isEmpty()) {
      return Optional.empty();
    }
    Metric known = metrics.get(metric.get());
    if (known != null && !known.isRaw()) {
      absence.get("metric").orElseThrow().mustBe("a raw metric, only samples can be absent");
    }
    return Optional.of(new Condition.Absent(metric.get(), silence.get(), expected, forget));
  }
}
