package io.tocsin.wire;

import io.tocsin.cli.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker for tests, and plain Kafka clients to look at it from outside. */
final class Broker implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final EmbeddedKafka kafka = EmbeddedKafka.started();

  KafkaSettings settings(String prefix, int inboxPartitions) {
    return new KafkaSettings(kafka.bootstrap(), prefix, inboxPartitions, Map.of());
  }

  void makeTopic(String topic, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(ClientProperties.admin(settings("any", 1)))) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Writes the values in their order. */
  void write(String topic, int partition, List<byte[]> values) throws Exception {
    Properties properties = ClientProperties.producer(settings("any", 1), 0);
    properties.put("bootstrap.servers", kafka.bootstrap());
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer
            .send(new ProducerRecord<>(topic, partition, null, value))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** All that can be read in a topic now, {@code read_committed}, partition by partition. */
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    Properties properties = ClientProperties.consumer(settings("any", 1));
    properties.put("bootstrap.servers", kafka.bootstrap());
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> places =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(places);
      for (TopicPartition place : places) {
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        while (consumer.position(place) < ends.get(place)) {
          consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
