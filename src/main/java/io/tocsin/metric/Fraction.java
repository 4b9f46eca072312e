package io.tocsin.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The exact value of a metric over a window: one integer over another, never divided before a
 * decision.
 *
 * <p>A mean is sum over count, a percentage is a hundred times numerator over denominator, a rate
 * is delta times period over elapsed time. {@link #compareTo(Decimal)} multiplies crosswise, so
 * 0.95 is never smaller than 0.95. Built once per window and metric, not per sample. It is not
 * reduced: 1/2 and 2/4 compare as the same value but are not equal records.
 *
 * @param numerator any integer
 * @param denominator greater than zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Serializable {
  private static final BigInteger UNITS = BigInteger.valueOf(Decimal.UNITS);

  public Fraction {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (denominator.signum() < 0) {
      numerator = numerator.negate();
      denominator = denominator.negate();
    }
  }

  /** The fraction that equals a decimal. */
  public static Fraction of(Decimal value) {
    return new Fraction(value.units(), UNITS);
  }

  /** A sum over a count. Throws {@link ArithmeticException} when the count is zero. */
  public static Fraction mean(Decimal sum, long count) {
    return new Fraction(sum.units(), UNITS.multiply(BigInteger.valueOf(count)));
  }

  public Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Fraction times(long factor) {
    return new Fraction(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  /** Throws {@link ArithmeticException} when the other is zero. */
  public Fraction over(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Fraction minus(Fraction other) {
    return plus(new Fraction(other.numerator.negate(), other.denominator));
  }

  public int signum() {
    return numerator.signum();
  }

  /** Exact comparison with a limit. */
  public int compareTo(Decimal limit) {
    return numerator.multiply(UNITS).compareTo(limit.units().multiply(denominator));
  }

  /** Exact comparison of two values. */
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /**
   * The nearest decimal, half-even at 10<sup>-9</sup>. Throws {@link ArithmeticException} beyond
   * its range.
   */
  public Decimal toDecimal() {
    return Decimal.of(rounded());
  }

  private BigDecimal rounded() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), Decimal.SCALE, RoundingMode.HALF_EVEN);
  }

  /**
   * The value as it is shown, like {@link Decimal#toString()}: also beyond the range of decimals,
   * because a share of a huge number in a tiny one must still be told.
   */
  @Override
  public String toString() {
    BigDecimal shown = rounded();
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }
}
