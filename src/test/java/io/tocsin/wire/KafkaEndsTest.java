package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.notify.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our ends against a real broker, in a real mini cluster. */
@Tag("broker")
class KafkaEndsTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static Broker broker;

  @BeforeAll
  static void startBroker() {
    broker = new Broker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void readsTheInboxWithPlaceAndAppendTime() throws Exception {
    KafkaSettings kafka = broker.settings("round", 3);
    Topics.ensure(kafka);
    List<InboxEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(answer("service=svc-" + i));
    }
    for (int partition = 0; partition < 3; partition++) {
      entries.add(InboxEntry.tick(partition));
    }

    write(entries, InboxEntry.class, KafkaEnds.inboxSink(kafka));
    List<InboxEntry> read =
        read(KafkaEnds.inboxUpTo(kafka, Topics.inboxEnds(kafka)), Integer.MAX_VALUE);

    assertThat(read).hasSize(23);
    List<Integer> ticks = new ArrayList<>();
    for (InboxEntry entry : read) {
      assertThat(entry.engineMillis()).isPositive();
      if (entry.kind() == InboxEntry.Kind.TICK) {
        ticks.add(entry.partition());
      } else {
        assertThat(entry.partition()).isEqualTo(ToKafka.partitionOf(entry.key(), 3));
      }
    }
    assertThat(ticks).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(read).extracting(InboxEntry::partition).contains(0, 1, 2);
    assertThat(read)
        .filteredOn(entry -> entry.kind() == InboxEntry.Kind.ANSWER)
        .extracting(entry -> entry.at(0, 0, 0))
        .containsExactlyInAnyOrderElementsOf(entries.subList(0, 20));
  }

  @Test
  void readsTheInboxWithoutEndAndStopsAReplayWhereTold() throws Exception {
    KafkaSettings kafka = broker.settings("live", 1);
    Topics.ensure(kafka);
    broker.write(
        kafka.topic("inbox"),
        0,
        Arrays.asList(
            InboxJson.encode(answer("a=1")), null, InboxJson.encode(answer("a=2")), tick()));

    assertThat(read(KafkaEnds.inbox(kafka), 3))
        .extracting(InboxEntry::kind)
        .containsExactly(InboxEntry.Kind.ANSWER, InboxEntry.Kind.ANSWER, InboxEntry.Kind.TICK);
    assertThat(read(KafkaEnds.inboxUpTo(kafka, Map.of(0, 3L)), Integer.MAX_VALUE))
        .extracting(InboxEntry::key)
        .containsExactly(answer("a=1").key(), answer("a=2").key());
    assertThat(read(KafkaEnds.inboxUpTo(kafka, Map.of(0, 0L)), Integer.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> KafkaEnds.inboxUpTo(kafka, Map.of(1, 3L)))
        .hasMessage("live.inbox/0: end offset is null, must be 0 or more");
  }

  @Test
  void failsOnAnInboxThatHoldsTheClocksOfItsWriters() throws Exception {
    KafkaSettings kafka = broker.settings("created", 1);
    broker.makeTopic("created.inbox", 1, Map.of());
    broker.write("created.inbox", 0, List.of(tick()));

    assertThatThrownBy(() -> run(KafkaEnds.inboxUpTo(kafka, Map.of(0, 1L))))
        .hasStackTraceContaining(
            "created.inbox/0/0: timestamp is of type CreateTime, must be LogAppendTime");
    assertThatThrownBy(() -> Topics.ensure(kafka))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith(
            "created.inbox: message.timestamp.type is CreateTime, must be LogAppendTime");
    assertThat(Topics.partitions(kafka, "created.inbox")).isEqualTo(1);
    assertThatThrownBy(() -> Topics.partitions(kafka, "elsewhere"))
        .hasMessageEndingWith("has no topic elsewhere, must have it");
  }

  @Test
  void failsOnAnInboxRecordItCannotRead() throws Exception {
    KafkaSettings kafka = broker.settings("garbled", 1);
    Topics.ensure(kafka);
    broker.write("garbled.inbox", 0, List.of(tick(), utf8("{\"v\":99}")));

    assertThatThrownBy(() -> run(KafkaEnds.inboxUpTo(kafka, Map.of(0, 2L))))
        .hasStackTraceContaining("garbled.inbox/0/1: ");
  }

  @Test
  void refusesAnInboxOfAnotherWidth() {
    Topics.ensure(broker.settings("width", 2));
    Topics.ensure(broker.settings("width", 2));

    assertThatThrownBy(() -> Topics.ensure(broker.settings("width", 5)))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("width.inbox: has 2 partitions, must have 5");
  }

  @Test
  void readsMetricsUpToTheEndTheyHaveNow() throws Exception {
    KafkaSettings kafka = broker.settings("in", 1);
    Topics.ensure(kafka);
    broker.write("in.metrics", 0, Arrays.asList(utf8("one"), null, utf8("three")));

    List<RawRecord> read = read(KafkaEnds.records(kafka, topic("in.metrics")), Integer.MAX_VALUE);

    assertThat(read)
        .extracting(RawRecord::id)
        .containsExactly("in.metrics/0/0", "in.metrics/0/1", "in.metrics/0/2");
    assertThat(read)
        .extracting(record -> new String(record.bytes(), StandardCharsets.UTF_8))
        .containsExactly("one", "", "three");
    assertThat(read)
        .extracting(RawRecord::appendMillis)
        .containsExactlyElementsOf(
            broker.committed("in.metrics").stream().map(ConsumerRecord::timestamp).toList());
    assertThat(broker.committed("in.metrics"))
        .extracting(ConsumerRecord::timestampType)
        .containsOnly(TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void passesPagesOnAndPassesGarbageOver() throws Exception {
    KafkaSettings kafka = broker.settings("paging", 1);
    Topics.ensure(kafka);
    broker.write("paging.pages", 0, Arrays.asList(utf8("garbage"), null));
    Event event = Examples.escalation();
    Page page = new Page(event.id() + "/em/pagerduty", "dedup", "em", "pagerduty", event);
    write(List.of(page), Page.class, KafkaEnds.pageSink(kafka));

    Page read = read(KafkaEnds.pages(kafka), 1).get(0);

    assertThat(PageJson.encode(read)).isEqualTo(PageJson.encode(page));
    ConsumerRecord<byte[], byte[]> record = broker.committed("paging.pages").get(2);
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(event.episode());
    long emitted = Instant.parse(header(record, ToKafka.EMITTED)).toEpochMilli();
    assertThat(header(record, ToKafka.LATE_BY_MILLIS))
        .isEqualTo(Long.toString(emitted - event.timeMillis()));
  }

  @Test
  void writesWhatCouldNotBeUsed() throws Exception {
    KafkaSettings kafka = broker.settings("rest", 2);
    Topics.ensure(kafka);
    DeadLetter letter = new DeadLetter("in", 3, 7, "not-json", "is not JSON", utf8("{"));
    Sample sample = new Sample("latency", "a=b", SampleType.GAUGE, 1000, Decimal.ONE);

    write(List.of(letter), DeadLetter.class, KafkaEnds.deadLetters(kafka));
    write(List.of(sample), Sample.class, KafkaEnds.late(kafka));
    write(List.of(1L, 2L), Long.class, KafkaEnds.tickSink(kafka));

    assertThat(values("rest.dead-letters")).containsExactly(text(DeadLetterJson.encode(letter)));
    assertThat(values("rest.late")).containsExactly(text(LateJson.encode(sample)));
    assertThat(values("rest.ticks")).containsExactly("1", "2");
  }

  @Test
  void keepsTheLedgerExactlyOnceOverAFailure() throws Exception {
    KafkaSettings kafka = broker.settings("once", 2);
    Topics.ensure(kafka);
    StreamExecutionEnvironment env = environment(1);
    env.enableCheckpointing(100);
    env.fromSource(
            FailingAfterCheckpoint.numbers(2000), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(FailingAfterCheckpoint::event)
        .returns(Event.class)
        .uid("events")
        .sinkTo(KafkaEnds.ledger(kafka))
        .uid("ledger");

    env.execute();

    assertThat(FailingAfterCheckpoint.failures()).isEqualTo(1);
    List<String> written =
        broker.committed("once.incidents").stream()
            .map(record -> EventJson.decode(record.value()).id())
            .toList();
    assertThat(written).hasSize(2000).doesNotHaveDuplicates();
  }

  @Test
  void saysWhereKafkaShouldHaveBeen() {
    KafkaSettings nowhere =
        new KafkaSettings(
            "127.0.0.1:1",
            "tocsin",
            1,
            Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"));

    assertThatThrownBy(() -> Topics.ensure(nowhere))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("kafka.bootstrap 127.0.0.1:1: ")
        .hasMessageEndingWith("must be a running Kafka that lets us in");
  }

  private static InboxEntry answer(String entity) {
    return InboxEntry.of(new NumberAnswer("pack", entity, "pack/" + entity + "/1", "INC-1", ""));
  }

  private static byte[] tick() {
    return InboxJson.encode(InboxEntry.tick(0));
  }

  private static SourceSettings topic(String topic) {
    Duration any = Duration.ofSeconds(10);
    return new SourceSettings(topic, List.of(), "json", Map.of(), any, any, any, true);
  }

  private static StreamExecutionEnvironment environment(int failures) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY, failures > 0 ? "fixed-delay" : "none");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failures);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    return env;
  }

  private static <T> void write(List<T> things, Class<T> type, Sink<T> sink) throws Exception {
    StreamExecutionEnvironment env = environment(0);
    env.fromData(things, TypeInformation.of(type)).sinkTo(sink);
    env.execute();
  }

  private static void run(Source<?, ?, ?> source) throws Exception {
    StreamExecutionEnvironment env = environment(0);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "source")
        .sinkTo(new DiscardingSink<>());
    env.execute();
  }

  /** Reads until the source ends or so many are there. */
  @SuppressWarnings("try") // CloseableIterator.close() may be interrupted.
  private static <T> List<T> read(Source<T, ?, ?> source, int limit) throws Exception {
    StreamExecutionEnvironment env = environment(0);
    List<T> read = new ArrayList<>();
    try (CloseableIterator<T> found =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "source")
            .executeAndCollect("read")) {
      while (read.size() < limit && found.hasNext()) {
        read.add(found.next());
      }
    }
    return read;
  }

  private static Set<String> values(String topic) {
    Set<String> values = new HashSet<>();
    broker.committed(topic).forEach(record -> values.add(text(record.value())));
    return values;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
