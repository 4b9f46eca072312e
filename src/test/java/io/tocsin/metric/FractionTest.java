package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FractionTest {
  @Test
  void comparesAMeanWithoutDividingIt() {
    Fraction third = Fraction.mean(Decimal.ONE, 3);
    assertThat(third.compareTo(Decimal.parse("0.333333333"))).isPositive();
    assertThat(third.compareTo(Decimal.parse("0.333333334"))).isNegative();
    assertThat(third.times(3).compareTo(Decimal.ONE)).isZero();
  }

  @Test
  void keepsTheSignInTheNumerator() {
    Fraction fraction = new Fraction(BigInteger.ONE, BigInteger.valueOf(-2));
    assertThat(fraction.signum()).isEqualTo(-1);
    assertThat(fraction.compareTo(Decimal.ZERO)).isNegative();
    assertThat(fraction).hasToString("-0.5");
    assertThat(Fraction.of(Decimal.of(3)).over(Fraction.of(Decimal.of(-4)))).hasToString("-0.75");
  }

  @Test
  void refusesToDivideByZero() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Fraction.mean(Decimal.ONE, 0));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Fraction.of(Decimal.ONE).over(Fraction.of(Decimal.ZERO)));
  }

  @Test
  void showsTheNearestDecimalAndTheEvenOneOfTwo() {
    assertThat(new Fraction(BigInteger.TWO, BigInteger.valueOf(3))).hasToString("0.666666667");
    BigInteger twoBillion = BigInteger.valueOf(2_000_000_000L);
    assertThat(new Fraction(BigInteger.ONE, twoBillion)).hasToString("0");
    assertThat(new Fraction(BigInteger.valueOf(3), twoBillion)).hasToString("0.000000002");
  }

  @Test
  void calculatesAsExactFractionsDo() {
    Random random = new Random(4);
    for (int round = 0; round < 20_000; round++) {
      Decimal a = Decimal.ofUnits(random.nextLong() >> random.nextInt(60));
      Decimal b = Decimal.ofUnits(random.nextLong() >> random.nextInt(60));
      Fraction left = Fraction.of(a);
      Fraction right = Fraction.of(b);
      BigDecimal x = a.toBigDecimal();
      BigDecimal y = b.toBigDecimal();
      assertThat(left.plus(right).compareTo(a.plus(b))).isZero();
      assertThat(left.minus(right).compareTo(a.minus(b))).isZero();
      assertThat(left.compareTo(right)).isEqualTo(x.compareTo(y));
      assertThat(left.compareTo(b)).isEqualTo(x.compareTo(y));
      assertThat(left.times(right).toDecimal().toBigDecimal())
          .isEqualByComparingTo(x.multiply(y).setScale(9, RoundingMode.HALF_EVEN));
      if (b.signum() != 0 && left.over(right).compareTo(Decimal.of(Long.MAX_VALUE)) < 0) {
        assertThat(left.over(right).toDecimal().toBigDecimal())
            .isEqualByComparingTo(x.divide(y, 9, RoundingMode.HALF_EVEN));
      }
    }
  }
}
