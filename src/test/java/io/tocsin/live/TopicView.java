package io.tocsin.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records sees of a topic, from its beginning on. */
final class TopicView<T> implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(180);

  private final String topic;
  private final Function<byte[], T> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Seen<T>> seen = new ArrayList<>();

  /**
   * A record of the topic.
   *
   * @param value what it holds
   * @param text the same as it is written
   * @param partition where it is
   * @param offset where in there
   * @param writtenMillis timestamp of the record
   */
  record Seen<T>(T value, String text, int partition, long offset, long writtenMillis) {}

  TopicView(String bootstrap, String topic, Function<byte[], T> decoder) {
    this.topic = topic;
    this.decoder = decoder;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on until what was seen is as wanted. Fails when that takes too long. */
  List<Seen<T>> await(String what, Predicate<List<Seen<T>>> wanted) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!wanted.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(topic + ": waited for " + what + " in vain, saw " + texts());
      }
      poll();
    }
    return List.copyOf(seen);
  }

  /** Everything there is now. */
  List<Seen<T>> all() {
    Map<TopicPartition, Long> ends = ends();
    return await(
        "all there is now",
        ignored ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
  }

  /** Offsets behind the last record of each partition. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      seen.add(
          new Seen<>(
              decoder.apply(record.value()),
              new String(record.value(), StandardCharsets.UTF_8),
              record.partition(),
              record.offset(),
              record.timestamp()));
    }
  }

  private List<String> texts() {
    return seen.stream().map(Seen::text).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
