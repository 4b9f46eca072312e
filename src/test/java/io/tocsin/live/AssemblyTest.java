package io.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.Assembly;
import io.tocsin.cli.EmbeddedKafka;
import io.tocsin.config.Job;
import io.tocsin.config.JobReader;
import io.tocsin.flow.Guards;
import io.tocsin.flow.SmallPack;
import io.tocsin.incident.Event;
import io.tocsin.live.TopicView.Seen;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import io.tocsin.wire.PageJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Job files as a user writes them, run against a real broker. */
@Timeout(400)
class AssemblyTest {
  private static final long HISTORY = 1_760_090_400_000L;

  @TempDir static Path directory;
  private static EmbeddedKafka broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedKafka.started();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void pagesSomebodyWhenAMetricIsBadAndThenFallsSilent() throws Exception {
    Path pages = directory.resolve("pages.jsonl");
    Job job =
        job(
            "wall",
            """
            clock: wall
            sources:
              - {topic: wall.metrics, lateness: 1s, idle: 2s}
            receivers:
              - {id: file, kind: file, path: %s}
            """
                .formatted(pages));
    try (LiveBench bench = new LiveBench(broker, "wall", directory);
        TopicView<Event> ledger = bench.ledger()) {
      StreamExecutionEnvironment env = environment(job);
      Assembly.of(job).build(env, job.pipelines());
      JobClient running = env.executeAsync("wall");
      bench.say("metrics", sample("pay", bench.clock(), 900));

      List<Seen<Event>> seen =
          ledger.await(
              "the boss to be told",
              events -> events.stream().anyMatch(event -> event.value().type().equals("notify")));
      ledger.await("their pages", ignored -> lines(pages).size() >= 3);
      running.cancel().get();

      assertThat(seen)
          .extracting(event -> event.value().type())
          .startsWith("incident.opened", "page", "escalate", "clock.breached", "notify");
      assertThat(lines(pages))
          .extracting(line -> PageJson.decode(line.getBytes(StandardCharsets.UTF_8)))
          .extracting(Page::target)
          .startsWith("oncall", "lead", "boss");
    }
  }

  @Test
  void readsATopicOfHistoryToItsEndWithTheClockOfTheData() throws Exception {
    Job job =
        job(
            "history",
            """
            clock: data
            until: %s
            sources:
              - {topic: history.metrics, lateness: 1s, bounded: true}
            """
                .formatted(Times.text(HISTORY + 60_000)));
    try (LiveBench bench = new LiveBench(broker, "history", directory);
        TopicView<Event> ledger = bench.ledger()) {
      for (int second = 0; second < 30; second++) {
        int value = second < 10 ? 900 : 100;
        bench.say("metrics", sample("pay", HISTORY + second * 1_000L, value));
      }
      StreamExecutionEnvironment env = environment(job);
      Assembly.of(job).build(env, job.pipelines());
      env.execute("history");

      assertThat(ledger.all())
          .extracting(event -> event.value().type() + " +" + (event.value().timeMillis() - HISTORY))
          .startsWith("incident.opened +10000", "page +10000", "escalate +11000")
          .contains("incident.recovered +20000", "incident.resolved +21000");
    }
  }

  @Test
  void refusesAPipelineThatDoesNotExist() throws Exception {
    Job job = job("none", "clock: wall\nsources: [{topic: none.metrics}]\n");
    StreamExecutionEnvironment env = environment(job);

    assertThatThrownBy(() -> Assembly.of(job).build(env, List.of("detection")))
        .hasMessage("pipeline is 'detection', must be one of detect, incident, pager");
  }

  @Test
  void refusesALiveJobWhoseLedgerCouldNeverBeRead() throws Exception {
    Job job = job("never", "clock: wall\nsources: [{topic: never.metrics}]\n", "0s");
    StreamExecutionEnvironment env = environment(job);

    assertThatThrownBy(() -> Assembly.of(job).build(env, job.pipelines()))
        .hasMessageContaining("checkpoint.interval is 0");
  }

  private static Job job(String prefix, String rest) throws Exception {
    return job(prefix, rest, "500ms");
  }

  private static Job job(String prefix, String rest, String checkpoints) throws Exception {
    Path file = directory.resolve(prefix + ".yaml");
    Files.writeString(
        file,
        """
        packs: [%s]
        parallelism: 2
        kafka: {bootstrap: "%s", prefix: %s, inbox_partitions: 4}
        checkpoint: {interval: %s, directory: "%s", state: rocksdb}
        """
                .formatted(
                    SmallPack.FILE.toAbsolutePath(),
                    broker.bootstrap(),
                    prefix,
                    checkpoints,
                    directory.resolve(prefix + "-checkpoints").toUri())
            + rest);
    return JobReader.read(file);
  }

  private static StreamExecutionEnvironment environment(Job job) {
    return StreamExecutionEnvironment.createLocalEnvironment(2, Guards.of(job.engine()));
  }

  private static String sample(String service, long millis, int value) {
    return "{\"name\":\"latency\",\"timestamp\":%d,\"value\":%d,\"labels\":{\"service\":\"%s\"}}"
        .formatted(millis, value, service);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
