package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  private static NumberRequest request(String episode, String pattern) {
    return new NumberRequest("p", "service=a", episode, pattern, "", "", 0);
  }

  @Test
  void countsWithinOnePattern() {
    Numbers.Answered first =
        Numbers.answer(NumberBook.none(), request("e1", "INC-20251010-{n:000}"));
    Numbers.Answered second = Numbers.answer(first.next(), request("e2", "INC-20251010-{n:000}"));
    assertThat(first.answer().displayId()).isEqualTo("INC-20251010-001");
    assertThat(second.answer().displayId()).isEqualTo("INC-20251010-002");
  }

  @Test
  void answersARepeatedRequestWithTheSameNumber() {
    Numbers.Answered first = Numbers.answer(NumberBook.none(), request("e1", "INC-{n}"));
    Numbers.Answered again = Numbers.answer(first.next(), request("e1", "INC-{n}"));
    assertThat(again.answer()).isEqualTo(first.answer());
    assertThat(again.next()).isEqualTo(first.next());
  }

  @Test
  void growsBeyondItsZeros() {
    assertThat(Numbers.display("INC-20251010-{n:000}", 1000)).isEqualTo("INC-20251010-1000");
  }

  @Test
  void marksTheSecondOfOneSecondWithoutACounter() {
    assertThat(Numbers.display("INC-20251010-100100", 1)).isEqualTo("INC-20251010-100100");
    assertThat(Numbers.display("INC-20251010-100100", 2)).isEqualTo("INC-20251010-100100-2");
  }
}
