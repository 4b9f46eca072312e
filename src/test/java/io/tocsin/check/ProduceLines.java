package io.tocsin.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer like any monitoring pipeline has one: writes the JSON lines of standard input to a
 * topic, each series to one partition. Arguments: bootstrap servers, topic.
 */
public final class ProduceLines {
  private ProduceLines() {}

  public static void main(String[] args) throws IOException {
    ObjectMapper json = new ObjectMapper();
    AtomicReference<Exception> failure = new AtomicReference<>();
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "acks", "all");
    long lines = 0;
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine(), lines++) {
        JsonNode record = json.readTree(line);
        String series = record.path("name").asText() + record.path("labels");
        producer.send(
            new ProducerRecord<>(
                args[1],
                series.getBytes(StandardCharsets.UTF_8),
                line.getBytes(StandardCharsets.UTF_8)),
            (metadata, problem) -> failure.compareAndSet(null, problem));
      }
    }
    if (failure.get() != null) {
      throw new IOException("not everything was written", failure.get());
    }
    System.out.println("wrote " + lines + " records to " + args[1]);
  }
}
