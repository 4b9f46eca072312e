package io.tocsin.config;

import io.tocsin.flow.EngineSettings;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.ReceiverSettings;
import io.tocsin.wire.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads job files. Their format is defined by {@code docs/job.schema.json}. */
public final class JobReader {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Host name, IPv4, or IPv6 in brackets; a protocol in front is allowed by Kafka's client. */
  private static final Pattern SERVER =
      Pattern.compile("([A-Za-z_]+://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s:/\\[\\]]+):\\d{1,5}");

  private final Problems problems;
  private final Secrets secrets;
  private final Path base;

  private JobReader(Path file, Problems problems, UnaryOperator<String> environment) {
    Path parent = file.toAbsolutePath().getParent();
    this.base = parent;
    this.secrets = new Secrets(parent, environment);
    this.problems = problems;
  }

  /**
   * Reads a job file; {@code ${env:…}} is looked up in this process.
   *
   * @throws ConfigException with every problem, when there is an error
   */
  public static Job read(Path file) {
    return read(file, System::getenv);
  }

  /**
   * Reads a job file.
   *
   * @param environment the value of an environment variable, or null
   * @throws ConfigException with every problem, when there is an error
   */
  public static Job read(Path file, UnaryOperator<String> environment) {
    Problems problems = new Problems(file.toString());
    Optional<Job> job =
        TextFile.read(file, problems)
            .flatMap(text -> Yaml.read(text, problems))
            .map(
                root ->
                    new JobReader(file, problems, environment).job(new Value(root, "", problems)));
    if (problems.hasErrors() || job.isEmpty()) {
      throw new ConfigException(problems.sorted());
    }
    return job.get();
  }

  private Job job(Value value) {
    Keyed root = Keyed.of(value, JobShape.JOB.keys());
    refuseSecretsElsewhere(root);
    List<SourceSettings> sources =
        root
            .require("sources", "a list of topics and files")
            .map(Value::list)
            .orElse(List.of())
            .stream()
            .map(this::source)
            .toList();
    if (root.get("sources").filter(Value::isList).isPresent() && sources.isEmpty()) {
      root.self().error("sources is empty, must have at least one");
    }
    EngineSettings engine = engine(root, sources);
    KafkaSettings kafka = kafka(root, engine.clock(), sources);
    List<Value> receivers = root.list("receivers");
    Ids.refuseTwins(receivers);
    Keyed limits = section(root, "limits", JobShape.LIMITS);
    return new Job(
        packs(root),
        pipelines(root),
        sources,
        kafka,
        receivers.stream().map(this::receiver).toList(),
        engine,
        limits.get(
            "record_bytes", Defaults.RECORD_BYTES, bytes -> bytes.whole(256, 16 * 1024 * 1024)));
  }

  private static void refuseSecretsElsewhere(Keyed root) {
    root.entries()
        .forEach(
            (key, value) -> {
              if (key.equals("kafka") && value.isMap()) {
                Map<String, Value> entries = Keyed.free(value).entries();
                entries.forEach(
                    (name, entry) -> {
                      if (!name.equals("properties") && !name.equals("security")) {
                        Secrets.refuseIn(entry);
                      }
                    });
              } else if (!key.equals("receivers")) {
                Secrets.refuseIn(value);
              }
            });
  }

  private static Keyed section(Keyed root, String name, JobShape shape) {
    return root.get(name).map(value -> Keyed.of(value, shape.keys())).orElseGet(Keyed::none);
  }

  private List<String> packs(Keyed root) {
    List<String> packs = new ArrayList<>();
    for (Value pack : root.require("packs", "a list of files").map(Value::list).orElse(List.of())) {
      pack.text().map(this::resolved).ifPresent(packs::add);
    }
    if (root.get("packs").filter(Value::isList).isPresent() && packs.isEmpty()) {
      root.self().error("packs is empty, must name at least one file");
    }
    return packs;
  }

  private String resolved(String path) {
    return base.resolve(path).normalize().toString();
  }

  private static List<String> pipelines(Keyed root) {
    if (!root.has("pipelines")) {
      return Defaults.PIPELINES;
    }
    Set<String> pipelines = new LinkedHashSet<>();
    root.list("pipelines")
        .forEach(value -> value.oneOf(Defaults.PIPELINES).ifPresent(pipelines::add));
    if (pipelines.isEmpty()) {
      root.get("pipelines").orElseThrow().mustBe(Suggestion.oneOf("", Defaults.PIPELINES));
    }
    return List.copyOf(pipelines);
  }

  private SourceSettings source(Value value) {
    Keyed source = Keyed.of(value, JobShape.SOURCE.keys());
    if (source.has("topic") == source.has("files") && value.isMap()) {
      value.error(value.path() + " must have one of topic and files");
    }
    String format = source.oneOf("format", Defaults.FORMAT, List.of("json", "csv"));
    Map<String, String> defaults = new LinkedHashMap<>();
    source
        .map("defaults")
        .forEach((key, held) -> held.text().ifPresent(text -> defaults.put(key, text)));
    if (!defaults.isEmpty() && !format.equals("csv")) {
      source
          .get("defaults")
          .orElseThrow()
          .error(value.path() + ".defaults belongs to format csv, this source is " + format);
    }
    return new SourceSettings(
        source.text("topic", ""),
        source.texts("files").stream().map(this::resolved).toList(),
        format,
        defaults,
        span(source, "lateness", Defaults.LATENESS, Duration.ZERO),
        span(source, "idle", Defaults.IDLE, Duration.ofSeconds(1)),
        span(source, "future", Defaults.FUTURE, Duration.ZERO),
        source.truth("bounded", source.has("files")));
  }

  private static Duration span(Keyed keyed, String key, Duration otherwise, Duration least) {
    return keyed.get(key).flatMap(value -> value.duration(least, LONGEST)).orElse(otherwise);
  }

  private EngineSettings engine(Keyed root, List<SourceSettings> sources) {
    EngineSettings.Clock clock =
        root.get("clock")
            .flatMap(value -> value.oneOf(List.of("wall", "data")))
            .map(word -> EngineSettings.Clock.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Defaults.CLOCK);
    Optional<Value> until = root.get("until");
    if (until.isPresent() && clock == EngineSettings.Clock.WALL) {
      until.get().error("until belongs to clock: data, this job runs on the wall clock");
    }
    Keyed checkpoint = section(root, "checkpoint", JobShape.CHECKPOINT);
    String tenant = root.text("tenant", Defaults.TENANT);
    if (!tenant.equals(Defaults.TENANT)) {
      Ids.check(root.get("tenant").orElseThrow(), tenant);
    }
    return new EngineSettings(
        tenant,
        clock,
        root.get("parallelism", Defaults.PARALLELISM, value -> value.whole(1, 1024)),
        checkpoint.text("directory", ""),
        checkpoint
            .get("interval")
            .flatMap(value -> value.duration(Duration.ZERO, LONGEST))
            .orElse(Defaults.CHECKPOINT_INTERVAL),
        checkpoint
            .oneOf("state", Defaults.ROCKSDB ? "rocksdb" : "heap", List.of("rocksdb", "heap"))
            .equals("rocksdb"),
        sources.stream().mapToLong(source -> source.lateness().toMillis()).max().orElse(0),
        until.flatMap(JobReader::instant).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
  }

  private static Optional<Instant> instant(Value value) {
    Optional<String> text = value.text();
    try {
      return text.map(Instant::parse);
    } catch (DateTimeParseException noInstant) {
      value.mustBe("an instant such as 2025-10-10T10:00:00Z");
      return Optional.empty();
    }
  }

  private KafkaSettings kafka(
      Keyed root, EngineSettings.Clock clock, List<SourceSettings> sources) {
    boolean needed =
        clock == EngineSettings.Clock.WALL
            || sources.stream().anyMatch(source -> !source.topic().isEmpty());
    if (needed) {
      root.require("kafka", "a map with bootstrap");
    }
    Keyed kafka = section(root, "kafka", JobShape.KAFKA);
    if (root.get("kafka").filter(Value::isMap).isPresent()) {
      kafka
          .require("bootstrap", "host:port, or several with commas")
          .ifPresent(JobReader::checkBootstrap);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (String part : List.of("properties", "security")) {
      kafka
          .map(part)
          .forEach(
              (key, value) -> secrets.resolve(value).ifPresent(text -> properties.put(key, text)));
    }
    String prefix = kafka.text("prefix", Defaults.PREFIX);
    if (kafka.has("prefix") && !prefix.contains("${")) {
      Ids.check(kafka.get("prefix").orElseThrow(), prefix);
    }
    return new KafkaSettings(
        kafka.text("bootstrap", ""),
        prefix,
        kafka.get("inbox_partitions", Defaults.INBOX_PARTITIONS, value -> value.whole(1, 1024)),
        properties);
  }

  /** Kafka's own client tells this only when the job starts, and without a place. */
  private static void checkBootstrap(Value value) {
    Optional<String> text = value.text();
    boolean good =
        text.stream()
            .flatMap(servers -> Stream.of(servers.split(",", -1)))
            .map(String::strip)
            .allMatch(server -> SERVER.matcher(server).matches() && isPort(server));
    if (text.isPresent() && !good && !text.get().contains("${")) {
      value.mustBe("host:port, or several with commas, such as localhost:9092");
    }
  }

  private static boolean isPort(String server) {
    int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    return port >= 1 && port <= 65_535;
  }

  private ReceiverSettings receiver(Value value) {
    Keyed receiver = Keyed.of(value, JobShape.RECEIVER.keys());
    String id = Ids.of(receiver);
    String kind = receiver.requireOneOf("kind", List.of("console", "file"));
    if (kind.equals("file")) {
      receiver.require("path", "the file to write");
    }
    String path = receiver.get("path").flatMap(secrets::resolve).map(this::resolved).orElse("");
    return new ReceiverSettings(id, kind, path, receiver.texts("channels"));
  }
}
