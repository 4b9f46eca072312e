package io.tocsin.wire;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to reach Kafka.
 *
 * @param bootstrap {@code host:port,…}
 * @param prefix put before the name of every topic of ours; {@code tocsin} by default, giving
 *     {@code tocsin.inbox}
 * @param inboxPartitions partitions of the inbox; never changes once it exists
 * @param properties further client properties, security among them; values are never printed
 */
public record KafkaSettings(
    String bootstrap, String prefix, int inboxPartitions, Map<String, String> properties)
    implements Serializable {
  public KafkaSettings {
    properties = new TreeMap<>(properties);
  }

  /** {@code prefix.name}. */
  public String topic(String name) {
    return prefix + "." + name;
  }

  /** Everything but the values of the properties: there are passwords among them. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrap="
        + bootstrap
        + ", prefix="
        + prefix
        + ", inboxPartitions="
        + inboxPartitions
        + ", properties="
        + properties.keySet()
        + "]";
  }
}
