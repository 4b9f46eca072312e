package io.tocsin.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Decimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "9.99",
        "10",
        "500",
        "501",
        "0.5",
        "0.501",
        "999",
        "1000",
        "1010",
        "-501",
        "0.000000001",
        "0.000000099",
        "0.0000001",
        "-0.000000999",
        "123000000000",
        "9.99e28"
      })
  void keepsDecimalsOfThreeDigitsExactly(String value) {
    Decimal exact = Decimal.parse(value);
    assertThat(Histogram.valueOf(Histogram.bucketOf(exact))).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({
    "500.000000001, 500.5",
    "500.4, 500.5",
    "500.999, 500.5",
    "999.5, 999.5",
    "1000.001, 1005",
    "-500.4, -500.5",
    "0.50009, 0.5005",
    "0.000001001, 0.000001005",
  })
  void tellsAGapByItsMiddle(String value, String middle) {
    assertThat(Histogram.valueOf(Histogram.bucketOf(Decimal.parse(value))))
        .isEqualTo(Decimal.parse(middle));
  }

  @Test
  void numbersBucketsAscendingInValue() {
    Random random = new Random(7);
    List<Decimal> values = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      BigInteger units = new BigInteger(1 + random.nextInt(126), random);
      values.add(Decimal.ofUnits(random.nextBoolean() ? units : units.negate()));
    }
    values.add(new Decimal(Long.MIN_VALUE, 0));
    values.add(new Decimal(Long.MIN_VALUE, 1));
    values.add(new Decimal(Long.MAX_VALUE, -1));
    values.add(Decimal.ofUnits(Long.MIN_VALUE));
    values.add(Decimal.ofUnits(Long.MAX_VALUE));
    Collections.sort(values);
    for (int i = 1; i < values.size(); i++) {
      Histogram.valueOf(Histogram.bucketOf(values.get(i - 1)));
      assertThat(Histogram.bucketOf(values.get(i)))
          .isGreaterThanOrEqualTo(Histogram.bucketOf(values.get(i - 1)));
    }
  }

  @Test
  void isOnTheRightSideOfAnyLimitOfThreeDigitsAndWithinOnePercent() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      Decimal value =
          Decimal.ofUnits(random.nextLong() >> random.nextInt(60)).min(Decimal.of(1_000_000_000));
      Decimal told = Histogram.valueOf(Histogram.bucketOf(value));
      BigInteger error = told.minus(value).units().abs().multiply(BigInteger.valueOf(200));
      assertThat(error).isLessThanOrEqualTo(value.units().abs());
      Decimal limit =
          Decimal.of(
              java.math.BigDecimal.valueOf(random.nextInt(1999) - 999, random.nextInt(10) - 3));
      assertThat(Integer.signum(told.compareTo(limit)))
          .isEqualTo(Integer.signum(value.compareTo(limit)));
    }
  }

  @ParameterizedTest
  @CsvSource({"94, 6, 501", "95, 5, 100", "0, 100, 501", "100, 0, 100"})
  void takesTheNearestRank(int low, int high, String expected) {
    Histogram histogram = new Histogram();
    for (int i = 0; i < low; i++) {
      histogram.add(Decimal.of(100));
    }
    for (int i = 0; i < high; i++) {
      histogram.add(Decimal.of(501));
    }
    assertThat(histogram.percentile(95)).isEqualTo(Decimal.parse(expected));
  }

  @Test
  void agreesWithTheSortedListAtAnyPercentile() {
    Random random = new Random(9);
    for (int n = 1; n < 300; n += 7) {
      Histogram histogram = new Histogram();
      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int value = random.nextInt(1000) - 300;
        values.add(value);
        histogram.add(Decimal.of(value));
      }
      Collections.sort(values);
      for (int percent : new int[] {1, 50, 95, 99, 100}) {
        int rank = (int) Math.ceil(percent * n / 100.0);
        assertThat(histogram.percentile(percent)).isEqualTo(Decimal.of(values.get(rank - 1)));
      }
    }
  }

  @Test
  void addsAndTakesAwayWithoutDrift() {
    Random random = new Random(10);
    Histogram first = new Histogram();
    Histogram second = new Histogram();
    Histogram both = new Histogram();
    for (int i = 0; i < 1000; i++) {
      Decimal value = Decimal.ofUnits(random.nextLong() >> 20);
      (i % 3 == 0 ? first : second).add(value);
      both.add(value);
    }
    Histogram sum = new Histogram(first.buckets(), first.counts());
    sum.merge(second);
    assertThat(sum).isEqualTo(both).hasSameHashCodeAs(both);
    assertThat(sum.total()).isEqualTo(1000);
    sum.subtract(second);
    assertThat(sum).isEqualTo(first);
  }

  @Test
  void refusesToTakeAwayWhatIsNotThere() {
    Histogram histogram = new Histogram();
    assertThatThrownBy(() -> histogram.add(3, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Histogram().percentile(50))
        .isInstanceOf(IllegalStateException.class);
  }
}
