package io.tocsin.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of Tocsin: their names behind the prefix, and what each must be. */
public final class Topics {
  public static final String METRICS = "metrics";
  public static final String SIGNALS = "signals";
  public static final String COMMANDS = "commands";
  public static final String INBOX = "inbox";
  public static final String TICKS = "ticks";
  public static final String INCIDENTS = "incidents";
  public static final String PAGES = "pages";
  public static final String RECEIPTS = "receipts";
  public static final String EXPLAIN = "explain";
  public static final String DEAD_LETTERS = "dead-letters";
  public static final String LATE = "late";
  public static final String PACKS = "packs";

  private static final int MAX_REPLICATION = 3;
  private static final int MAX_ATTEMPTS = 100;
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final String APPEND_TIME = "LogAppendTime";

  private Topics() {}

  /**
   * A topic as it is made when it is missing.
   *
   * @param partitions 1 where order over all keys matters more than breadth
   * @param settings its settings in Kafka's own words
   */
  private record Plan(int partitions, Map<String, String> settings) {}

  /**
   * Makes the topics that are missing, and refuses an inbox or a ticks topic that would break what
   * is built on it. Others that exist are left as they are. Replication is 3, or the number of
   * brokers when there are fewer.
   *
   * @throws WireException when Kafka cannot be reached or says no, or when a topic that exists has
   *     other partitions or another kind of timestamp than it must
   */
  public static void ensure(KafkaSettings kafka) {
    try (Admin admin = Admin.create(ClientProperties.admin(kafka))) {
      Map<String, Plan> plans = plans(kafka);
      Set<String> missing = new HashSet<>(plans.keySet());
      missing.removeAll(await(kafka, admin.listTopics().names()));
      create(kafka, admin, plans, missing);
      Map<String, TopicDescription> found = describe(kafka, admin, plans.keySet());
      awaitLeaders(kafka, admin, found);
      for (String name : List.of(INBOX, TICKS)) {
        String topic = kafka.topic(name);
        requirePartitions(found.get(topic), plans.get(topic).partitions());
        requireAppendTime(kafka, admin, topic);
      }
    } catch (KafkaException unusable) {
      throw unreachable(kafka, unusable);
    }
  }

  /**
   * How many partitions a topic has.
   *
   * @param topic its whole name
   * @throws WireException when Kafka cannot be reached or has no such topic
   */
  public static int partitions(KafkaSettings kafka, String topic) {
    try (Admin admin = Admin.create(ClientProperties.admin(kafka))) {
      return await(kafka, admin.describeTopics(List.of(topic)).allTopicNames())
          .get(topic)
          .partitions()
          .size();
    } catch (WireException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new WireException(
            "kafka.bootstrap " + kafka.bootstrap() + ": has no topic " + topic + ", must have it",
            failed.getCause());
      }
      throw failed;
    } catch (KafkaException unusable) {
      throw unreachable(kafka, unusable);
    }
  }

  /**
   * First offset behind the last record of each partition of the inbox at this moment.
   *
   * @throws WireException when Kafka cannot be reached or has no such topic
   */
  public static Map<Integer, Long> inboxEnds(KafkaSettings kafka) {
    Map<TopicPartition, OffsetSpec> wanted =
        IntStream.range(0, kafka.inboxPartitions())
            .mapToObj(partition -> new TopicPartition(kafka.topic(INBOX), partition))
            .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(ClientProperties.admin(kafka))) {
      Map<Integer, Long> ends = new TreeMap<>();
      await(kafka, admin.listOffsets(wanted).all())
          .forEach((place, end) -> ends.put(place.partition(), end.offset()));
      return ends;
    } catch (KafkaException unusable) {
      throw unreachable(kafka, unusable);
    }
  }

  private static Map<String, Plan> plans(KafkaSettings kafka) {
    int wide = kafka.inboxPartitions();
    Map<String, Plan> plans = new TreeMap<>();
    // Append time is one clock instead of every producer's, and retention does not eat history that
    // somebody loads.
    Map<String, String> appendTime = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME);
    // What people and systems say is little, and its order over all entities is worth keeping.
    plans.put(kafka.topic(METRICS), new Plan(wide, appendTime));
    plans.put(kafka.topic(SIGNALS), new Plan(1, appendTime));
    plans.put(kafka.topic(COMMANDS), new Plan(1, appendTime));
    plans.put(kafka.topic(INBOX), new Plan(wide, logged(Duration.ofDays(30))));
    plans.put(kafka.topic(TICKS), new Plan(1, logged(Duration.ofDays(1))));
    plans.put(
        kafka.topic(INCIDENTS), new Plan(wide, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    plans.put(kafka.topic(PAGES), new Plan(wide, kept(Duration.ofDays(7))));
    plans.put(kafka.topic(RECEIPTS), new Plan(wide, kept(Duration.ofDays(7))));
    plans.put(kafka.topic(EXPLAIN), new Plan(wide, kept(Duration.ofDays(30))));
    plans.put(kafka.topic(DEAD_LETTERS), new Plan(1, kept(Duration.ofDays(14))));
    plans.put(kafka.topic(LATE), new Plan(wide, kept(Duration.ofDays(7))));
    plans.put(
        kafka.topic(PACKS),
        new Plan(1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    return plans;
  }

  private static Map<String, String> kept(Duration retention) {
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
  }

  private static Map<String, String> logged(Duration retention) {
    Map<String, String> settings = new TreeMap<>(kept(retention));
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME);
    return settings;
  }

  private static void create(
      KafkaSettings kafka, Admin admin, Map<String, Plan> plans, Set<String> missing) {
    if (missing.isEmpty()) {
      return;
    }
    int brokers = await(kafka, admin.describeCluster().nodes()).size();
    short replication = (short) Math.min(MAX_REPLICATION, brokers);
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : missing) {
      Map<String, String> settings = new TreeMap<>(plans.get(topic).settings());
      if (replication == MAX_REPLICATION) {
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
      }
      topics.add(new NewTopic(topic, plans.get(topic).partitions(), replication).configs(settings));
    }
    for (var made : admin.createTopics(topics).values().entrySet()) {
      try {
        await(kafka, made.getValue());
      } catch (WireException refused) {
        if (!(refused.getCause() instanceof TopicExistsException)) {
          throw new WireException(
              made.getKey()
                  + ": cannot be made, must exist or be allowed to be made: "
                  + refused.getCause().getMessage(),
              refused.getCause());
        }
        // Somebody else starts at the same moment and was faster; what they made is judged next.
      }
    }
  }

  /** Waits until each partition has a leader that answers. */
  private static void awaitLeaders(
      KafkaSettings kafka, Admin admin, Map<String, TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> places = new HashMap<>();
    topics.forEach(
        (topic, found) ->
            found
                .partitions()
                .forEach(
                    info ->
                        places.put(
                            new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
    await(kafka, admin.listOffsets(places).all());
  }

  private static void requirePartitions(TopicDescription found, int partitions) {
    if (found.partitions().size() != partitions) {
      throw new WireException(
          found.name()
              + ": has "
              + found.partitions().size()
              + " partitions, must have "
              + partitions
              + "; the number never changes, so start with another prefix or restore the old one");
    }
  }

  private static void requireAppendTime(KafkaSettings kafka, Admin admin, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = await(kafka, admin.describeConfigs(List.of(resource)).all()).get(resource);
    ConfigEntry type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (type == null || !APPEND_TIME.equals(type.value())) {
      throw new WireException(
          topic
              + ": "
              + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG
              + " is "
              + (type == null ? "unknown" : type.value())
              + ", must be "
              + APPEND_TIME
              + "; delete the topic if it is empty, else start with another prefix");
    }
  }

  /** A topic that was made a moment ago is not known everywhere yet; who starts now would fail. */
  private static Map<String, TopicDescription> describe(
      KafkaSettings kafka, Admin admin, Set<String> topics) {
    for (int attempt = 1; ; attempt++) {
      try {
        return await(kafka, admin.describeTopics(topics).allTopicNames());
      } catch (WireException failed) {
        boolean unknown = failed.getCause() instanceof UnknownTopicOrPartitionException;
        if (!unknown || attempt == MAX_ATTEMPTS) {
          throw failed;
        }
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  private static <T> T await(KafkaSettings kafka, KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      throw unreachable(kafka, failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WireException("kafka.bootstrap " + kafka.bootstrap() + ": interrupted", stopped);
    }
  }

  private static WireException unreachable(KafkaSettings kafka, Throwable cause) {
    return new WireException(
        "kafka.bootstrap "
            + kafka.bootstrap()
            + ": "
            + cause.getMessage()
            + "; must be a running Kafka that lets us in",
        cause);
  }
}
