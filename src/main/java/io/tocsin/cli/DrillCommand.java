package io.tocsin.cli;

import io.tocsin.cli.replay.RecordJson;
import io.tocsin.cli.scenario.Playback;
import io.tocsin.cli.scenario.Rehearsal;
import io.tocsin.config.Job;
import io.tocsin.config.JobReader;
import io.tocsin.incident.Event;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.wire.EventJson;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Declares a drill. */
@Command(
    name = "drill",
    description = {
      "Declares an incident that is only practice.",
      "It is timed like a real one, marked as a drill and kept out of the figures.",
      "With --job it goes to that job's commands topic, and whoever the pack names is told. Without,"
          + " nobody is: what would happen if nobody acted is written to standard output."
    })
final class DrillCommand implements Callable<Integer> {
  private static final Duration LONGEST_SEND = Duration.ofSeconds(20);

  @Option(names = "--pack", required = true, paramLabel = "FILE", description = "pack to practise")
  private Path packFile;

  @Option(
      names = "--severity",
      required = true,
      paramLabel = "ID",
      description = "one of the pack's severities")
  private String severity;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "of the entity (default: 'drill' for each label the pack groups by)")
  private Map<String, String> labels = new TreeMap<>();

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Drill",
      description = "what it is called (default ${DEFAULT-VALUE})")
  private String title;

  @Option(names = "--by", paramLabel = "NAME", defaultValue = "", description = "who declares it")
  private String by;

  @Option(names = "--job", paramLabel = "FILE", description = "job file of the job that runs it")
  private Path jobFile;

  @Option(
      names = "--for",
      paramLabel = "D",
      description = "without --job: how far to look ahead (default 24h)")
  private String span;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Pack pack = Packs.read(List.of(packFile)).get(0);
    Duration ahead = Durations.orElse("--for", span, Duration.ofHours(24));
    io.tocsin.metric.Command declare = declare(pack);
    if (jobFile != null) {
      send(JobReader.read(jobFile), declare);
    } else {
      rehearse(pack, declare, ahead);
    }
    return Exit.DONE;
  }

  private io.tocsin.metric.Command declare(Pack pack) {
    if (pack.rank(severity) < 0) {
      String known = pack.severities().stream().map(Severity::id).collect(Collectors.joining(", "));
      throw Refusal.ofInput("--severity: is '" + severity + "', must be one of " + known);
    }
    List<String> groupBy = pack.incident().groupBy();
    Map<String, String> entity = new TreeMap<>();
    groupBy.forEach(label -> entity.put(label, labels.getOrDefault(label, "drill")));
    for (String label : labels.keySet()) {
      if (!groupBy.contains(label)) {
        throw Refusal.ofInput(
            "--label: the pack does not group by '"
                + label
                + "', must be one of "
                + String.join(", ", groupBy));
      }
    }
    long now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    return new io.tocsin.metric.Command(
        "drill-" + now,
        "declare",
        pack.id(),
        Labels.of(entity).canonical(),
        "",
        now,
        by,
        Map.of("severity", severity, "title", title, "drill", "true"));
  }

  private void rehearse(Pack pack, io.tocsin.metric.Command declare, Duration ahead) {
    PrintWriter out = spec.commandLine().getOut();
    long until = declare.timestampMillis() + ahead.toMillis();
    List<Event> events =
        new Rehearsal(List.of(pack), 0).play(List.of(), List.of(), List.of(declare), until);
    for (Event event : events) {
      out.println(
          format.isTable()
              ? Playback.shown(event)
              : new String(EventJson.encode(event), StandardCharsets.UTF_8));
    }
    spec.commandLine()
        .getErr()
        .println(
            "%d events up to %s; nobody was told, --job FILE would"
                .formatted(events.size(), Times.text(until)));
  }

  private void send(Job job, io.tocsin.metric.Command declare) throws Exception {
    KafkaSettings kafka = job.kafka();
    String topic = kafka.topic(Topics.COMMANDS);
    refuseUnheard(job, topic);
    byte[] record = new RecordJson().command(declare);
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_SEND.toMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, record)).get();
    } catch (ExecutionException | RuntimeException failed) {
      throw Refusal.ofWork(
          "%s: topic %s cannot be written: %s"
              .formatted(kafka.bootstrap(), topic, Door.rootMessage(failed)),
          failed);
    }
    spec.commandLine()
        .getOut()
        .println(
            "drill %s of %s sent to %s: resolve it with command 'resolve', labels %s"
                .formatted(severity, declare.pack(), topic, declare.labels()));
  }

  private void refuseUnheard(Job job, String topic) {
    boolean heard = job.sources().stream().anyMatch(source -> source.topic().equals(topic));
    if (!heard) {
      throw Refusal.ofInput(
          jobFile + ": has no source that reads " + topic + ", must have one to hear of a drill");
    }
  }
}
