package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What leaves for the dead-letter and the late output. */
class LetterJsonTest {
  @Test
  void writesARecordThatIsTextAsText() {
    byte[] bytes = "{\"name\":\"né😀\n\u0000".getBytes(StandardCharsets.UTF_8);
    assertThat(letter(bytes)).isEqualTo(Golden.text("dead-letter-text.json"));
  }

  @Test
  void writesARecordThatIsNoTextInBase64() {
    assertThat(letter(new byte[] {0, (byte) 0xFF, (byte) 0xC3, 0x28}))
        .isEqualTo(Golden.text("dead-letter-binary.json"));
  }

  @Test
  void cutsTextBetweenCharacters() {
    String text = "a" + "😀".repeat(4_000);
    assertThat(letter(text.getBytes(StandardCharsets.UTF_8)))
        .endsWith("\"data\":\"a" + "😀".repeat(2_047) + "\"}");
  }

  @Test
  void writesALateSampleAsItMayComeInAgain() {
    Sample late =
        new Sample(
            "requests",
            "path=%2Fa%2Cb,service=é",
            SampleType.COUNTER,
            1_760_090_400_250L,
            Decimal.parse("-12.000000001"));
    assertThat(new String(LateJson.encode(late), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("late-sample.json"));
    assertThat(RecordingReader.of(new JsonDecoder(), LateJson.encode(late)).samples)
        .containsExactly(late);
  }

  private static String letter(byte[] bytes) {
    RawRecord record = new RawRecord("tocsin.metrics", 3, 42, 0, bytes);
    return new String(
        DeadLetterJson.encode(DeadLetter.of(record, "truncated", "byte 12: the record \"ends\"")),
        StandardCharsets.UTF_8);
  }
}
