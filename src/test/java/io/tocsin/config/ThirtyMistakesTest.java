package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code messages.txt} has the words; here it counts that one run tells all of them in place. */
class ThirtyMistakesTest {
  private static final Path THIRTY = Path.of("src/test/resources/packs/bad/thirty.yaml");
  private static final Pattern NUMBERED = Pattern.compile("# (\\d+)$");

  @Test
  void tellsEachOfThirtyMistakesOnceAtItsLine() throws IOException {
    TreeMap<Integer, Integer> lineOfMistake = new TreeMap<>();
    List<String> lines = Files.readAllLines(THIRTY);
    for (int i = 0; i < lines.size(); i++) {
      Matcher number = NUMBERED.matcher(lines.get(i));
      if (number.find()) {
        lineOfMistake.put(Integer.parseInt(number.group(1)), i + 1);
      }
    }

    List<Problem> problems = PackCheck.read(THIRTY).problems();

    assertThat(lineOfMistake).hasSize(30).containsKeys(1, 30);
    assertThat(problems)
        .extracting(Problem::line)
        .containsExactlyElementsOf(lineOfMistake.values());
    assertThat(problems).extracting(Problem::level).containsOnly(Problem.Level.ERROR);
  }

  @Test
  void namesOfEachThePlaceAndWhatWouldHaveBeenRight() throws IOException {
    for (Problem problem : PackCheck.read(THIRTY).problems()) {
      assertThat(problem.path()).as(problem.toString()).isNotEmpty();
      assertThat(problem.message())
          .startsWith(problem.path())
          .containsPattern(", must |did you mean ");
    }
  }
}
