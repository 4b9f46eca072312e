package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  @Test
  void writesPairsInNameOrder() {
    assertThat(Labels.of(Map.of("system", "x", "agent", "coder-1", "Zone", "b")).canonical())
        .isEqualTo("Zone=b,agent=coder-1,system=x");
    assertThat(Labels.NONE.canonical()).isEmpty();
    assertThat(Labels.of(Map.of())).isSameAs(Labels.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a%b=c,d/e#f|g;a%25b%3Dc%2Cd%2Fe%23f%7Cg",
        "two words;two%20words",
        "caf\u00e9;caf\u00e9",
        "\uD83D\uDD25 fire;\uD83D\uDD25%20fire",
        "\uD83D\uDD25\u2028;\uD83D\uDD25%E2%80%A8",
        "\u00a0\u3000\u0085;%C2%A0%E3%80%80%C2%85",
        "\u0000\u001f\u007f;%00%1F%7F",
        "a@b:c\"d'e~;a@b:c\"d'e~"
      })
  void escapesOnlyWhatWouldBeTakenForStructure(String value, String escaped) {
    assertThat(Labels.of("n", value).canonical()).isEqualTo("n=" + escaped);
    assertThat(Labels.parse("n=" + escaped).get("n")).isEqualTo(value);
  }

  @Test
  void escapesLineBreaks() {
    assertThat(Labels.of("a\tb", "c\r\nd").canonical()).isEqualTo("a%09b=c%0D%0Ad");
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      TreeMap<String, String> values = new TreeMap<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        values.put(text(random), text(random));
      }
      Labels labels = Labels.of(values);
      Labels read = Labels.parse(labels.canonical());
      assertThat(read.asMap()).isEqualTo(values);
      assertThat(read).isEqualTo(labels).hasSameHashCodeAs(labels);
      assertThat(labels.canonical()).matches("[^/#|\\s\\p{Cntrl}]*");
      StringBuilder built = new StringBuilder();
      values.forEach((name, value) -> Labels.appendCanonical(name, value, built));
      assertThat(built).hasToString(labels.canonical());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a=b,", ",a=b", "a=b,c", "a=%", "a=%4", "a=%G1", "a=%4\u00b2", "a=b,a=c"})
  void refusesATextThatIsNotCanonical(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.parse(text));
  }

  @Test
  void readsPairsInAnyOrder() {
    assertThat(Labels.parse("b=1,a=2").canonical()).isEqualTo("a=2,b=1");
  }

  @Test
  void standsInAKeyAsItIsUpToTwoHundredBytes() {
    Labels atLimit = Labels.of("n", "x".repeat(198));
    assertThat(atLimit.key()).isEqualTo(atLimit.canonical());
    assertThat(Labels.of("n", "x".repeat(199)).key())
        .isEqualTo("sha256=636fef88e3f9b31503fa89a1d7d691edf52add4903130f7cde522d7ff8132d76");
  }

  @Test
  void countsBytesAndNotCharactersForItsKey() {
    assertThat(Labels.of("n", "é".repeat(99)).key()).startsWith("n=é");
    assertThat(Labels.of("n", "é".repeat(100)).key()).startsWith("sha256=");
    assertThat(Labels.of("n", "😀".repeat(50)).key()).startsWith("sha256=");
    Labels labels = Labels.of("n", "é".repeat(500));
    assertThat(Labels.key(labels.canonical())).isEqualTo(labels.key());
    assertThat(labels.key().getBytes(StandardCharsets.UTF_8)).hasSize("sha256=".length() + 64);
  }

  @Test
  void keepsTheLabelsAskedFor() {
    Labels labels = Labels.of(Map.of("a", "1", "b", "2", "c", "3"));
    assertThat(labels.only(List.of("c", "a", "x")).canonical()).isEqualTo("a=1,c=3");
    assertThat(labels.without("b").canonical()).isEqualTo("a=1,c=3");
    assertThat(labels.hasAll(List.of("a", "b"))).isTrue();
    assertThat(labels.hasAll(List.of("a", "x"))).isFalse();
    assertThat(labels.get("x")).isNull();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("n");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> "%=,/#| \n\t~".charAt(random.nextInt(10));
            case 1 -> random.nextInt(0x300);
            case 2 -> 0x1F300 + random.nextInt(0x200);
            default -> 0x2000 + random.nextInt(0x70);
          });
    }
    return text.toString();
  }
}
