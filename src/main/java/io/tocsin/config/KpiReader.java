package io.tocsin.config;

import io.tocsin.pack.Comparison;
import io.tocsin.pack.Kpi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the figures a pack wants measured. */
final class KpiReader {
  private static final Pattern DIFFERENCE = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final List<String> SHARES = List.of("clock.met");

  private final Declared declared;

  KpiReader(Declared declared) {
    this.declared = declared;
  }

  List<Kpi> read(List<Value> written) {
    List<Kpi> kpis = new ArrayList<>();
    for (Value value : written) {
      kpi(value).ifPresent(kpis::add);
    }
    return kpis;
  }

  private Optional<Kpi> kpi(Value value) {
    Keyed keyed = Keyed.of(value, Shape.KPI.keys());
    String id = Ids.of(keyed);
    String stat = keyed.oneOf("stat", "", List.of("share", "mean"));
    boolean mean = keyed.has("mean") || stat.equals("mean");
    boolean share = keyed.has("share") || stat.equals("share");
    if (value.isMap() && mean == share) {
      value.error(value.path() + " must have one of mean and share");
      return Optional.empty();
    }
    return Optional.of(mean ? mean(id, keyed) : share(id, keyed));
  }

  private Kpi mean(String id, Keyed keyed) {
    Optional<Value> written = keyed.get("mean").or(() -> keyed.get("of"));
    Matcher marks = DIFFERENCE.matcher(written.flatMap(Value::text).orElse(""));
    if (!marks.matches()) {
      written.orElse(keyed.self()).mustBe("a difference of two marks such as opened - started");
      return new Kpi(id, Kpi.Stat.MEAN, "", "", List.of(), List.of(), null, "");
    }
    return new Kpi(
        id,
        Kpi.Stat.MEAN,
        marks.group(2),
        marks.group(1),
        names(keyed, "scope", "severities"),
        List.of(),
        op(keyed),
        target(keyed, true));
  }

  private Kpi share(String id, Keyed keyed) {
    keyed.get("share").or(() -> keyed.get("of")).ifPresent(of -> of.oneOf(SHARES));
    keyed.require("over", "a list of clocks");
    return new Kpi(
        id,
        Kpi.Stat.SHARE,
        "",
        "",
        names(keyed, "scope", "severities"),
        names(keyed, "over", "timers"),
        op(keyed),
        target(keyed, false));
  }

  private static Comparison op(Keyed keyed) {
    String sign =
        keyed
            .get("target")
            .map(target -> Keyed.of(target, Shape.VIOLATED.keys()).requireOneOf("op", Words.OPS))
            .orElse("");
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign().equals(sign)) {
        return comparison;
      }
    }
    return null;
  }

  private static String target(Keyed keyed, boolean duration) {
    Optional<Value> value =
        keyed
            .get("target")
            .flatMap(
                target ->
                    Keyed.free(target)
                        .require("value", duration ? Durations.FORM : "a number of per cent"));
    return duration
        ? value.flatMap(Value::duration).map(Object::toString).orElse("")
        : value.flatMap(Value::decimal).map(Object::toString).orElse("");
  }

  private List<String> names(Keyed keyed, String key, String section) {
    return keyed.get(key).map(Value::listOrOne).orElse(List.of()).stream()
        .map(value -> value.oneOf(declared.all(section)))
        .flatMap(Optional::stream)
        .toList();
  }
}
