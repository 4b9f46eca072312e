package io.tocsin.wire;

import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.notify.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of the pipelines in Kafka: sources and sinks of every topic.
 *
 * <p>A source that starts without a checkpoint reads its topic from the beginning, except ticks,
 * which accuse nobody of what happened before, and pages, which go on behind the last one that was
 * passed on. Sources commit their offsets under the group {@code prefix-reads-topic} so that their
 * lag can be seen; nothing but {@link #pages} starts from there.
 *
 * <p>Sinks write with {@code acks=all} and idempotence, whatever the properties say.
 */
public final class KafkaEnds {
  private KafkaEnds() {}

  /**
   * Records of a metric, signal or command source, of a topic or of files.
   *
   * <p>Append time is the record's timestamp, which is the broker's clock on a {@code
   * LogAppendTime} topic and the producer's on a {@code CreateTime} one. There the bound on future
   * samples trusts the producer; the wall clock of the reader is no substitute, since a second
   * reading would then decide differently. For files it is the wall clock now.
   */
  public static Source<RawRecord, ?, ?> records(KafkaSettings kafka, SourceSettings source) {
    if (source.topic().isEmpty()) {
      return new FileLines(source.files(), System.currentTimeMillis());
    }
    KafkaSourceBuilder<RawRecord> builder = source(kafka, source.topic(), FromKafka.records());
    builder.setTopics(source.topic()).setStartingOffsets(OffsetsInitializer.earliest());
    if (source.bounded()) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  /**
   * The inbox, for ever. Each entry carries its partition and, as engine time, its append time. The
   * job fails on a record whose topic is not {@code LogAppendTime}, and on one that this release
   * cannot read. Parallelism must not be above the number of partitions.
   */
  public static KafkaSource<InboxEntry> inbox(KafkaSettings kafka) {
    String topic = kafka.topic(Topics.INBOX);
    return source(kafka, topic, FromKafka.inbox())
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
        .build();
  }

  /**
   * The inbox from its beginning up to the given offsets, for a replay.
   *
   * @param endOffsets first offset that is not read, for every partition
   */
  public static KafkaSource<InboxEntry> inboxUpTo(
      KafkaSettings kafka, Map<Integer, Long> endOffsets) {
    String topic = kafka.topic(Topics.INBOX);
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int partition = 0; partition < kafka.inboxPartitions(); partition++) {
      Long end = endOffsets.get(partition);
      if (end == null || end < 0) {
        throw new IllegalArgumentException(
            topic + "/" + partition + ": end offset is " + end + ", must be 0 or more");
      }
      ends.put(new TopicPartition(topic, partition), end);
    }
    return source(kafka, topic, FromKafka.inbox())
        .setPartitions(new HashSet<>(ends.keySet()))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.offsets(ends))
        // A replay must not be seen as progress of the job.
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
        .build();
  }

  /**
   * Ticks of detection that came back, as their append times in milliseconds; from now on when
   * there is no checkpoint. One partition: read it with parallelism 1.
   */
  public static KafkaSource<Long> ticks(KafkaSettings kafka) {
    String topic = kafka.topic(Topics.TICKS);
    return source(kafka, topic, FromKafka.ticks())
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.latest())
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
        .build();
  }

  /**
   * Pages to send. A job that lost its checkpoint goes on behind the last page that was passed on,
   * for pages sent again weeks later help nobody. A record that is no page is counted, logged and
   * passed over.
   */
  @SuppressWarnings("deprecation") // The connector still asks in Kafka's old words.
  public static KafkaSource<Page> pages(KafkaSettings kafka) {
    String topic = kafka.topic(Topics.PAGES);
    return source(kafka, topic, FromKafka.pages())
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .build();
  }

  /**
   * The ledger as the pipeline {@code incident} writes it; see {@link #ledger(KafkaSettings,
   * String)}.
   */
  public static Sink<Event> ledger(KafkaSettings kafka) {
    return ledger(kafka, "incident");
  }

  /**
   * The ledger, exactly once, keyed by episode: an event can be read ({@code read_committed}) when
   * the checkpoint after it is complete, never without checkpoints.
   *
   * <p>Every checkpoint takes a new transactional id ({@code INCREMENTING}). Pooled ids would spare
   * the broker that, but a pooled id reaches the last producer epoch within a day at short
   * checkpoints, and a commit that fails in the recovery after it loses ledger lines in silence.
   * The price is broker memory: keep {@code transactional.id.expiration.ms} at hours, and
   * checkpoints of the pipeline at seconds.
   *
   * @param pipeline who writes; part of the transactional ids, so two writers never share one
   */
  public static Sink<Event> ledger(KafkaSettings kafka, String pipeline) {
    String topic = kafka.topic(Topics.INCIDENTS);
    return sink(kafka, ClientProperties.producer(kafka, 5), ToKafka.events(topic))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(topic + "-" + pipeline)
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }

  /** Pages, at once and at least once, keyed by episode. */
  public static Sink<Page> pageSink(KafkaSettings kafka) {
    return atLeastOnce(kafka, 0, ToKafka.pages(kafka.topic(Topics.PAGES)));
  }

  /** Appends to the inbox, at once and at least once: ticks where they say, the rest by key. */
  public static Sink<InboxEntry> inboxSink(KafkaSettings kafka) {
    return atLeastOnce(kafka, 0, ToKafka.inbox(kafka.topic(Topics.INBOX), kafka.inboxPartitions()));
  }

  /** Ticks of detection, at least once; the value is the wall clock they were made at. */
  public static Sink<Long> tickSink(KafkaSettings kafka) {
    return atLeastOnce(kafka, 0, ToKafka.ticks(kafka.topic(Topics.TICKS)));
  }

  /** What could not be read, at least once, keyed by source and partition. */
  public static Sink<DeadLetter> deadLetters(KafkaSettings kafka) {
    return atLeastOnce(kafka, 20, ToKafka.deadLetters(kafka.topic(Topics.DEAD_LETTERS)));
  }

  /** Samples that came too late, at least once, keyed by series. */
  public static Sink<Sample> late(KafkaSettings kafka) {
    return atLeastOnce(kafka, 20, ToKafka.late(kafka.topic(Topics.LATE)));
  }

  private static <T> KafkaSourceBuilder<T> source(
      KafkaSettings kafka, String topic, FromKafka<T> reading) {
    String group = kafka.prefix() + "-reads-" + topic;
    return KafkaSource.<T>builder()
        .setProperties(ClientProperties.consumer(kafka))
        .setBootstrapServers(kafka.bootstrap())
        .setGroupId(group)
        .setClientIdPrefix(group)
        .setDeserializer(reading);
  }

  private static <T> Sink<T> atLeastOnce(
      KafkaSettings kafka, int lingerMillis, KafkaRecordSerializationSchema<T> writing) {
    return sink(kafka, ClientProperties.producer(kafka, lingerMillis), writing)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static <T> KafkaSinkBuilder<T> sink(
      KafkaSettings kafka, Properties properties, KafkaRecordSerializationSchema<T> writing) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(kafka.bootstrap())
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(writing);
  }
}
