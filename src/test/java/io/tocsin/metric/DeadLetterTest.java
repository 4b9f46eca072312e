package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  @Test
  void keepsAShortRecordWhole() {
    byte[] bytes = new byte[DeadLetter.MAX_BYTES];
    assertThat(letter(bytes).bytes()).isSameAs(bytes);
  }

  @Test
  void keepsNoMoreThanEightKibibytesAndNoHalfCharacter() {
    for (int before = 0; before < 8; before++) {
      byte[] bytes = ("x".repeat(before) + "é€😀".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
      byte[] kept = letter(bytes).bytes();
      assertThat(kept.length).isBetween(DeadLetter.MAX_BYTES - 3, DeadLetter.MAX_BYTES);
      assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
    }
  }

  @Test
  void cutsBytesThatAreNoTextAnywhere() {
    byte[] bytes = new byte[20_000];
    Arrays.fill(bytes, (byte) 0x80);
    assertThat(letter(bytes).bytes()).hasSize(DeadLetter.MAX_BYTES - 3);
  }

  private static DeadLetter letter(byte[] bytes) {
    return DeadLetter.of(new RawRecord("t", 0, 0, 0, bytes), "not-json", "because");
  }
}
