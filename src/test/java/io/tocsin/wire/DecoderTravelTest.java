package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decoders go to where they are needed by Java serialization. */
class DecoderTravelTest {
  private static final String GOOD = "{\"name\":\"n\",\"value\":1,\"timestamp\":0}";

  @Test
  void readsTheSameAfterAJourney() throws Exception {
    Decoder json = travelled(new JsonDecoder(GOOD.length()));
    assertThat(RecordingReader.of(json, GOOD).samples).hasSize(1);
    assertThat(RecordingReader.of(json, GOOD + " ").reasons).containsExactly("too-large");

    Decoder csv =
        travelled(new CsvDecoder(List.of("timestamp", "value", "a"), Map.of("metric", "m")));
    assertThat(RecordingReader.of(csv, "0,1,b").samples)
        .extracting("labels")
        .containsExactly("a=b");
  }

  @Test
  void readsARecordTheSameWhateverNamesCameBefore() {
    JsonDecoder decoder = new JsonDecoder();
    for (int round = 0; round < 100; round++) {
      String prefix = Integer.toString(round, 36);
      String names =
          IntStream.range(0, 5_000)
              .mapToObj(i -> '"' + prefix + Integer.toString(i, 36) + "\":0")
              .collect(Collectors.joining(",", "{\"x\":{", "},"));
      assertThat(RecordingReader.of(decoder, names + GOOD.substring(1)).samples).hasSize(1);
      assertThat(RecordingReader.of(decoder, GOOD).samples).hasSize(1);
    }
  }

  private static Decoder travelled(Decoder decoder) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(decoder);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Decoder) in.readObject();
    }
  }
}
