package io.tocsin.wire;

import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What our Kafka clients are told: defaults first, over them the operator's own properties, over
 * those what no promise holds without.
 */
final class ClientProperties {
  /** Below the broker's default {@code transaction.max.timeout.ms} of 15 minutes, in ms. */
  static final int TRANSACTION_TIMEOUT_MILLIS = 600_000;

  private static final int ADMIN_TIMEOUT_MILLIS = 20_000;

  private ClientProperties() {}

  static Properties admin(KafkaSettings kafka) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + ADMIN_TIMEOUT_MILLIS / 2);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + ADMIN_TIMEOUT_MILLIS);
    properties.putAll(kafka.properties());
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    return properties;
  }

  static Properties consumer(KafkaSettings kafka) {
    Properties properties = new Properties();
    // Records of an aborted transaction were never said, whoever wrote them.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(kafka.properties());
    return properties;
  }

  /**
   * For sinks that lose nothing.
   *
   * @param lingerMillis how long a record may wait for company
   */
  static Properties producer(KafkaSettings kafka, int lingerMillis) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "" + lingerMillis);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "" + TRANSACTION_TIMEOUT_MILLIS);
    properties.putAll(kafka.properties());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    // A partition that does not know a producer yet accepts its second request after refusing its
    // first (a leader that has just moved): out of order, and the first is then refused for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    // Each sink names its own transactions; a common id would fence the others off.
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return properties;
  }
}
