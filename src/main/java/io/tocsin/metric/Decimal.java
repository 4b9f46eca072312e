package io.tocsin.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number as an SLO means it: a decimal scaled to 10<sup>-9</sup>, held in a signed 128-bit
 * integer.
 *
 * <p>Sums of decimals are exact, so a mean of twelve samples of exactly 0.95 is 0.95 and not a
 * hair less. Range: about ±1.7·10<sup>29</sup>; arithmetic beyond it throws {@link
 * ArithmeticException}. Digits finer than 10<sup>-9</sup> are rounded half-even when a number is
 * read, never later.
 *
 * @param high the upper 64 bits of the scaled value, two's complement
 * @param low the lower 64 bits of the scaled value, unsigned
 */
public record Decimal(long high, long low) implements Comparable<Decimal>, Serializable {
  /** Decimal places kept. */
  public static final int SCALE = 9;

  /** Scaled units in 1. */
  public static final long UNITS = 1_000_000_000L;

  public static final Decimal ZERO = new Decimal(0, 0);
  public static final Decimal ONE = of(1);

  /** A whole number. */
  public static Decimal of(long whole) {
    return new Decimal(Math.multiplyHigh(whole, UNITS), whole * UNITS);
  }

  /** A value given in 10<sup>-9</sup> units. */
  public static Decimal ofUnits(long units) {
    return new Decimal(units >> 63, units);
  }

  /** The nearest decimal, half-even. Throws {@link ArithmeticException} beyond the range. */
  public static Decimal of(BigDecimal value) {
    return ofUnits(value.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue());
  }

  /** A value given in 10<sup>-9</sup> units. Throws {@link ArithmeticException} beyond 128 bits. */
  public static Decimal ofUnits(BigInteger units) {
    if (units.bitLength() > 127) {
      throw new ArithmeticException("number out of range: more than 29 digits before the point");
    }
    return new Decimal(units.shiftRight(64).longValue(), units.longValue());
  }

  /**
   * Reads plain or scientific notation. Throws {@link NumberFormatException} for anything else,
   * NaN and infinities included, and for numbers out of range.
   */
  public static Decimal parse(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() != 0 && value.precision() - (long) value.scale() > 40) {
        throw new NumberFormatException("number out of range: " + text);
      }
      if (value.precision() - (long) value.scale() < -SCALE) {
        return ZERO;
      }
      return of(value);
    } catch (ArithmeticException outOfRange) {
      throw new NumberFormatException(outOfRange.getMessage());
    }
  }

  public Decimal plus(Decimal other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high + carry;
    if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
      throw new ArithmeticException("decimal overflow");
    }
    return new Decimal(sumHigh, sumLow);
  }

  public Decimal negate() {
    if (high == Long.MIN_VALUE && low == 0) {
      throw new ArithmeticException("decimal overflow");
    }
    return new Decimal(low == 0 ? -high : ~high, -low);
  }

  public Decimal minus(Decimal other) {
    return plus(other.negate());
  }

  /** -1, 0 or 1. */
  public int signum() {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  @Override
  public int compareTo(Decimal other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  public Decimal min(Decimal other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Decimal max(Decimal other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The scaled value as a big integer, for the exact products of {@link Fraction}. */
  public BigInteger units() {
    BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(64).add(lower);
  }

  /** The same number for libraries that want one. */
  public BigDecimal toBigDecimal() {
    return new BigDecimal(units(), SCALE);
  }

  /** For display only, never for a decision. */
  public double toDouble() {
    return toBigDecimal().doubleValue();
  }

  /** Plain notation without trailing zeros: {@code 0.95}, {@code -3}, {@code 150000}. */
  @Override
  public String toString() {
    if (signum() == 0) {
      return "0";
    }
    return toBigDecimal().stripTrailingZeros().toPlainString();
  }
}
