package io.tocsin.config;

import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads conditions, and switches off those that need a parameter nobody set. */
final class ConditionReader {
  /** Most windows, or signals in a row, that a condition may wait for. */
  static final int MOST_WINDOWS = 10_000;

  private static final List<String> FORMS =
      List.of("metric", "all", "any", "slos", "signal", "absent");

  private final Declared declared;
  private final Parameters parameters;
  private final Map<String, Metric> metrics;
  private String sloOff = "";

  ConditionReader(Declared declared, Parameters parameters, Map<String, Metric> metrics) {
    this.declared = declared;
    this.parameters = parameters;
    this.metrics = metrics;
  }

  /**
   * An objective needs this parameter, which is not set: all of them are never violated at once.
   */
  void sloNeeds(String parameter) {
    sloOff = parameter;
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

  Optional<Comparison> op(Keyed keyed) {
    String op = keyed.requireOneOf("op", Words.OPS);
    return Arrays.stream(Comparison.values()).filter(each -> each.sign().equals(op)).findFirst();
  }

  Optional<Parameters.Amount> limit(Keyed keyed) {
    return keyed.require("value", "a number or $parameter").flatMap(parameters::amount);
  }

  String offParameter(String metric, Parameters.Amount limit) {
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
