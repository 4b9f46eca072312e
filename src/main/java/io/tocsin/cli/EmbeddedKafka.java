package io.tocsin.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;

/**
 * A Kafka broker in this process: one node, on 127.0.0.1 and free ports, in a directory of its own
 * that is deleted when it is closed. For the demo, for trying a job file, and for tests.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final String HOST = "127.0.0.1";
  private static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "PLAINTEXT";

  private final Path directory;
  private final int port;
  private final Map<String, String> properties;
  private KafkaRaftServer server;

  private EmbeddedKafka(Path directory, int port, Map<String, String> properties) {
    this.directory = directory;
    this.port = port;
    this.properties = properties;
  }

  /**
   * A broker that runs; takes a few seconds.
   *
   * @throws IllegalStateException when it cannot be started
   */
  public static EmbeddedKafka started() {
    RuntimeException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      EmbeddedKafka kafka = formatted();
      try {
        kafka.start();
        return kafka;
      } catch (RuntimeException failed) {
        // A port that was free a moment ago may be taken by now; other ports, another try.
        last = failed;
        kafka.close();
      }
    }
    throw new IllegalStateException("embedded Kafka: does not start", last);
  }

  /** {@code host:port}; the same over every stop and start. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  /** Starts it again where it stopped: same address, same data. Nothing happens when it runs. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    KafkaRaftServer next = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    // Kafka ends the whole process when it cannot start; here somebody else may live in it.
    Exit.Procedure refuse =
        (code, message) -> {
          throw new IllegalStateException("Kafka gave up: " + message);
        };
    Exit.setExitProcedure(refuse);
    Exit.setHaltProcedure(refuse);
    try {
      next.startup();
    } catch (RuntimeException failed) {
      next.shutdown();
      throw failed;
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
    server = next;
  }

  /** Stops it and keeps its data. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Stops it and deletes its data. */
  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(directory + ": cannot be deleted", failed);
    }
  }

  private static EmbeddedKafka formatted() {
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        ServerSocket controller = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      Path directory = Files.createTempDirectory("tocsin-kafka-");
      String quorum = HOST + ":" + controller.getLocalPort();
      format(directory.toString(), quorum);
      return new EmbeddedKafka(
          directory,
          broker.getLocalPort(),
          properties(directory, HOST + ":" + broker.getLocalPort(), quorum));
    } catch (IOException failed) {
      throw new UncheckedIOException("embedded Kafka: no directory or port", failed);
    }
  }

  private static void format(String directory, String quorum) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(directory)
          .setDirectories(List.of(directory))
          .setHasDynamicQuorum(true)
          .setInitialControllers(DynamicVoters.parse("1@" + quorum + ":" + Uuid.randomUuid()))
          .run();
    } catch (Exception failed) {
      throw new IllegalStateException("embedded Kafka: cannot prepare " + directory, failed);
    }
  }

  private static Map<String, String> properties(Path directory, String broker, String quorum) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.bootstrap.servers", quorum);
    properties.put("controller.listener.names", CONTROLLER);
    properties.put("listeners", BROKER + "://" + broker + "," + CONTROLLER + "://" + quorum);
    properties.put("advertised.listeners", BROKER + "://" + broker);
    properties.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.max.timeout.ms", "900000");
    // The ledger takes a new transactional id per checkpoint; a demo left running must not keep
    // them for the default week.
    properties.put("transactional.id.expiration.ms", "3600000");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Small: it shares a laptop with the job.
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "2");
    return properties;
  }
}
