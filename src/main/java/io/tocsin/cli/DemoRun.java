package io.tocsin.cli;

import io.tocsin.cli.demo.Narration;
import io.tocsin.cli.demo.Outage;
import io.tocsin.cli.demo.Summary;
import io.tocsin.flow.DataPipeline;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Feed;
import io.tocsin.flow.Outlets;
import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import io.tocsin.wire.EventJson;
import io.tocsin.wire.JsonDecoder;
import io.tocsin.wire.KafkaEnds;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.PageJson;
import io.tocsin.wire.SourceSettings;
import io.tocsin.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The outage, played once: a job with {@code clock: data} between the topics of a broker, the
 * player at one end and the reader of the ledger at the other.
 */
final class DemoRun {
  private static final Duration LATENESS = Duration.ofSeconds(10);
  private static final Duration CHECKPOINT = Duration.ofMillis(500);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings kafka;
  private final List<Pack> packs;
  private final int speed;
  private final Stop stop;
  private final PrintWriter out;
  private final Narration narration;
  private final Summary summary = new Summary();

  DemoRun(KafkaSettings kafka, List<Pack> packs, int speed, Stop stop, PrintWriter out) {
    this.stop = stop;
    this.kafka = kafka;
    this.packs = packs;
    this.speed = speed;
    this.out = out;
    this.narration = new Narration(packs.get(0));
  }

  void play() throws Exception {
    Topics.ensure(kafka);
    EngineSettings settings =
        new EngineSettings(
            "-",
            EngineSettings.Clock.DATA,
            2,
            "",
            CHECKPOINT,
            false,
            LATENESS.toMillis(),
            Long.MAX_VALUE);
    StreamExecutionEnvironment env = EmbeddedCluster.environment(settings);
    build(env, settings);
    JobClient job = env.executeAsync("tocsin demo");
    try {
      awaitRunning(job);
      show(job);
    } finally {
      cancel(job);
    }
    tell("");
    summary.lines().forEach(this::tell);
  }

  private void build(StreamExecutionEnvironment env, EngineSettings settings) {
    SourceSettings metrics =
        new SourceSettings(
            kafka.topic(Topics.METRICS),
            List.of(),
            "json",
            Map.of(),
            LATENESS,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            false);
    Feed feed =
        new Feed(
            "metrics",
            KafkaEnds.records(kafka, metrics),
            new JsonDecoder(),
            1,
            metrics.lateness(),
            metrics.future(),
            metrics.idle());
    Outlets outlets =
        new Outlets(
            KafkaEnds.ledger(kafka),
            KafkaEnds.pageSink(kafka),
            KafkaEnds.deadLetters(kafka),
            KafkaEnds.late(kafka));
    DataPipeline.build(env, List.of(feed), packs, settings, outlets);
  }

  private void awaitRunning(JobClient job) throws Exception {
    long giveUp = System.nanoTime() + START_LIMIT.toNanos();
    while (job.getJobStatus().get(10, TimeUnit.SECONDS) != JobStatus.RUNNING) {
      failIfOver(job);
      if (System.nanoTime() > giveUp) {
        throw Refusal.ofWork("demo: the cluster did not start the job within a minute", null);
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private void show(JobClient job) throws Exception {
    tell("job is running, playing forty minutes of " + Outage.SYSTEM + " at " + speed + " times");
    tell("the speed of life; what follows is read back from the ledger topic:");
    tell("");
    try (DemoPlayer player = player();
        TopicReader ledger = new TopicReader(kafka, kafka.topic(Topics.INCIDENTS));
        TopicReader pages = new TopicReader(kafka, kafka.topic(Topics.PAGES))) {
      player.start();
      DemoProgress progress = new DemoProgress(player, out);
      long giveUp = Long.MAX_VALUE;
      while (!summary.isResolved() && !stop.isAsked()) {
        ledger.poll(POLL, bytes -> tell(EventJson.decode(bytes)));
        pages.poll(Duration.ZERO, bytes -> summary.add(PageJson.decode(bytes)));
        progress.show();
        player.failIfBroken();
        failIfOver(job);
        if (player.isDone() && giveUp == Long.MAX_VALUE) {
          giveUp = System.nanoTime() + END_LIMIT.toNanos();
        }
        if (System.nanoTime() > giveUp) {
          throw Refusal.ofWork("demo: the incident did not resolve, see the log", null);
        }
      }
      ledger.readToEnd(bytes -> tell(EventJson.decode(bytes)));
      pages.readToEnd(bytes -> summary.add(PageJson.decode(bytes)));
      progress.total();
    }
  }

  /** In virtual time a second topic would hold time back between its rare records. */
  private DemoPlayer player() {
    return new DemoPlayer(kafka, kafka.topic(Topics.METRICS), speed, new Outage(Outage.START));
  }

  private static void failIfOver(JobClient job) throws Exception {
    if (job.getJobStatus().get(10, TimeUnit.SECONDS).isGloballyTerminalState()) {
      job.getJobExecutionResult().get(10, TimeUnit.SECONDS);
      throw Refusal.ofWork("demo: the job ended before the story did, see the log", null);
    }
  }

  private static void cancel(JobClient job) throws Exception {
    if (!job.getJobStatus().get(10, TimeUnit.SECONDS).isGloballyTerminalState()) {
      job.cancel().get(30, TimeUnit.SECONDS);
    }
  }

  private void tell(Event event) {
    summary.add(event);
    tell(narration.line(event));
  }

  private void tell(String line) {
    DemoCommand.say(out, line);
  }
}
