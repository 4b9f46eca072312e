package io.tocsin.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void readsBackWholeNumbersFlagsAndTexts() {
    List<Long> numbers =
        List.of(0L, 1L, -1L, 63L, 64L, -64L, -65L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
    ByteWriter out = new ByteWriter();
    numbers.forEach(out::whole);
    out.flag(true).flag(false).text("").text("grün ≤ 5 %").text("x".repeat(500));
    ByteReader in = new ByteReader(out.toBytes());
    numbers.forEach(number -> assertThat(in.whole()).isEqualTo(number));
    assertThat(in.flag()).isTrue();
    assertThat(in.flag()).isFalse();
    assertThat(in.text()).isEmpty();
    assertThat(in.text()).isEqualTo("grün ≤ 5 %");
    assertThat(in.text()).hasSize(500);
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void readsBackDecimalsOfAnySize() {
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      int shift = random.nextInt(64);
      Decimal value =
          random.nextBoolean()
              ? Decimal.ofUnits(random.nextLong() >> shift)
              : new Decimal(random.nextLong() >> shift, random.nextLong());
      byte[] bytes = new ByteWriter().decimal(value).toBytes();
      ByteReader in = new ByteReader(bytes);
      assertThat(in.decimal()).isEqualTo(value);
      assertThat(in.isAtEnd()).isTrue();
    }
  }

  @Test
  void takesOneByteForASmallNumber() {
    assertThat(new ByteWriter().whole(-64).whole(63).toBytes()).hasSize(2);
    assertThat(new ByteWriter().decimal(Decimal.ofUnits(1)).toBytes()).hasSize(2);
  }
}
