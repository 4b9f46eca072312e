package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.RawRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineIdentityTest {
  private static final String ACK =
      "{\"command\":\"ack\",\"pack\":\"p\",\"timestamp\":0,\"labels\":{\"service\":\"a\"}}";

  @Test
  void isThatOfTheTextWhereverTheLineStands() {
    String here = idOf(JsonDecoder.ofLines(1_000), "a.jsonl", 1, ACK);
    assertThat(here)
        .startsWith("line-")
        .isEqualTo(idOf(JsonDecoder.ofLines(1_000), "b.jsonl", 77, ACK))
        .isNotEqualTo(
            idOf(JsonDecoder.ofLines(1_000), "a.jsonl", 1, ACK.replace("\"ack\"", "\"unack\"")));
  }

  @Test
  void isThatOfThePlaceInATopic() {
    assertThat(idOf(new JsonDecoder(), "commands", 7, ACK)).isEqualTo("commands/0/7");
  }

  private static String idOf(JsonDecoder decoder, String source, long offset, String text) {
    RecordingReader reader = new RecordingReader();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode(new RawRecord(source, 0, offset, 0, bytes), reader);
    return reader.commands.get(0).id();
  }
}
