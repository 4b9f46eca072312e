package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  @Test
  void neverShowsTheValuesOfProperties() {
    KafkaSettings kafka =
        new KafkaSettings("k:9092", "tocsin", 4, Map.of("sasl.jaas.config", "password=hunter2"));

    assertThat(kafka)
        .hasToString(
            "KafkaSettings[bootstrap=k:9092, prefix=tocsin, inboxPartitions=4,"
                + " properties=[sasl.jaas.config]]");
  }

  @Test
  void givesEveryClientThePropertiesButNotTheLastWordOnSafety() {
    KafkaSettings kafka =
        new KafkaSettings(
            "k:9092",
            "tocsin",
            4,
            Map.of(
                "acks", "0",
                "enable.idempotence", "false",
                "linger.ms", "7",
                "security.protocol", "SSL",
                "transactional.id", "one-for-all"));
    Properties producer = ClientProperties.producer(kafka, 0);

    assertThat(producer)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("max.in.flight.requests.per.connection", "1")
        .containsEntry("linger.ms", "7")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("transaction.timeout.ms", "600000")
        .doesNotContainKey("transactional.id");
    assertThat(ClientProperties.consumer(kafka))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("isolation.level", "read_committed");
    assertThat(ClientProperties.admin(kafka)).containsEntry("security.protocol", "SSL");
  }
}
