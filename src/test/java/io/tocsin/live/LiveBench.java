package io.tocsin.live;

import io.tocsin.cli.EmbeddedKafka;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Feed;
import io.tocsin.flow.Guards;
import io.tocsin.flow.IncidentPipeline;
import io.tocsin.flow.SmallPack;
import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.notify.Page;
import io.tocsin.pack.Pack;
import io.tocsin.wire.CanonicalLedger;
import io.tocsin.wire.EventJson;
import io.tocsin.wire.InboxJson;
import io.tocsin.wire.JsonDecoder;
import io.tocsin.wire.KafkaEnds;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.PageJson;
import io.tocsin.wire.SourceSettings;
import io.tocsin.wire.TickSource;
import io.tocsin.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A live incident pipeline with topics of its own, to be started, stopped, hurt and replayed. */
final class LiveBench implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final Duration TICK = Duration.ofMillis(200);

  final KafkaSettings kafka;
  private final Path checkpoints;
  private final boolean rocksdb;
  private final List<Pack> packs = List.of(SmallPack.get());
  private final KafkaProducer<byte[], byte[]> producer;

  LiveBench(EmbeddedKafka broker, String prefix, Path checkpoints) {
    this(broker, prefix, checkpoints, false);
  }

  LiveBench(EmbeddedKafka broker, String prefix, Path checkpoints, boolean rocksdb) {
    this.rocksdb = rocksdb;
    kafka = new KafkaSettings(broker.bootstrap(), prefix, PARTITIONS, Map.of());
    this.checkpoints = checkpoints;
    Topics.ensure(kafka);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  // ---- the job --------------------------------------------------------------------------------

  /** Starts the pipeline, from a savepoint unless that is empty; its inbox fails at some polls. */
  JobClient start(String savepoint, String name, List<Integer> failAt) throws Exception {
    return start(savepoint, name, failAt, PARALLELISM);
  }

  /** The same at another parallelism. */
  JobClient start(String savepoint, String name, List<Integer> failAt, int parallelism)
      throws Exception {
    EngineSettings settings = settings(parallelism, Duration.ofMillis(300));
    Configuration guards = Guards.of(settings);
    guards.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    guards.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failAt.size());
    guards.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    if (!savepoint.isEmpty()) {
      guards.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, guards);
    Source<InboxEntry, ?, ?> inbox =
        FaultySource.of(KafkaEnds.inbox(kafka), InboxEntry.class, name, failAt);
    IncidentPipeline.Ends ends =
        new IncidentPipeline.Ends(
            List.of(feed("signals"), feed("commands")),
            new TickSource(TICK),
            inbox,
            PARTITIONS,
            KafkaEnds.inboxSink(kafka),
            KafkaEnds.ledger(kafka),
            KafkaEnds.pageSink(kafka),
            KafkaEnds.deadLetters(kafka));
    IncidentPipeline.build(env, ends, packs, settings);
    return env.executeAsync(name);
  }

  /** Stops it, all that it told committed; gives back where its savepoint is. */
  String stop(JobClient job) throws Exception {
    return job.stopWithSavepoint(
            false, checkpoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }

  /** The ledger that the inbox gives, read again up to some offsets. */
  List<Event> replay(Map<Integer, Long> ends, int parallelism) throws Exception {
    EngineSettings settings = settings(parallelism, Duration.ZERO);
    Configuration guards = Guards.of(settings);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, guards);
    Collected<Event> ledger = new Collected<>();
    Collected<Page> pages = new Collected<>();
    IncidentPipeline.replay(
        env, KafkaEnds.inboxUpTo(kafka, ends), PARTITIONS, packs, settings, ledger, pages);
    env.execute("replay at " + parallelism);
    return ledger.values();
  }

  private EngineSettings settings(int parallelism, Duration checkpointInterval) {
    return new EngineSettings(
        "-",
        EngineSettings.Clock.WALL,
        parallelism,
        checkpoints.toUri().toString(),
        checkpointInterval,
        rocksdb,
        0,
        Long.MAX_VALUE);
  }

  private Feed feed(String topic) {
    SourceSettings source =
        new SourceSettings(
            kafka.topic(topic),
            List.of(),
            "json",
            Map.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            false);
    return new Feed(
        topic,
        KafkaEnds.records(kafka, source),
        new JsonDecoder(),
        1,
        source.lateness(),
        source.future(),
        source.idle());
  }

  // ---- what goes in ---------------------------------------------------------------------------

  /** Writes a line to the signals or the commands. */
  void say(String topic, String line) throws Exception {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(kafka.topic(topic), null, bytes)).get(30, TimeUnit.SECONDS);
  }

  /** Appends to the inbox; gives back the append time. */
  long append(InboxEntry entry) throws Exception {
    byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
    return producer
        .send(new ProducerRecord<>(kafka.topic("inbox"), key, InboxJson.encode(entry)))
        .get(30, TimeUnit.SECONDS)
        .timestamp();
  }

  /** What time it is for the broker. Leaves a record in the inbox that concerns nobody. */
  long clock() {
    Command nothing = new Command("clock", "ack", "no-pack", "", "", 0, "", Map.of());
    try {
      return append(InboxEntry.of(Input.of("no-pack", "", nothing)));
    } catch (Exception unwritten) {
      throw new IllegalStateException(unwritten);
    }
  }

  // ---- what comes out -------------------------------------------------------------------------

  TopicView<Event> ledger() {
    return new TopicView<>(kafka.bootstrap(), kafka.topic("incidents"), EventJson::decode);
  }

  TopicView<Page> pages() {
    return new TopicView<>(kafka.bootstrap(), kafka.topic("pages"), PageJson::decode);
  }

  TopicView<InboxEntry> inbox() {
    return new TopicView<>(kafka.bootstrap(), kafka.topic("inbox"), InboxJson::decode);
  }

  /** Canonical lines of events up to an instant. */
  static List<String> lines(List<Event> events, long upToMillis) throws Exception {
    CanonicalLedger ledger = new CanonicalLedger();
    events.stream().filter(event -> event.timeMillis() <= upToMillis).forEach(ledger::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledger.write(bytes);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
