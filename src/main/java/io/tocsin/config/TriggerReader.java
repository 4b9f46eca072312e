package io.tocsin.config;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Slo;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads objectives and triggers. */
final class TriggerReader {
  private final Declared declared;
  private final Parameters parameters;
  private final Map<String, Metric> metrics;
  private final TimePolicy time;
  private final ConditionReader conditions;

  TriggerReader(Declared declared, Parameters parameters, List<Metric> metrics, TimePolicy time) {
    this.declared = declared;
    this.parameters = parameters;
    this.metrics = metrics.stream().collect(Collectors.toMap(Metric::name, Function.identity()));
    this.time = time;
    this.conditions = new ConditionReader(declared, parameters, this.metrics);
  }

  /** What reads the comparisons beside flags and hints. */
  ConditionReader conditions() {
    return conditions;
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
      Optional<Comparison> op = violated.flatMap(conditions::op);
      Optional<Parameters.Amount> limit = violated.flatMap(conditions::limit);
      if (metric.isPresent() && op.isPresent() && limit.isPresent()) {
        String off = conditions.offParameter(metric.get(), limit.get());
        if (off.isEmpty()) {
          refuseOutOfUnit(violated.get(), metric.get(), limit.get().number());
          slos.add(new Slo(id, metric.get(), op.get(), limit.get().number()));
        } else {
          conditions.sloNeeds(off);
          value.say(Problem.Level.NOTICE, id + " off: parameter " + off + " unset");
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
      Optional<Condition> when =
          trigger.require("when", "a condition").flatMap(conditions::condition);
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
        .flatMap(value -> value.whole(1, ConditionReader.MOST_WINDOWS))
        .orElse(otherwise);
  }

  private void tellOff(Value value, String id, Condition condition) {
    String off = neverBecauseOf(condition);
    if (!off.isEmpty()) {
      value.say(Problem.Level.NOTICE, id + " off: parameter " + off + " unset");
    } else {
      offParts(condition)
          .forEach(
              part ->
                  value.say(
                      Problem.Level.NOTICE, id + " partly off: parameter " + part + " unset"));
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
}
