package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlSlipTest {
  @ParameterizedTest
  @MethodSource("slips")
  void saysWhatStandsThereAndWhatWouldHaveBeenRight(String text, String expected) {
    assertThat(slips(text)).containsExactly(expected);
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        Arguments.of(
            "t:\n  - {id: a, when: {value: 1}\n  - {id: b}\n",
            "f:2: the { that opens here is not closed, must end with }; line 3 goes on with other"
                + " things"),
        Arguments.of("a: [1, 2\n", "f:1: the [ that opens here is not closed, must end with ]"),
        Arguments.of("a: {to: [oncall}\n", "f:1: [ is closed by }, must be closed by ]"),
        Arguments.of(
            "a: {b: 1 c: 2}\n",
            "f:1: entries between { and } run into each other before : 2}, must be parted by"
                + " commas"),
        Arguments.of(
            "a:\n\tb: 1\n", "f:2: the line is indented with a tab, must be indented with spaces"),
        Arguments.of("a: @home\n", "f:1: a text begins with @, must stand in quotes"),
        Arguments.of("a: {op: >=, value: 3}\n", "f:1: a text begins with >, must stand in quotes"),
        Arguments.of(
            "a: >=\n",
            "f:1: a text begins with > or |, must stand in quotes unless it is of many lines"),
        Arguments.of(
            "id: a\nmeans: Critical: all down\n",
            "f:2: a second \": \" stands in one entry, must stand in quotes where it is part of a"
                + " text"),
        Arguments.of(
            "a: 1\n  b: 2\n",
            "f:2: the line is indented below a key that has its value already, must be indented"
                + " like that key"),
        Arguments.of(
            "a: \"one\nb: 2\n", "f:1: the \" that opens here is not closed, must end with \""),
        Arguments.of(
            "a:\n  b: 1\n c: 2\n",
            "f:3: c: 2 does not go on what began in line 1, must be indented like its other"
                + " entries"),
        Arguments.of(
            "a: 1\n- b\n",
            "f:2: - b does not go on what began in line 1, must be indented like its other"
                + " entries"),
        Arguments.of(
            "a: \"x\" y\n",
            "f:1: y stands behind a value that is complete, must be part of it or go"),
        Arguments.of("a: {b: 1}}\n", "f:1: } closes nothing, must be left out or be opened before"),
        Arguments.of(
            "a: 1\nword\nb: 2\n",
            "f:2: word is no entry, must be a key with a value, or begin with -"),
        Arguments.of("a: \"\\d\"\n", "f:1: \\d stands in double quotes, must be \\\\d"),
        Arguments.of(
            "a: - b\n",
            "f:1: a list begins behind its key, must begin on the next line, or be [a, b]"),
        Arguments.of("a: }\n", "f:1: } stands where a value is missing, must follow one"),
        Arguments.of(
            "b: 1\na: x\u0001\n",
            "f:2: the character U+0001 stands here, must be one that can be seen"),
        Arguments.of("a: !x!y z\n", "f:1: a text begins with !, must stand in quotes"));
  }

  /** Whatever is cut out of a good file, the answer is a line of it and a sentence. */
  @Test
  void alwaysNamesALineOfTheText() {
    String good = "a: {b: [1, \"two\"], c: 'x'}\nd:\n  - e: |\n      f\n    g: >\n      h\n";
    Random random = new Random(20251010);
    for (int i = 0; i < 2_000; i++) {
      int at = random.nextInt(good.length());
      String text = good.substring(0, at) + "{[]}'\"\t:-@,\n!\\#\u0007".charAt(random.nextInt(15));
      text += good.substring(at + random.nextInt(good.length() - at));
      int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;

      for (String slip : slips(text)) {
        assertThat(Integer.parseInt(slip.split(":")[1])).as(text).isBetween(1, lines);
        assertThat(slip).as(text).doesNotContain("<", "expected", "scalar");
      }
    }
  }

  private static List<String> slips(String text) {
    Problems problems = new Problems("f");
    Yaml.read(text, problems);
    return problems.sorted().stream().map(Problem::toString).toList();
  }
}
