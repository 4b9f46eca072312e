package io.tocsin.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tocsin.metric.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesNotationTest {
  @Test
  void repeatsAValueAsOftenAsItSays() {
    assertThat(SeriesNotation.expand("0.96x2 0.84"))
        .containsExactly(Decimal.parse("0.96"), Decimal.parse("0.96"), Decimal.parse("0.84"));
  }

  @Test
  void leavesGaps() {
    assertThat(SeriesNotation.expand("1 _ _x2 2"))
        .containsExactly(Decimal.ONE, null, null, null, Decimal.of(2));
  }

  @Test
  void climbsAndFallsInSteps() {
    assertThat(SeriesNotation.expand("100+5x3"))
        .map(Decimal::toString)
        .containsExactly("100", "105", "110");
    assertThat(SeriesNotation.expand("-1-0.5x3"))
        .map(Decimal::toString)
        .containsExactly("-1", "-1.5", "-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1x", "1x0", "1+2", "x3", "1x10000000", "NaN", "1,2"})
  void refusesWhatIsNoRunOfSamples(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesNotation.expand(text))
        .withMessageContaining("must be");
  }
}
