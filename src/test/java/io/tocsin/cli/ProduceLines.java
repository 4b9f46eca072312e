package io.tocsin.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends each line of standard input as one record: {@code ProduceLines HOST:PORT TOPIC}. For checks
 * from outside; on a machine with Kafka's own tools kafka-console-producer does the same.
 */
final class ProduceLines {
  private ProduceLines() {}

  public static void main(String[] arguments) throws IOException {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        producer.send(new ProducerRecord<>(arguments[1], line.getBytes(StandardCharsets.UTF_8)));
        sent++;
      }
    }
    System.out.println("sent " + sent + " records to " + arguments[1]);
  }
}
