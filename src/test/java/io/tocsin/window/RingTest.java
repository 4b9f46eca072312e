package io.tocsin.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Decimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final long START = 1_760_090_400_000L;

  private static Tally tally(long millis, long value) {
    Tally tally = new Tally();
    tally.add(millis, Decimal.of(value));
    return tally;
  }

  @Test
  void answersAnyWindowOfWholeCells() {
    Ring ring = new Ring(10_000);
    for (int i = 0; i < 12; i++) {
      ring.add(START + i * 10_000, tally(START + i * 10_000 + 3, i));
    }
    assertThat(ring.over(START, START + 60_000).sum()).isEqualTo(Decimal.of(15));
    assertThat(ring.over(START + 60_000, START + 120_000).sum()).isEqualTo(Decimal.of(51));
    assertThat(ring.over(START + 20_000, START + 30_000).count()).isOne();
    assertThat(ring.over(START + 120_000, START + 180_000).isEmpty()).isTrue();
  }

  @Test
  void joinsSlicesIntoCoarserCells() {
    Ring ring = new Ring(60_000);
    ring.add(START, tally(START, 1));
    ring.add(START + 50_000, tally(START + 50_000, 2));
    ring.add(START + 60_000, tally(START + 60_000, 4));
    assertThat(ring.over(START, START + 60_000).sum()).isEqualTo(Decimal.of(3));
  }

  @Test
  void forgetsWhatNoWindowReaches() {
    Ring ring = new Ring(10_000);
    ring.add(START, tally(START, 1));
    ring.add(START + 10_000, tally(START + 10_000, 2));
    ring.evict(START + 19_999);
    assertThat(ring.over(START, START + 60_000).sum()).isEqualTo(Decimal.of(2));
    ring.evict(START + 20_000);
    assertThat(ring.isEmpty()).isTrue();
  }

  @Test
  void comesBackFromBytes() {
    Random random = new Random(12);
    Ring ring = new Ring(10_000);
    for (int i = 0; i < 500; i++) {
      long at = (random.nextInt(400) - 200) * 10_000L;
      Tally tally = new Tally();
      tally.add(at + random.nextInt(10_000), Decimal.ofUnits(random.nextLong()));
      tally.add(at + random.nextInt(10_000), new Decimal(random.nextLong() >> 1, 7));
      ring.add(at, tally);
    }
    byte[] bytes = ring.toBytes();
    Ring back = Ring.fromBytes(bytes);
    assertThat(back.toBytes()).isEqualTo(bytes);
    for (long from = -2_000_000; from < 2_000_000; from += 70_000) {
      assertThat(back.over(from, from + 100_000))
          .usingRecursiveComparison()
          .isEqualTo(ring.over(from, from + 100_000));
    }
  }

  @Test
  void isSmallForAQuietSeries() {
    Ring ring = new Ring(10_000);
    for (int i = 0; i < 12; i++) {
      ring.add(START + i * 10_000, tally(START + i * 10_000, 1));
    }
    assertThat(ring.toBytes().length).isLessThan(12 * 60);
  }

  @Test
  void refusesBytesOfAnotherRelease() {
    byte[] bytes = new ByteWriter().whole(2).toBytes();
    assertThatThrownBy(() -> Ring.fromBytes(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ring has version 2, this release reads 1");
    assertThatThrownBy(() -> new Ring(15_000)).isInstanceOf(IllegalArgumentException.class);
  }
}
