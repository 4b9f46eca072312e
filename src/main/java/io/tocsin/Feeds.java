package io.tocsin;

import io.tocsin.cli.replay.InputFile;
import io.tocsin.config.Job;
import io.tocsin.flow.Feed;
import io.tocsin.metric.Decoder;
import io.tocsin.wire.JsonDecoder;
import io.tocsin.wire.KafkaEnds;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.SourceSettings;
import io.tocsin.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The ways into a job, as its file names them. Topics must exist when they are asked for. */
final class Feeds {
  private final Job job;
  private final KafkaSettings kafka;

  Feeds(Job job) {
    this.job = job;
    this.kafka = job.kafka();
  }

  /**
   * Signals and commands have topics of their own, read by the pipeline {@code incident}: people
   * are heard also while detection is down. The job file may give them another format.
   */
  List<Feed> reports() {
    List<Feed> feeds = new ArrayList<>();
    for (String name : List.of(Topics.SIGNALS, Topics.COMMANDS)) {
      String topic = kafka.topic(name);
      SourceSettings source =
          job.sources().stream()
              .filter(candidate -> candidate.topic().equals(topic))
              .findFirst()
              .orElse(
                  new SourceSettings(
                      topic,
                      List.of(),
                      "json",
                      Map.of(),
                      Duration.ZERO,
                      Duration.ZERO,
                      Duration.ZERO,
                      false));
      feeds.add(feed(idOf(topic), source, decoder(source, "")));
    }
    return feeds;
  }

  private boolean isReports(SourceSettings source) {
    return List.of(kafka.topic(Topics.SIGNALS), kafka.topic(Topics.COMMANDS))
        .contains(source.topic());
  }

  /** Everything the job file names, in its order. */
  List<Feed> all() {
    return feeds(source -> true);
  }

  /** Everything but the topics of signals and commands. */
  List<Feed> metrics() {
    return feeds(source -> !isReports(source));
  }

  private List<Feed> feeds(Predicate<SourceSettings> wanted) {
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < job.sources().size(); i++) {
      SourceSettings source = job.sources().get(i);
      if (!wanted.test(source)) {
        continue;
      }
      if (!source.topic().isEmpty()) {
        feeds.add(feed(idOf(source.topic()), source, decoder(source, "")));
      } else if (source.format().equals("csv")) {
        // Each file has a header of its own.
        for (int file = 0; file < source.files().size(); file++) {
          String path = source.files().get(file);
          feeds.add(feed("source-" + i + "-" + file, only(source, path), decoder(source, path)));
        }
      } else {
        feeds.add(feed("source-" + i, source, decoder(source, "")));
      }
    }
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException("sources has no metrics, must have at least one source");
    }
    return feeds;
  }

  private Feed feed(String id, SourceSettings source, Decoder decoder) {
    int partitions =
        source.topic().isEmpty() ? source.files().size() : Topics.partitions(kafka, source.topic());
    return new Feed(
        id,
        KafkaEnds.records(kafka, source),
        decoder,
        partitions,
        source.lateness(),
        source.future(),
        source.idle());
  }

  private static SourceSettings only(SourceSettings source, String file) {
    return new SourceSettings(
        "",
        List.of(file),
        source.format(),
        source.defaults(),
        source.lateness(),
        source.idle(),
        source.future(),
        source.bounded());
  }

  private Decoder decoder(SourceSettings source, String file) {
    if (!source.format().equals("csv")) {
      return source.topic().isEmpty()
          ? JsonDecoder.ofLines(job.recordBytes())
          : new JsonDecoder(job.recordBytes());
    }
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "source " + source.topic() + ": format is csv, must be json for a topic");
    }
    try {
      return new InputFile(Path.of(file), source.defaults()).decoder();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String idOf(String topic) {
    return topic.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
