package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class EmbeddedKafkaTest {
  private static final String TOPIC = "kept";

  @Test
  void keepsAddressAndDataOverAStop() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.started()) {
      String bootstrap = kafka.bootstrap();
      try (Admin admin = admin(kafka)) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      }

      kafka.stop();
      kafka.start();
      kafka.start();

      assertThat(kafka.bootstrap()).isEqualTo(bootstrap).startsWith("127.0.0.1:");
      try (Admin admin = admin(kafka)) {
        assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains(TOPIC);
      }
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
  }
}
