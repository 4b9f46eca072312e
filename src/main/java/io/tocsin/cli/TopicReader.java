package io.tocsin.cli;

import io.tocsin.wire.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in a topic, from its beginning, as one of many who do. */
final class TopicReader implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  TopicReader(KafkaSettings kafka, String topic) {
    this.topic = topic;
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions = assign(kafka);
  }

  private List<TopicPartition> assign(KafkaSettings kafka) {
    try {
      List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER);
      if (found == null || found.isEmpty()) {
        throw Refusal.ofInput(
            topic + ": no such topic at " + kafka.bootstrap() + ", must be one that Tocsin writes");
      }
      List<TopicPartition> all =
          found.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return all;
    } catch (org.apache.kafka.common.KafkaException unreachable) {
      consumer.close();
      throw Refusal.ofWork(
          "kafka "
              + kafka.bootstrap()
              + ": "
              + unreachable.getMessage()
              + "; must be a running Kafka that lets us in",
          unreachable);
    }
  }

  /** Everything committed until now; then it ends. */
  void readToEnd(Consumer<byte[]> values) {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, ANSWER));
    ends.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    while (!ends.isEmpty()) {
      poll(POLL, values);
      ends.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    }
  }

  /** What has come since; waits a little when nothing has. */
  void poll(Duration wait, Consumer<byte[]> values) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      if (record.value() != null) {
        values.accept(record.value());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
