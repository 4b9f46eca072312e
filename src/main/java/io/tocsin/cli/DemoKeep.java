package io.tocsin.cli;

import io.tocsin.Assembly;
import io.tocsin.cli.demo.Narration;
import io.tocsin.cli.demo.Outage;
import io.tocsin.config.Job;
import io.tocsin.flow.EngineSettings;
import io.tocsin.pack.Pack;
import io.tocsin.wire.EventJson;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.SourceSettings;
import io.tocsin.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The demo at the speed of life: the three pipelines on the wall clock, fed with the same outage
 * again and again, until somebody stops it.
 */
final class DemoKeep {
  private static final Duration LATENESS = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaSettings kafka;
  private final List<Pack> packs;
  private final PrintWriter out;

  /** On a broker that is up. */
  DemoKeep(String bootstrap, List<Pack> packs, PrintWriter out) {
    this.kafka = new KafkaSettings(bootstrap, "live", 4, Map.of());
    this.packs = packs;
    this.out = out;
  }

  void stayUp(Stop stop) throws Exception {
    DemoCommand.say(out, "\nstarting again on the wall clock ...");
    Job job = job();
    try (LocalJob running = LocalJob.start(job, new Assembly(job, packs), job.pipelines());
        TopicReader ledger = new TopicReader(kafka, kafka.topic(Topics.INCIDENTS))) {
      DemoCommand.say(out, "broker   " + kafka.bootstrap());
      DemoCommand.say(out, "topics   live.metrics, live.signals, live.commands in;");
      DemoCommand.say(out, "         live.incidents (the ledger), live.pages out");
      DemoCommand.say(out, "web UI   " + running.webAddress());
      DemoCommand.say(out, "The outage plays at the speed of life: a P2 in about four minutes, a");
      DemoCommand.say(out, "P0 in ten. Send records of your own to the topics. Ctrl-C stops it.\n");
      stop.by(running::close);
      follow(running, ledger, stop);
    }
  }

  private void follow(LocalJob running, TopicReader ledger, Stop stop) throws Exception {
    Narration narration = new Narration(packs.get(0));
    while (!stop.isAsked()) {
      Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      try (DemoPlayer player = player(start)) {
        player.start();
        while (!player.isDone() && !stop.isAsked()) {
          ledger.poll(POLL, bytes -> DemoCommand.say(out, narration.line(EventJson.decode(bytes))));
          player.failIfBroken();
          if (running.isOver() && !stop.isAsked()) {
            running.awaitEnd();
            return;
          }
        }
      }
    }
  }

  private DemoPlayer player(Instant start) {
    return new DemoPlayer(kafka, kafka.topic(Topics.COMMANDS), 1, new Outage(start));
  }

  private Job job() {
    SourceSettings metrics =
        new SourceSettings(
            kafka.topic(Topics.METRICS),
            List.of(),
            "json",
            Map.of(),
            LATENESS,
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            false);
    EngineSettings engine =
        new EngineSettings(
            "-",
            EngineSettings.Clock.WALL,
            2,
            "",
            Duration.ofSeconds(1),
            false,
            LATENESS.toMillis(),
            Long.MAX_VALUE);
    return new Job(
        List.of(), Assembly.PIPELINES, List.of(metrics), kafka, List.of(), engine, 64 * 1024);
  }
}
