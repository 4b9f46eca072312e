package io.tocsin.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number as an SLO means it: a decimal scaled to 10<sup>-9</sup>, held in a signed 128-bit
 * integer.
 *
 * <p>Sums of decimals are exact, so a mean of twelve samples of exactly 0.95 is 0.95 and not a hair
 * less. Range: about ±1.7·10<sup>29</sup>; arithmetic beyond it throws {@link ArithmeticException}.
 * Digits finer than 10<sup>-9</sup> are rounded half-even when a number is read, never later.
 *
 * @param high the upper 64 bits of the scaled value, two's complement
 * @param low the lower 64 bits of the scaled value, unsigned
 */
public record Decimal(long high, long low) implements Comparable<Decimal>, Serializable {
  /** Decimal places kept. */
  public static final int SCALE = 9;

  /** Scaled units in 1. */
  public static final long UNITS = 1_000_000_000L;

  /** Longest text read as a number, in characters. */
  public static final int MAX_TEXT = 400;

  private static final int MAX_DIGITS_BEFORE_POINT = 30;

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
    long digitsBeforePoint = (long) value.precision() - value.scale();
    if (value.signum() == 0 || digitsBeforePoint < -SCALE) {
      return ZERO;
    }
    // Asked before the scale is changed: 1e2000000000 would be written out, digit by digit.
    if (digitsBeforePoint > MAX_DIGITS_BEFORE_POINT) {
      throw outOfRange();
    }
    return ofUnits(value.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue());
  }

  /** A value given in 10<sup>-9</sup> units. Throws {@link ArithmeticException} beyond 128 bits. */
  public static Decimal ofUnits(BigInteger units) {
    if (units.bitLength() > 127) {
      throw outOfRange();
    }
    return new Decimal(units.shiftRight(64).longValue(), units.longValue());
  }

  /**
   * Reads plain or scientific notation in ASCII: {@code -0.25}, {@code 1e-3}. Throws {@link
   * NumberFormatException} for anything else, NaN, infinities and hexadecimal included, for numbers
   * out of range and for texts of more than {@value #MAX_TEXT} characters.
   */
  public static Decimal parse(String text) {
    Decimal plain = PlainNumber.parse(text);
    return plain != null ? plain : parseAny(text);
  }

  private static Decimal parseAny(String text) {
    // Reading digits costs their square; no double needs more than 330 of them.
    if (text.length() > MAX_TEXT) {
      throw new NumberFormatException("number of more than " + MAX_TEXT + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      // BigDecimal would read the digits of every script.
      if (text.charAt(i) > '9' && text.charAt(i) != 'e' && text.charAt(i) != 'E') {
        throw new NumberFormatException("not a number: " + text);
      }
    }
    try {
      return of(new BigDecimal(text));
    } catch (ArithmeticException outOfRange) {
      throw new NumberFormatException(outOfRange.getMessage());
    }
  }

  private static ArithmeticException outOfRange() {
    return new ArithmeticException("number out of range: must be within ±1.7e29");
  }

  /** {@code magnitude} × 10<sup>-9</sup> × {@code factor}, both not negative. */
  static Decimal ofProduct(long magnitude, long factor, boolean negative) {
    Decimal product = new Decimal(Math.multiplyHigh(magnitude, factor), magnitude * factor);
    return negative ? product.negate() : product;
  }

  /** The exact sum. Throws {@link ArithmeticException} beyond the range, like all arithmetic. */
  public Decimal plus(Decimal other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high + carry;
    if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
      throw new ArithmeticException("decimal overflow");
    }
    return new Decimal(sumHigh, sumLow);
  }

  /** The same distance from zero on the other side. */
  public Decimal negate() {
    if (high == Long.MIN_VALUE && low == 0) {
      throw new ArithmeticException("decimal overflow");
    }
    return new Decimal(low == 0 ? -high : ~high, -low);
  }

  /** The exact difference. */
  public Decimal minus(Decimal other) {
    long differenceLow = low - other.low;
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long differenceHigh = high - other.high - borrow;
    if (((high ^ other.high) & (high ^ differenceHigh)) < 0) {
      throw new ArithmeticException("decimal overflow");
    }
    return new Decimal(differenceHigh, differenceLow);
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
