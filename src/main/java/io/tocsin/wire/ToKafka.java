package io.tocsin.wire;

import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/**
 * Turns things of ours into records of one topic. Their timestamps are times of writing: none is
 * ever given.
 *
 * @param <T> what goes out
 */
final class ToKafka<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  /** How late the record was written: time of writing less the event's time, in ms, as text. */
  static final String LATE_BY_MILLIS = "late-by-ms";

  /** When the record was written, RFC 3339. */
  static final String EMITTED = "emitted";

  /** Makes the record of one thing. */
  interface Writing<T> extends Serializable {
    ProducerRecord<byte[], byte[]> write(T thing);
  }

  private final Writing<T> writing;

  private ToKafka(Writing<T> writing) {
    this.writing = writing;
  }

  static ToKafka<Event> events(String topic) {
    return new ToKafka<>(
        event -> {
          var record = record(topic, null, event.episode(), EventJson.encode(event));
          return stamped(record, event, System.currentTimeMillis());
        });
  }

  static ToKafka<Page> pages(String topic) {
    return new ToKafka<>(
        page -> {
          var record = record(topic, null, page.event().episode(), PageJson.encode(page));
          return stamped(record, page.event(), System.currentTimeMillis());
        });
  }

  /**
   * Inbox records. The partition is computed here, not by the producer: an entity's history lies in
   * one partition whatever partitioner somebody configures.
   */
  static ToKafka<InboxEntry> inbox(String topic, int partitions) {
    return new ToKafka<>(
        entry -> {
          byte[] bytes = InboxJson.encode(entry);
          return entry.kind() == InboxEntry.Kind.TICK
              ? record(topic, entry.partition(), null, bytes)
              : record(topic, partitionOf(entry.key(), partitions), entry.key(), bytes);
        });
  }

  static ToKafka<Long> ticks(String topic) {
    return new ToKafka<>(wallMillis -> record(topic, 0, null, utf8(Long.toString(wallMillis))));
  }

  static ToKafka<DeadLetter> deadLetters(String topic) {
    return new ToKafka<>(
        letter ->
            record(
                topic,
                null,
                letter.source() + "/" + letter.partition(),
                DeadLetterJson.encode(letter)));
  }

  static ToKafka<Sample> late(String topic) {
    return new ToKafka<>(
        sample ->
            record(topic, null, sample.name() + "/" + sample.labels(), LateJson.encode(sample)));
  }

  /** Where an inbox key lives: the same as Kafka's default partitioner would say. */
  static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(utf8(key))) % partitions;
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, Integer partition, String key, byte[] value) {
    return new ProducerRecord<>(
        topic, partition, null, key == null ? null : utf8(key), value, new RecordHeaders());
  }

  private static ProducerRecord<byte[], byte[]> stamped(
      ProducerRecord<byte[], byte[]> record, Event event, long nowMillis) {
    record.headers().add(LATE_BY_MILLIS, utf8(Long.toString(nowMillis - event.timeMillis())));
    record.headers().add(EMITTED, utf8(Times.text(nowMillis)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(T thing, KafkaSinkContext sink, Long timestamp) {
    return writing.write(thing);
  }
}
