package io.tocsin.cli.scenario;

import io.tocsin.config.Suggestion;
import io.tocsin.config.YamlSlip;
import io.tocsin.incident.EventTypes;
import io.tocsin.metric.Command;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads story files, gathering every problem of a file before it gives up on it. */
public final class ScenarioReader {
  private static final List<String> KEYS =
      List.of(
          "title",
          "pack",
          "packs",
          "params",
          "start",
          "t0",
          "lateness",
          "series",
          "signals",
          "commands",
          "until",
          "expect",
          "otherwise",
          "ordered");
  private static final Instant DEFAULT_START = Instant.parse("2025-10-10T10:00:00Z");

  private final String place;
  private final Path directory;
  private final Problems problems;
  private StoryClock clock = new StoryClock(DEFAULT_START, DEFAULT_START);

  private ScenarioReader(Path file) {
    this.place = file.toString();
    this.directory = file.toAbsolutePath().getParent();
    this.problems = new Problems(place);
  }

  /** Reads one file. */
  public static Scenario read(Path file) throws IOException, BadScenario {
    return read(file, Files.readString(file));
  }

  /** Reads a text as if it stood in that file. */
  static Scenario read(Path file, String text) throws IOException, BadScenario {
    return new ScenarioReader(file).scenario(text);
  }

  private Scenario scenario(String text) throws IOException, BadScenario {
    Item root = new Item("", compose(text), problems);
    Map<String, Item> story = root.entries(KEYS);
    clock = readClock(story);
    List<Pack> packs = new ScenarioPacks(place, directory, problems).read(story, root.line());
    long lateness = duration(story.get("lateness"), Duration.ZERO).toMillis();
    List<Sample> samples = new ArrayList<>();
    items(story, "series").forEach(item -> series(item, samples));
    List<Signal> signals = new ArrayList<>();
    items(story, "signals").forEach(item -> signals.add(signal(item)));
    List<Command> commands = new ArrayList<>();
    items(story, "commands").forEach(item -> commands.add(command(item, packs)));
    List<Expected> expected = new ArrayList<>();
    items(story, "expect").forEach(item -> expected.add(expected(item)));
    if (!story.containsKey("until")) {
      problems.add(root.line(), "until is missing, must say when the story ends, like 2h");
    }
    long until = story.containsKey("until") ? millis(story.get("until")) : 0;
    boolean ordered = story.containsKey("ordered") && story.get("ordered").text().equals("true");
    Scenario scenario =
        new Scenario(
            place,
            story.containsKey("title") ? story.get("title").text().strip() : "",
            packs,
            lateness,
            clock.start().toEpochMilli(),
            clock.zero().toEpochMilli(),
            until,
            samples,
            signals,
            commands,
            expected,
            otherwise(story.get("otherwise")),
            ordered);
    if (!problems.isEmpty()) {
      throw new BadScenario(problems.lines());
    }
    return scenario;
  }

  private Node compose(String text) throws BadScenario {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(place).setAllowDuplicateKeys(true).build();
      Node node = new Compose(settings).composeString(text).orElse(null);
      if (node != null) {
        return node;
      }
      problems.add(1, "the story is empty, must have pack, until and expect");
    } catch (YamlEngineException wrong) {
      YamlSlip slip = YamlSlip.of(wrong, text);
      problems.add(slip.line(), slip.message());
    }
    throw new BadScenario(problems.lines());
  }

  private StoryClock readClock(Map<String, Item> story) {
    Instant start = DEFAULT_START;
    if (story.containsKey("start")) {
      try {
        start = Instant.parse(story.get("start").text());
      } catch (java.time.DateTimeException wrong) {
        story
            .get("start")
            .problem(
                "start is '"
                    + story.get("start").text()
                    + "', must be an instant like 2025-10-10T10:00:00Z");
      }
    }
    clock = new StoryClock(start, start);
    if (!story.containsKey("t0")) {
      return clock;
    }
    return new StoryClock(start, Instant.ofEpochMilli(millis(story.get("t0"))));
  }

  private void series(Item item, List<Sample> samples) {
    Map<String, Item> series =
        item.entries(List.of("name", "labels", "type", "every", "at", "values"));
    String name = required(item, series, "name");
    String labels = labels(series.get("labels"));
    SampleType type = type(series.get("type"));
    long every = duration(series.get("every"), Duration.ofSeconds(10)).toMillis();
    long at = series.containsKey("at") ? millis(series.get("at")) : clock.start().toEpochMilli();
    if (!series.containsKey("values")) {
      item.problem(item + ".values is missing, must be like 0.96x6 0.84x30");
      return;
    }
    try {
      for (Decimal value : SeriesNotation.expand(series.get("values").text())) {
        if (value != null) {
          samples.add(new Sample(name, labels, type, at, value));
        }
        at += every;
      }
    } catch (IllegalArgumentException wrong) {
      series.get("values").problem(series.get("values") + ": " + wrong.getMessage());
    }
  }

  private SampleType type(Item item) {
    if (item == null) {
      return SampleType.GAUGE;
    }
    return switch (item.text()) {
      case "gauge" -> SampleType.GAUGE;
      case "counter" -> SampleType.COUNTER;
      case "delta" -> SampleType.DELTA;
      default -> {
        item.problem(item + " is '" + item.text() + "', must be gauge, counter or delta");
        yield SampleType.GAUGE;
      }
    };
  }

  private Signal signal(Item item) {
    Map<String, Item> signal = item.entries(List.of("at", "signal", "labels", "started", "id"));
    return new Signal(
        id(item, signal),
        required(item, signal, "signal"),
        labels(signal.get("labels")),
        requiredMillis(item, signal),
        signal.containsKey("started") ? millis(signal.get("started")) : Times.NOT_YET);
  }

  private Command command(Item item, List<Pack> packs) {
    Map<String, Item> command = item.entries();
    Map<String, String> fields = new TreeMap<>();
    command.forEach(
        (key, value) -> {
          switch (key) {
            case "at", "command", "pack", "labels", "incident", "by", "id" -> {}
            case "started", "until" -> fields.put(key, instantText(value));
            default -> fields.put(key, value.text());
          }
        });
    String pack =
        command.containsKey("pack")
            ? command.get("pack").text()
            : packs.isEmpty() ? "" : packs.get(0).id();
    return new Command(
        id(item, command),
        required(item, command, "command"),
        pack,
        labels(command.get("labels")),
        command.containsKey("incident") ? command.get("incident").text() : "",
        requiredMillis(item, command),
        command.containsKey("by") ? command.get("by").text() : "",
        fields);
  }

  /** Fields of commands that are instants may be told on the story's clock. */
  private String instantText(Item item) {
    try {
      return Times.text(clock.millis(item.text()));
    } catch (IllegalArgumentException asWritten) {
      return item.text();
    }
  }

  private Expected expected(Item item) {
    Map<String, Expected.Wanted> fields = new LinkedHashMap<>();
    Map<String, Item> expected = item.entries();
    expected.forEach(
        (key, value) -> {
          if (!key.equals("at") && !key.equals("type")) {
            wanted(key, value, fields);
          }
        });
    String type = required(item, expected, "type");
    String bare = type.startsWith("io.tocsin.") ? type.substring("io.tocsin.".length()) : type;
    refuseUnknown(item, bare);
    return new Expected(item.line(), requiredMillis(item, expected), bare, fields);
  }

  private void wanted(String key, Item value, Map<String, Expected.Wanted> fields) {
    if (value.isNull()) {
      fields.put(key, new Expected.Wanted.Missing());
    } else if (!value.isMapping()) {
      List<String> texts = value.texts();
      fields.put(
          key,
          new Expected.Wanted.Exactly(
              isInstant(key) ? texts.stream().map(this::asInstant).toList() : texts));
    } else if (value.entries().keySet().equals(java.util.Set.of("contains"))) {
      fields.put(key, new Expected.Wanted.Containing(value.entries().get("contains").text()));
    } else {
      value.entries().forEach((name, inner) -> wanted(key + "." + name, inner, fields));
    }
  }

  private static boolean isInstant(String field) {
    return List.of("started", "opened", "due", "by").contains(field);
  }

  private String asInstant(String text) {
    try {
      return Times.text(clock.millis(text));
    } catch (IllegalArgumentException name) {
      return text;
    }
  }

  private Scenario.Otherwise otherwise(Item item) {
    if (item == null || (!item.list().isEmpty() && item.texts().equals(List.of("anything")))) {
      return Scenario.Otherwise.ANYTHING;
    }
    return item.texts().equals(List.of("nothing"))
        ? Scenario.Otherwise.NOTHING
        : new Scenario.Otherwise(known(item));
  }

  private List<String> known(Item item) {
    item.texts().forEach(type -> refuseUnknown(item, type));
    return item.texts();
  }

  /** A type that no event has would be waited for, or kept away, in vain. */
  private void refuseUnknown(Item item, String type) {
    if (!type.isEmpty() && !EventTypes.isPattern(type)) {
      problems.add(item.line(), type + " is no event" + Suggestion.unknown(type, EventTypes.ALL));
    }
  }

  private List<Item> items(Map<String, Item> story, String key) {
    return story.containsKey(key) ? story.get(key).list() : List.of();
  }

  private String required(Item item, Map<String, Item> entries, String key) {
    if (entries.containsKey(key)) {
      return entries.get(key).text();
    }
    item.problem(item + "." + key + " is missing");
    return "";
  }

  private long requiredMillis(Item item, Map<String, Item> entries) {
    if (entries.containsKey("at")) {
      return millis(entries.get("at"));
    }
    item.problem(item + ".at is missing, must be a time like 10:16, 5m or t0+15m");
    return 0;
  }

  private String id(Item item, Map<String, Item> entries) {
    return entries.containsKey("id")
        ? entries.get("id").text()
        : "line-%06d".formatted(item.line()).toLowerCase(Locale.ROOT);
  }

  private static String labels(Item item) {
    return item == null ? "" : Labels.of(item.textMap()).canonical();
  }

  private long millis(Item item) {
    try {
      return clock.millis(item.text());
    } catch (IllegalArgumentException wrong) {
      item.problem(item + ": " + wrong.getMessage());
      return 0;
    }
  }

  private Duration duration(Item item, Duration otherwise) {
    if (item == null) {
      return otherwise;
    }
    try {
      return StoryClock.duration(item.text());
    } catch (IllegalArgumentException wrong) {
      item.problem(item + ": " + wrong.getMessage());
      return otherwise;
    }
  }
}
