package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private static final Decimal LARGEST = new Decimal(Long.MAX_VALUE, -1);
  private static final Decimal SMALLEST = new Decimal(Long.MIN_VALUE, 0);
  private static final Decimal UNIT = Decimal.ofUnits(1);

  @Test
  void addsTwelveTimesNinetyFiveHundredthsToExactlyTwelveTimesThat() {
    Decimal sum = Decimal.ZERO;
    for (int i = 0; i < 12; i++) {
      sum = sum.plus(Decimal.parse("0.95"));
    }
    assertThat(sum).isEqualTo(Decimal.parse("11.4"));
    assertThat(Fraction.mean(sum, 12).compareTo(Decimal.parse("0.95"))).isZero();
  }

  @Test
  void carriesAndBorrowsBetweenTheHalves() {
    Decimal full = new Decimal(0, -1);
    assertThat(full.plus(UNIT)).isEqualTo(new Decimal(1, 0));
    assertThat(new Decimal(1, 0).minus(UNIT)).isEqualTo(full);
    assertThat(Decimal.ZERO.minus(UNIT)).isEqualTo(new Decimal(-1, -1));
    assertThat(new Decimal(-1, -1).plus(UNIT)).isEqualTo(Decimal.ZERO);
    assertThat(new Decimal(1, 0).negate()).isEqualTo(new Decimal(-1, 0));
    assertThat(UNIT.negate().negate()).isEqualTo(UNIT);
  }

  @Test
  void refusesToGoBeyondItsRangeInsteadOfWrapping() {
    overflows(() -> LARGEST.plus(UNIT));
    overflows(() -> SMALLEST.minus(UNIT));
    overflows(() -> SMALLEST.plus(UNIT.negate()));
    overflows(() -> LARGEST.minus(UNIT.negate()));
    overflows(SMALLEST::negate);
    overflows(() -> Decimal.ZERO.minus(SMALLEST));
    overflows(() -> Decimal.ofUnits(BigInteger.TWO.pow(127)));
    overflows(() -> Decimal.of(new BigDecimal("1e2147483647")));
    assertThat(LARGEST.plus(SMALLEST)).isEqualTo(UNIT.negate());
    assertThat(UNIT.negate().minus(SMALLEST)).isEqualTo(LARGEST);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0000000005, 0",
    "0.00000000050000000000000000001, 0.000000001",
    "0.0000000015, 0.000000002",
    "0.0000000025, 0.000000002",
    "-0.0000000005, 0",
    "-0.0000000015, -0.000000002",
    "0.00000000149, 0.000000001",
    "2.9999999995, 3",
    "5e-10, 0",
    "15e-10, 0.000000002",
    "1e-400, 0",
    "-9e-10, -0.000000001",
    "0.30000000000000004, 0.3",
    "0.0, 0",
    "-0, 0",
    "0e2147483647, 0",
    "1e-2147483647, 0",
  })
  void roundsWhatIsFinerThanItKeepsToTheEvenNeighbour(String text, String shown) {
    assertThat(Decimal.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "+1.50, 1.5",
    "007, 7",
    "1., 1",
    ".5, 0.5",
    "-.5, -0.5",
    "1e3, 1000",
    "1E+3, 1000",
    "2.5e-1, 0.25",
    "999999999999999999, 999999999999999999",
    "-999999999999999999.9, -999999999999999999.9",
    "9223372036854775807, 9223372036854775807",
    "170141183460469231731687303715.884105727, 170141183460469231731687303715.884105727",
    "-170141183460469231731687303715.884105728, -170141183460469231731687303715.884105728",
  })
  void readsPlainAndScientificNotation(String text, String shown) {
    assertThat(Decimal.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        ".",
        "-.",
        "e",
        "1e",
        "e5",
        "1 ",
        " 1",
        "1_000",
        "1,5",
        "1.2.3",
        "--1",
        "NaN",
        "Infinity",
        "-Infinity",
        "Inf",
        "0x1F",
        "0x1p3",
        "1f",
        "1d",
        "1L",
        "١٢",
        "１",
        "170141183460469231731687303715.884105728",
        "-170141183460469231731687303716",
        "1e30",
        "1e400",
        "-1e400",
        "1e2147483647",
        "1e2147483648",
        "1e99999999999",
        "1e-99999999999"
      })
  void refusesEverythingElse(String text) {
    assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Decimal.parse(text));
  }

  @Test
  @Timeout(30)
  void losesNoTimeOnNumbersMadeToCostIt() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(Decimal.parse("1e-2000000000")).isEqualTo(Decimal.ZERO);
      for (String text :
          new String[] {"1e2000000000", "9".repeat(60_000), "0." + "1".repeat(60_000)}) {
        assertThatExceptionOfType(NumberFormatException.class)
            .isThrownBy(() -> Decimal.parse(text));
      }
    }
  }

  @Test
  void readsTheSameNumberAsBigDecimalDoes() {
    Random random = new Random(1);
    for (int round = 0; round < 50_000; round++) {
      String text = text(random);
      BigDecimal expected = new BigDecimal(text).setScale(9, RoundingMode.HALF_EVEN);
      assertThat(Decimal.parse(text).units()).as(text).isEqualTo(expected.unscaledValue());
    }
  }

  @Test
  void calculatesAsBigIntegerDoes() {
    Random random = new Random(2);
    for (int round = 0; round < 50_000; round++) {
      Decimal left = any(random);
      Decimal right = any(random);
      same(left.units().add(right.units()), () -> left.plus(right));
      same(left.units().subtract(right.units()), () -> left.minus(right));
      same(left.units().negate(), left::negate);
      assertThat(Integer.signum(left.compareTo(right)))
          .isEqualTo(left.units().compareTo(right.units()));
      assertThat(left.signum()).isEqualTo(left.units().signum());
      assertThat(left.min(right).compareTo(left.max(right))).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void readsBackWhatItShows() {
    Random random = new Random(3);
    for (int round = 0; round < 50_000; round++) {
      Decimal number = any(random);
      assertThat(Decimal.parse(number.toString())).isEqualTo(number);
      assertThat(Decimal.of(number.toBigDecimal())).isEqualTo(number);
      assertThat(Decimal.ofUnits(number.units())).isEqualTo(number);
    }
  }

  @Test
  void isMadeOfWholeNumbersAndUnits() {
    for (long whole : new long[] {0, 1, -1, 12, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(Decimal.of(whole)).isEqualTo(Decimal.parse(Long.toString(whole)));
      assertThat(Decimal.ofUnits(whole).units()).isEqualTo(BigInteger.valueOf(whole));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int digits = 1 + random.nextInt(28);
    for (int i = 0; i < digits; i++) {
      // Fives and zeros make the ties that rounding is about.
      text.append("0559".charAt(random.nextInt(4)));
    }
    text.insert(text.length() - random.nextInt(digits + 1), '.');
    if (random.nextInt(4) == 0) {
      text.append('e').append(random.nextInt(3) - 2);
    }
    return text.toString();
  }

  private static Decimal any(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Decimal.ofUnits(random.nextInt(2_000) - 1_000);
      case 1 -> Decimal.ofUnits(random.nextLong());
      case 2 -> new Decimal(random.nextLong() >> random.nextInt(64), random.nextLong());
      default -> new Decimal(random.nextInt(3) - 1, random.nextInt(3) - 1);
    };
  }

  private static void same(BigInteger expected, Supplier<Decimal> result) {
    if (expected.bitLength() > 127) {
      overflows(result::get);
    } else {
      assertThat(result.get().units()).isEqualTo(expected);
    }
  }

  private static void overflows(ThrowingCallable sum) {
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(sum);
  }
}
