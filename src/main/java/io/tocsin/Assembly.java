package io.tocsin;

import io.tocsin.config.Job;
import io.tocsin.config.JobPacks;
import io.tocsin.flow.DataPipeline;
import io.tocsin.flow.DetectPipeline;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Guards;
import io.tocsin.flow.IncidentPipeline;
import io.tocsin.flow.Outlets;
import io.tocsin.flow.PagerPipeline;
import io.tocsin.notify.Page;
import io.tocsin.pack.Pack;
import io.tocsin.wire.ConsoleReceiver;
import io.tocsin.wire.FileReceiver;
import io.tocsin.wire.KafkaEnds;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.ReceiverSettings;
import io.tocsin.wire.TickSource;
import io.tocsin.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipelines of a job file, joined to Kafka and files. */
public final class Assembly {
  /** Names of the pipelines, as job files and the command line have them. */
  public static final List<String> PIPELINES = List.of("detect", "incident", "pager");

  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private static final Duration DETECTION_TICK = Duration.ofSeconds(1);

  private final Job job;
  private final KafkaSettings kafka;
  private final List<Pack> packs;
  private final Feeds feeds;

  /** A job with packs that were read already. */
  public Assembly(Job job, List<Pack> packs) {
    this.job = job;
    this.kafka = job.kafka();
    this.packs = List.copyOf(packs);
    this.feeds = new Feeds(job);
  }

  /**
   * A job with the packs it names.
   *
   * @throws io.tocsin.config.ConfigException with every problem of the packs
   */
  public static Assembly of(Job job) {
    return new Assembly(job, JobPacks.read(job));
  }

  /**
   * Builds pipelines into an environment, which gets the job's {@link Guards} first. Makes the
   * topics that are missing.
   *
   * @param pipelines of {@link #PIPELINES}
   * @throws IllegalArgumentException for a name that is none, for {@code clock: data} without
   *     either of detect and incident, for a job without a Kafka, and for a live one without
   *     checkpoints
   * @throws io.tocsin.wire.WireException when Kafka cannot be reached or its topics do not fit
   */
  public void build(StreamExecutionEnvironment env, Collection<String> pipelines) {
    if (kafka.bootstrap().isEmpty()) {
      throw new IllegalArgumentException(
          "kafka.bootstrap is missing, must name the Kafka that the ledger goes to"
              + " (tocsin replay prints it instead)");
    }
    Topics.ensure(kafka);
    Outlets outlets =
        new Outlets(
            KafkaEnds.ledger(kafka),
            KafkaEnds.pageSink(kafka),
            KafkaEnds.deadLetters(kafka),
            KafkaEnds.late(kafka));
    build(env, pipelines, outlets);
  }

  /** The same with other places for what {@code clock: data} finds; Kafka is not asked for any. */
  public void build(StreamExecutionEnvironment env, Collection<String> pipelines, Outlets outlets) {
    requireKnown(pipelines);
    EngineSettings engine = job.engine();
    env.configure(Guards.of(engine));
    env.setParallelism(engine.parallelism());
    switch (engine.clock()) {
      case DATA -> data(env, pipelines, outlets);
      case WALL -> wall(env, pipelines, outlets);
    }
  }

  private void data(StreamExecutionEnvironment env, Collection<String> pipelines, Outlets outlets) {
    if (!pipelines.contains("detect") || !pipelines.contains("incident")) {
      throw new IllegalArgumentException(
          "pipelines are " + pipelines + ", must have both detect and incident with clock: data");
    }
    if (pipelines.contains("pager")) {
      LOG.info(
          "clock: data, so pages are written and the pager is not run: nobody is woken by history");
    }
    DataPipeline.build(env, feeds.all(), packs, job.engine(), outlets);
  }

  private void wall(StreamExecutionEnvironment env, Collection<String> pipelines, Outlets outlets) {
    if (job.engine().checkpointInterval().isZero()) {
      throw new IllegalArgumentException(
          "checkpoint.interval is 0, must be above it on the wall clock: what the ledger is told"
              + " can be read when the checkpoint after it is complete");
    }
    if (pipelines.contains("detect")) {
      detect(env, outlets);
    }
    if (pipelines.contains("incident")) {
      incident(env, outlets);
    }
    if (pipelines.contains("pager")) {
      PagerPipeline.build(env, KafkaEnds.pages(kafka), receivers());
    }
  }

  private void detect(StreamExecutionEnvironment env, Outlets outlets) {
    DetectPipeline.Ends ends =
        new DetectPipeline.Ends(
            feeds.metrics(),
            new TickSource(DETECTION_TICK),
            KafkaEnds.tickSink(kafka),
            KafkaEnds.ticks(kafka),
            KafkaEnds.inboxSink(kafka),
            outlets.deadLetters(),
            outlets.late());
    DetectPipeline.build(env, ends, packs, job.engine());
  }

  private void incident(StreamExecutionEnvironment env, Outlets outlets) {
    IncidentPipeline.Ends ends =
        new IncidentPipeline.Ends(
            feeds.reports(),
            new TickSource(TickSource.PERIOD),
            KafkaEnds.inbox(kafka),
            kafka.inboxPartitions(),
            KafkaEnds.inboxSink(kafka),
            outlets.ledger(),
            outlets.pages(),
            outlets.deadLetters());
    IncidentPipeline.build(env, ends, packs, job.engine());
  }

  private List<PagerPipeline.Receiver> receivers() {
    return job.receivers().stream()
        .map(
            receiver ->
                new PagerPipeline.Receiver(receiver.id(), receiver.channels(), sink(receiver)))
        .toList();
  }

  private static Sink<Page> sink(ReceiverSettings receiver) {
    return receiver.kind().equals("file")
        ? new FileReceiver(receiver.path())
        : new ConsoleReceiver();
  }

  private static void requireKnown(Collection<String> pipelines) {
    for (String pipeline : pipelines) {
      if (!PIPELINES.contains(pipeline)) {
        throw new IllegalArgumentException(
            "pipeline is '" + pipeline + "', must be one of " + String.join(", ", PIPELINES));
      }
    }
  }
}
