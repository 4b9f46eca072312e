package io.tocsin.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallierTest {
  private static final long START = 1_760_090_400_000L;

  private static Sample sample(SampleType type, long millis, String value) {
    return new Sample("m", "service=a", type, START + millis, Decimal.parse(value));
  }

  private static List<Partial> drained(Tallier tallier) {
    List<Partial> partials = new ArrayList<>();
    tallier.drainAll(partials::add);
    return partials;
  }

  private static void assertSame(Partial one, Partial other) {
    assertThat(one).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void countsSamplesTogetherPerSeriesAndSlice() {
    Tallier tallier = new Tallier();
    tallier.add(sample(SampleType.GAUGE, 9_999, "3"));
    tallier.add(sample(SampleType.GAUGE, 0, "-1"));
    tallier.add(sample(SampleType.GAUGE, 5_000, "7"));
    tallier.add(sample(SampleType.GAUGE, 10_000, "100"));
    assertThat(tallier.size()).isEqualTo(2);
    List<Partial> partials = drained(tallier);
    assertThat(partials)
        .extracting(Partial::sliceStartMillis)
        .containsExactly(START, START + 10_000);
    Partial partial = partials.get(0);
    assertThat(partial.count()).isEqualTo(3);
    assertThat(partial.sum()).isEqualTo(Decimal.of(9));
    assertThat(partial.min()).isEqualTo(Decimal.of(-1));
    assertThat(partial.max()).isEqualTo(Decimal.of(7));
    assertThat(partial.first()).isEqualTo(Decimal.of(-1));
    assertThat(partial.firstMillis()).isEqualTo(START);
    assertThat(partial.last()).isEqualTo(Decimal.of(3));
    assertThat(partial.lastMillis()).isEqualTo(START + 9_999);
    assertThat(partial.counts()).containsExactly(1, 1, 1);
    assertThat(tallier.size()).isZero();
  }

  @Test
  void takesTheLowerFirstAndTheHigherLastAtEqualTime() {
    Tallier tallier = new Tallier();
    tallier.add(sample(SampleType.GAUGE, 1, "5"));
    tallier.add(sample(SampleType.GAUGE, 1, "9"));
    tallier.add(sample(SampleType.GAUGE, 1, "2"));
    Partial partial = drained(tallier).get(0);
    assertThat(partial.first()).isEqualTo(Decimal.of(2));
    assertThat(partial.last()).isEqualTo(Decimal.of(9));
  }

  @Test
  void drainsWholeSlicesUpToTheBoundaryInOrder() {
    Tallier tallier = new Tallier();
    for (String name : List.of("z", "a", "m")) {
      for (long millis : List.of(10_000L, 0L, 20_000L)) {
        tallier.add(new Sample(name, "", SampleType.GAUGE, START + millis, Decimal.ONE));
      }
    }
    List<String> seen = new ArrayList<>();
    tallier.drainThrough(
        START + 20_000,
        partial -> seen.add(partial.name() + (partial.sliceStartMillis() - START) / 10_000));
    assertThat(seen).containsExactly("a0", "m0", "z0", "a1", "m1", "z1");
    assertThat(tallier.size()).isEqualTo(3);
    tallier.drainThrough(START + 29_999, partial -> seen.add("early"));
    assertThat(seen).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "COUNTER, '100 110 130', 30",
    "COUNTER, '100 110 5 8', 18",
    "COUNTER, '100 120 5 110', 130",
    "COUNTER, '7', 0",
    "DELTA, '3 4 5', 12",
    "GAUGE, '3 4 5', 0",
  })
  void tellsWhatASliceRose(SampleType type, String values, String increase) {
    Tallier tallier = new Tallier();
    int millis = 0;
    for (String value : values.split(" ")) {
      tallier.add(sample(type, millis++, value));
    }
    assertThat(drained(tallier).get(0).increase()).isEqualTo(Decimal.parse(increase));
  }

  @Test
  void addsUpToTheSameInAnyOrderAndAnyCut() {
    Random random = new Random(11);
    for (SampleType type : SampleType.values()) {
      for (int round = 0; round < 50; round++) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          String value = Decimal.ofUnits(random.nextLong() >> random.nextInt(60)).toString();
          samples.add(sample(type, random.nextInt(20), value));
        }
        Tallier whole = new Tallier();
        samples.forEach(whole::add);
        Collections.shuffle(samples, random);
        List<Partial> cuts = new ArrayList<>();
        Tallier tallier = new Tallier();
        for (Sample sample : samples) {
          tallier.add(sample);
          if (random.nextInt(4) == 0) {
            tallier.drainAll(cuts::add);
          }
        }
        tallier.drainAll(cuts::add);
        Collections.shuffle(cuts, random);
        assertSame(cuts.stream().reduce(Partials::merge).orElseThrow(), drained(whole).get(0));
        if (cuts.size() > 2) {
          Partial a = cuts.get(0);
          Partial b = cuts.get(1);
          Partial c = cuts.get(2);
          assertSame(Partials.merge(a, b), Partials.merge(b, a));
          assertSame(
              Partials.merge(Partials.merge(a, b), c), Partials.merge(a, Partials.merge(b, c)));
        }
      }
    }
  }

  @Test
  void refusesToAddUpDifferentSeries() {
    Tallier tallier = new Tallier();
    tallier.add(sample(SampleType.GAUGE, 0, "1"));
    tallier.add(sample(SampleType.GAUGE, 10_000, "1"));
    List<Partial> partials = drained(tallier);
    assertThatThrownBy(() -> Partials.merge(partials.get(0), partials.get(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m{service=a}@" + START);
  }

  @Test
  void goesOnWhenASumLeavesTheRange() {
    Tallier tallier = new Tallier();
    tallier.add(sample(SampleType.GAUGE, 0, "1.7e29"));
    tallier.add(sample(SampleType.GAUGE, 1, "1.7e29"));
    assertThat(drained(tallier).get(0).sum()).isGreaterThan(Decimal.parse("1.7e29"));
  }

  @Test
  void goesOnWhenACounterLeavesTheRange() {
    Tallier tallier = new Tallier();
    tallier.add(new Sample("m", "", SampleType.COUNTER, START, new Decimal(Long.MIN_VALUE, 0)));
    tallier.add(new Sample("m", "", SampleType.COUNTER, START + 1, Decimal.ONE));
    assertThat(drained(tallier).get(0).increase()).isGreaterThan(Decimal.parse("1.7e29"));
  }

  @Test
  void comesBackFromBytes() {
    Tallier tallier = new Tallier();
    tallier.add(sample(SampleType.COUNTER, 17, "-0.000000001"));
    tallier.add(sample(SampleType.COUNTER, 18, "1.5e28"));
    Partial partial = drained(tallier).get(0);
    ByteWriter out = new ByteWriter();
    Partials.write(partial, out);
    assertSame(
        Partials.read("m", partial.sliceStartMillis(), new ByteReader(out.toBytes())), partial);
  }
}
