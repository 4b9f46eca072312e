package io.tocsin.cli;

import io.tocsin.cli.demo.Outage;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces the records of the outage into the metrics topic, in step with an accelerated clock. */
final class DemoPlayer implements AutoCloseable {
  private final Outage outage;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String metrics;
  private final String commands;
  private final long nanosPerSecond;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong seconds = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::play, "demo-player");

  DemoPlayer(KafkaSettings kafka, String commandsTopic, int speed, Outage outage) {
    this.outage = outage;
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.metrics = kafka.topic(Topics.METRICS);
    this.commands = commandsTopic;
    this.nanosPerSecond = TimeUnit.SECONDS.toNanos(1) / speed;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void play() {
    try {
      long started = System.nanoTime() + nanosUntilStart();
      for (int second = 0; second < Outage.SECONDS; second++) {
        long wait = started + second * nanosPerSecond - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        List<byte[]> now = outage.second(second);
        for (byte[] record : now) {
          send(metrics, record);
        }
        if (second == Outage.ACK_SECOND) {
          send(commands, outage.ack());
        }
        records.addAndGet(now.size());
        seconds.set(second + 1);
      }
      producer.flush();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception problem) {
      note(problem);
    }
  }

  /** A story of today begins when its time has come, one of the past at once. */
  private long nanosUntilStart() {
    return Math.max(0, Duration.between(Instant.now(), outage.start()).toNanos());
  }

  private void send(String topic, byte[] record) {
    producer.send(new ProducerRecord<>(topic, record), (sent, problem) -> note(problem));
  }

  private void note(Exception problem) {
    if (problem != null) {
      failure.compareAndSet(null, problem);
    }
  }

  /** Records sent so far. */
  long records() {
    return records.get();
  }

  /** Seconds of the story that are told. */
  long seconds() {
    return seconds.get();
  }

  boolean isDone() {
    return seconds.get() == Outage.SECONDS;
  }

  void failIfBroken() {
    if (failure.get() != null) {
      throw Refusal.ofWork(
          metrics + ": cannot be written: " + failure.get().getMessage(), failure.get());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close();
  }
}
