package io.tocsin.config;

import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code timers} of a pack: each kind has its own keys. */
final class TimerReader {
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final Declared declared;
  private final Parameters parameters;
  private final Marks marks;

  TimerReader(Declared declared, Parameters parameters, Marks marks) {
    this.declared = declared;
    this.parameters = parameters;
    this.marks = marks;
  }

  List<Timer> read(List<Value> written) {
    List<Timer> timers = new ArrayList<>();
    for (Value value : written) {
      Optional<Timer.Kind> kind =
          Keyed.free(value)
              .require("kind", "one of " + String.join(", ", Words.KINDS))
              .flatMap(word -> word.oneOf(Words.KINDS))
              .map(word -> Timer.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
      kind.ifPresent(
          known -> {
            Keyed keyed = Keyed.of(value, shape(known).keys());
            requireParts(known, keyed);
            timers.add(timer(known, keyed));
          });
    }
    return timers;
  }

  private static Shape shape(Timer.Kind kind) {
    return switch (kind) {
      case CLOCK -> Shape.CLOCK;
      case STEP -> Shape.STEP;
      case TASK -> Shape.TASK;
      case CADENCE -> Shape.CADENCE;
      case HOLD -> Shape.HOLD;
      case PHASES -> Shape.PHASES;
    };
  }

  private void requireParts(Timer.Kind kind, Keyed keyed) {
    switch (kind) {
      case CLOCK -> {
        keyed.require("until", "the mark that stops it");
        keyed.require("limit", Durations.FORM);
      }
      case STEP -> {
        keyed.require("action", "one of " + String.join(", ", Words.ACTIONS));
        keyed.require("to", "a list of targets");
      }
      case TASK -> keyed.require("to", "a list of targets");
      case CADENCE -> requireEvery(keyed);
      case HOLD -> keyed.require("for", Durations.FORM);
      case PHASES -> requireBudgets(keyed);
    }
  }

  private static void requireEvery(Keyed keyed) {
    keyed.require("every", Durations.FORM + " or $parameter");
  }

  private static void requireBudgets(Keyed keyed) {
    if (keyed.has("budgets") == keyed.has("ends")) {
      keyed
          .self()
          .error(
              keyed.self().path()
                  + (keyed.has("ends")
                      ? " has budgets and ends, must have one of them"
                      : " has no budgets and no ends, must have one of them"));
    }
  }

  private Timer timer(Timer.Kind kind, Keyed keyed) {
    String limit = keyed.get("limit").flatMap(Value::text).orElse("");
    boolean nextDayEnd = limit.equals("next_business_day_end");
    int months = Durations.months(limit);
    boolean nextDay = keyed.get("at").flatMap(Value::text).orElse("").equals("next_business_day");
    List<String> bySeverity = new ArrayList<>();
    Duration every = every(keyed, bySeverity);
    Duration holdFor = span(keyed, "for", null, Duration.ofSeconds(1));
    return new Timer(
        Ids.of(keyed),
        names(keyed, "sev", "severities"),
        kind,
        mark(keyed, "from", kind == Timer.Kind.HOLD ? "recovered" : "opened"),
        keyed.oneOf("calendar", "always", declared.all("calendars")),
        mark(keyed, "until", kind == Timer.Kind.CADENCE ? "recovered" : ""),
        nextDayEnd || months > 0
            ? Duration.ZERO
            : span(keyed, "limit", Duration.ZERO, Duration.ofMillis(1)),
        months,
        nextDayEnd,
        keyed.truth("strict", false),
        nextDay ? Duration.ZERO : span(keyed, "at", Duration.ZERO, Duration.ZERO),
        nextDay,
        deadline(keyed, nextDay),
        unless(keyed),
        onlyIf(keyed),
        names(keyed, "needs", "steps"),
        action(kind, keyed),
        targets(keyed),
        names(keyed, "via", "channels"),
        keyed.text("level", ""),
        every,
        bySeverity,
        holdFor,
        keyed
            .get("min")
            .flatMap(value -> value.duration(Duration.ZERO, holdFor == null ? LONGEST : holdFor))
            .orElse(null),
        span(keyed, "sample", null, Duration.ofSeconds(1)),
        kind == Timer.Kind.HOLD
            ? keyed.oneOf("then", "resolved", List.of("resolved", "stable"))
            : "",
        budgets(keyed),
        keyed.has("ends"),
        keyed.truth("advisory", false),
        keyed.oneOf("template", "", declared.all("templates")));
  }

  private Duration span(Keyed keyed, String key, Duration otherwise, Duration least) {
    return keyed
        .get(key)
        .flatMap(value -> parameters.given(value, Durations.FORM))
        .flatMap(value -> value.duration(least, LONGEST))
        .orElse(otherwise);
  }

  private Duration deadline(Keyed keyed, boolean nextDay) {
    Optional<Value> by = keyed.get("by");
    if (by.isEmpty()) {
      return null;
    }
    Duration at =
        nextDay
            ? Duration.ZERO
            : keyed.get("at").flatMap(Value::text).flatMap(Durations::parse).orElse(Duration.ZERO);
    Optional<Duration> deadline = by.get().duration();
    if (deadline.isPresent() && deadline.get().compareTo(at) < 0) {
      by.get().mustBe("at least " + Durations.text(at) + ", when the step fires");
    }
    return deadline.orElse(null);
  }

  /** An interval for all severities, or one for each; {@code null} inside a map is none there. */
  private Duration every(Keyed keyed, List<String> bySeverity) {
    Optional<Value> written = keyed.get("every");
    if (written.isEmpty()) {
      return null;
    }
    Value value = written.get();
    if (!Parameters.nameIn(value).isEmpty()) {
      Optional<Value> held = parameters.declared(value);
      if (held.isEmpty()) {
        return null;
      }
      value = held.get();
      if (value.isNull()) {
        tellOff(keyed, written.get());
        return null;
      }
    }
    if (!value.isMap()) {
      return value.duration(Duration.ofSeconds(10), LONGEST).orElse(null);
    }
    for (Map.Entry<String, Value> entry :
        Keyed.of(value, declared.all("severities")).entries().entrySet()) {
      if (!entry.getValue().isNull()) {
        entry
            .getValue()
            .duration(Duration.ofSeconds(10), LONGEST)
            .ifPresent(interval -> bySeverity.add(entry.getKey() + "=" + interval));
      }
    }
    if (bySeverity.isEmpty()) {
      tellOff(keyed, written.get());
    }
    return null;
  }

  private void tellOff(Keyed keyed, Value every) {
    String name = Parameters.nameIn(every);
    keyed
        .self()
        .say(
            Problem.Level.NOTICE,
            keyed.text("id", "")
                + " off: "
                + (name.isEmpty() ? "every has no interval" : "parameter " + name + " unset"));
  }

  private List<Timer.Budget> budgets(Keyed keyed) {
    List<Timer.Budget> budgets = new ArrayList<>();
    boolean ends = keyed.has("ends");
    Duration before = Duration.ZERO;
    for (Map.Entry<String, Value> entry : keyed.map(ends ? "ends" : "budgets").entrySet()) {
      Optional<Duration> span = entry.getValue().duration(Duration.ofSeconds(1), LONGEST);
      if (span.isPresent()) {
        if (ends && span.get().compareTo(before) <= 0) {
          entry
              .getValue()
              .mustBe("later than " + Durations.text(before) + ", the end of the phase before");
        }
        before = span.get();
        budgets.add(new Timer.Budget(entry.getKey(), span.get()));
      }
    }
    return budgets;
  }

  private String mark(Keyed keyed, String key, String otherwise) {
    return keyed.get(key).map(value -> marks.check(value)).orElse(otherwise);
  }

  private String unless(Keyed keyed) {
    String mark = keyed.get("unless").map(value -> marks.checkGuard(value)).orElse("");
    return mark.equals("-") ? "" : mark;
  }

  private String onlyIf(Keyed keyed) {
    return keyed.get("if").map(value -> marks.checkCondition(value)).orElse("");
  }

  private static Timer.Action action(Timer.Kind kind, Keyed keyed) {
    boolean acts = kind == Timer.Kind.STEP || kind == Timer.Kind.TASK;
    String word =
        acts ? keyed.oneOf("action", kind == Timer.Kind.TASK ? "task" : "", Words.ACTIONS) : "";
    return word.isEmpty() ? Timer.Action.NONE : Timer.Action.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** {@code next_level} stands for whoever the next escalation step names. */
  private List<String> targets(Keyed keyed) {
    List<String> targets = new ArrayList<>();
    for (Value value : keyed.get("to").map(Value::listOrOne).orElse(List.of())) {
      if (value.text().orElse("").equals("next_level")) {
        targets.add("next_level");
      } else {
        value.oneOf(declared.all("targets")).ifPresent(targets::add);
      }
    }
    return targets;
  }

  private List<String> names(Keyed keyed, String key, String section) {
    return keyed.get(key).map(Value::listOrOne).orElse(List.of()).stream()
        .map(value -> value.oneOf(declared.all(section)))
        .flatMap(Optional::stream)
        .toList();
  }
}
