package io.tocsin.config;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Metric.Across;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Metric.Operand;
import io.tocsin.pack.Metric.Source;
import io.tocsin.window.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the {@code metrics} of a pack: raw ones, and those derived from others. */
final class MetricReader {
  private static final Duration SLICE = Duration.ofMillis(Slices.MILLIS);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final List<String> FORMS = List.of("agg", "ratio", "rate", "change");

  private final Map<String, Value> written;
  private final Parameters parameters;
  private final Duration defaultWindow;
  private final Set<String> freezers;
  private final Map<String, Optional<Metric>> done = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /**
   * A reader of the section.
   *
   * @param triggers triggers of the pack: what may freeze a baseline
   */
  MetricReader(
      Map<String, Value> written,
      Parameters parameters,
      Duration defaultWindow,
      Set<String> triggers) {
    this.written = written;
    this.parameters = parameters;
    this.defaultWindow = defaultWindow;
    this.freezers = new LinkedHashSet<>(triggers);
    freezers.add(Source.Change.WHILE_VIOLATED);
  }

  /** In the order of the file; those that cannot be read are left out. */
  List<Metric> read() {
    List<Metric> metrics = new ArrayList<>();
    written.keySet().forEach(name -> metric(name).ifPresent(metrics::add));
    return metrics;
  }

  private Optional<Metric> metric(String name) {
    Optional<Metric> known = done.get(name);
    if (known != null) {
      return known;
    }
    open.add(name);
    Optional<Metric> metric = readOne(name, Keyed.of(written.get(name), Shape.METRIC.keys()));
    open.remove(name);
    done.put(name, metric);
    return metric;
  }

  private Optional<Metric> readOne(String name, Keyed keyed) {
    List<String> forms = FORMS.stream().filter(keyed::has).toList();
    if (forms.size() != 1) {
      if (keyed.self().isMap()) {
        keyed
            .self()
            .error(
                keyed.self().path()
                    + (forms.isEmpty()
                        ? " has no agg, must have one of agg, ratio, rate, change"
                        : " has " + String.join(" and ", forms) + ", must have only one of them"));
      }
      return Optional.empty();
    }
    Value form = keyed.get(forms.get(0)).orElseThrow();
    return switch (forms.get(0)) {
      case "agg" -> raw(name, keyed, form);
      case "ratio" -> ratio(name, derived(keyed), Keyed.of(form, Shape.RATIO.keys()));
      case "rate" -> rate(name, derived(keyed), Keyed.of(form, Shape.RATE.keys()));
      default -> change(name, derived(keyed), Keyed.of(form, Shape.CHANGE.keys()));
    };
  }

  /** A derived metric takes window, series and scope from what it is made of. */
  private static Keyed derived(Keyed keyed) {
    for (String key : List.of("of", "window", "slide", "per", "across", "scope")) {
      keyed
          .get(key)
          .ifPresent(
              value -> value.error(value.path() + " belongs to raw metrics, this one is derived"));
    }
    return keyed;
  }

  private Optional<Metric> raw(String name, Keyed keyed, Value form) {
    Optional<Aggregate> aggregate = form.oneOf(Words.AGGREGATES).map(MetricReader::aggregate);
    Duration window = span(keyed, "window", defaultWindow);
    Duration slide = span(keyed, "slide", window);
    refuseUneven(keyed, window, slide);
    Across across =
        keyed
            .get("across")
            .flatMap(value -> value.oneOf(Words.ACROSS))
            .map(word -> Across.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Across.POOLED);
    boolean global = keyed.oneOf("scope", "entity", List.of("entity", "global")).equals("global");
    String per = keyed.text("per", "");
    return aggregate.map(
        how ->
            new Metric(
                name,
                keyed.text("unit", ""),
                new Source.Raw(keyed.text("of", "")),
                how,
                window,
                slide,
                per,
                across,
                global,
                keyed.truth("snapshot", false)));
  }

  private Optional<Metric> ratio(String name, Keyed keyed, Keyed ratio) {
    Optional<Part> numerator = part(ratio, "num");
    Optional<Part> denominator = part(ratio, "den");
    if (numerator.isEmpty() || denominator.isEmpty()) {
      return Optional.empty();
    }
    List<Metric> parts =
        Stream.of(numerator.get(), denominator.get())
            .flatMap(part -> part.metric().stream())
            .toList();
    String unset = numerator.get().unset() + denominator.get().unset();
    if (parts.isEmpty() && unset.isEmpty()) {
      ratio.self().error(ratio.self().path() + " has no metric, must be made of at least one");
      return Optional.empty();
    }
    Optional<Decimal> number = Optional.ofNullable(denominator.get().operand().number());
    if (number.isPresent() && number.get().signum() == 0) {
      ratio.get("den").orElseThrow().mustBe("a number other than 0");
    }
    parts.forEach(part -> refusePer(ratio, part));
    Duration window = longest(parts.stream().map(Metric::window));
    Duration slide = longest(parts.stream().map(Metric::slide));
    refuseUneven(keyed, window, slide);
    Source source =
        unsetOf(parts, unset)
            .<Source>map(Source.Unset::new)
            .orElse(new Source.Ratio(numerator.get().operand(), denominator.get().operand()));
    return Optional.of(derivedMetric(name, keyed, source, window, slide));
  }

  private static void refusePer(Keyed form, Metric part) {
    if (!part.per().isEmpty()) {
      form.self()
          .error(
              form.self().path()
                  + " is made of "
                  + part.name()
                  + ", must be made of metrics without per");
    }
  }

  private Optional<Metric> rate(String name, Keyed keyed, Keyed rate) {
    Optional<Metric> of = input(rate, "of");
    Optional<Duration> over =
        rate.require("over", Durations.FORM)
            .flatMap(value -> parameters.given(value, Durations.FORM))
            .flatMap(value -> value.duration(SLICE, LONGEST));
    Optional<Duration> per =
        rate.require("per", Durations.FORM)
            .flatMap(value -> value.duration(Duration.ofMillis(1), LONGEST));
    Optional<Duration> minSpan =
        rate.require("min_span", Durations.FORM)
            .flatMap(value -> parameters.given(value, Durations.FORM))
            .flatMap(value -> value.duration(Duration.ZERO, over.orElse(LONGEST)));
    if (of.isEmpty() || over.isEmpty() || per.isEmpty() || minSpan.isEmpty()) {
      return Optional.empty();
    }
    if (!of.get().isRaw()) {
      rate.get("of").orElseThrow().mustBe("a raw metric, a rate needs samples");
    }
    Duration usual = over.get().compareTo(defaultWindow) < 0 ? over.get() : defaultWindow;
    Duration slide = span(rate, "slide", usual);
    refuseUneven(rate, over.get(), slide);
    Source source = new Source.Rate(of.get().name(), per.get(), minSpan.get());
    return Optional.of(derivedMetric(name, keyed, source, over.get(), slide));
  }

  private Optional<Metric> change(String name, Keyed keyed, Keyed change) {
    Optional<Metric> of = input(change, "of");
    Keyed baseline =
        change
            .require("baseline", "a map with static, or with agg and over")
            .map(value -> Keyed.of(value, Shape.BASELINE.keys()))
            .orElseGet(Keyed::none);
    String worse = change.requireOneOf("worse", List.of("up", "down"));
    Optional<Parameters.Amount> fixed = baseline.get("static").flatMap(parameters::amount);
    Aggregate aggregate = aggregate(baseline.oneOf("agg", "median", Words.AGGREGATES));
    Duration over =
        baseline
            .get("over")
            .flatMap(value -> value.duration(Duration.ofMinutes(1), LONGEST))
            .orElse(Duration.ZERO);
    if (change.has("baseline") && !baseline.has("static") && !baseline.has("over")) {
      baseline
          .self()
          .error(baseline.self().path() + " has no static and no over, must have one of them");
    }
    List<String> freezeWhile = freezers(baseline);
    if (of.isEmpty() || worse.isEmpty()) {
      return Optional.empty();
    }
    refusePer(change, of.get());
    if (over.toMillis() % of.get().slide().toMillis() != 0) {
      String slide = Durations.text(of.get().slide());
      baseline
          .get("over")
          .orElseThrow()
          .mustBe("a multiple of the slide of " + of.get().name() + ", " + slide);
    }
    String unset = fixed.map(Parameters.Amount::unset).orElse("");
    Source source =
        new Source.Change(
            of.get().name(),
            fixed.map(Parameters.Amount::number).orElse(null),
            aggregate,
            over,
            freezeWhile,
            worse.equals("up"));
    // A baseline that can be learned does without the parameter.
    Optional<String> off =
        over.isZero() ? unsetOf(List.of(of.get()), unset) : unsetOf(List.of(of.get()), "");
    return Optional.of(
        derivedMetric(
            name,
            keyed,
            off.<Source>map(Source.Unset::new).orElse(source),
            of.get().window(),
            of.get().slide()));
  }

  private List<String> freezers(Keyed baseline) {
    return baseline.get("freeze_while").map(Value::listOrOne).orElse(List.of()).stream()
        .map(value -> value.oneOf(freezers))
        .flatMap(Optional::stream)
        .toList();
  }

  /** One side of a ratio, with the metric behind it or the parameter it lacks. */
  private record Part(Operand operand, Optional<Metric> metric, String unset) {}

  private Optional<Part> part(Keyed ratio, String key) {
    Optional<Value> value = ratio.require(key, "a metric, a number or $parameter");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean number =
        !Parameters.nameIn(value.get()).isEmpty()
            || value.get().text().map(MetricReader::looksLikeNumber).orElse(false);
    if (number) {
      return parameters
          .amount(value.get())
          .map(
              amount ->
                  new Part(new Operand("", amount.number()), Optional.empty(), amount.unset()));
    }
    return input(ratio, key)
        .map(metric -> new Part(new Operand(metric.name(), null), Optional.of(metric), ""));
  }

  private static boolean looksLikeNumber(String text) {
    return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
  }

  private Optional<Metric> input(Keyed keyed, String key) {
    Optional<Value> value = keyed.require(key, "a metric");
    Optional<String> name = value.flatMap(given -> given.oneOf(written.keySet()));
    if (name.isPresent() && open.contains(name.get())) {
      List<String> circle = new ArrayList<>(open);
      circle = new ArrayList<>(circle.subList(circle.indexOf(name.get()), circle.size()));
      circle.add(name.get());
      value
          .get()
          .mustBe("a metric that is not made of this one (" + String.join(" > ", circle) + ")");
      return Optional.empty();
    }
    return name.flatMap(this::metric);
  }

  private static Optional<String> unsetOf(List<Metric> parts, String unset) {
    if (!unset.isEmpty()) {
      return Optional.of(unset);
    }
    return parts.stream()
        .map(Metric::source)
        .filter(Source.Unset.class::isInstance)
        .map(source -> ((Source.Unset) source).parameter())
        .findFirst();
  }

  private static Metric derivedMetric(
      String name, Keyed keyed, Source source, Duration window, Duration slide) {
    return new Metric(
        name,
        keyed.text("unit", ""),
        source,
        Aggregate.LAST,
        window,
        slide,
        "",
        Across.POOLED,
        false,
        keyed.truth("snapshot", false));
  }

  private Duration longest(Stream<Duration> spans) {
    return spans.max(Duration::compareTo).orElse(defaultWindow);
  }

  private Duration span(Keyed keyed, String key, Duration otherwise) {
    return keyed
        .get(key)
        .flatMap(value -> parameters.given(value, Durations.FORM))
        .flatMap(value -> value.duration(SLICE, LONGEST))
        .orElse(otherwise);
  }

  private static void refuseUneven(Keyed keyed, Duration window, Duration slide) {
    if (slide.toMillis() % Slices.MILLIS != 0) {
      keyed
          .self()
          .error(
              keyed.self().path()
                  + " steps by "
                  + Durations.text(slide)
                  + ", must step by a multiple of 10s");
    } else if (window.toMillis() % slide.toMillis() != 0) {
      keyed
          .self()
          .error(
              keyed.self().path()
                  + " has a window of "
                  + Durations.text(window)
                  + ", must be a multiple of its slide "
                  + Durations.text(slide));
    }
  }

  private static Aggregate aggregate(String word) {
    return Aggregate.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
