package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Lifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about packs leaves out no word of the format. */
class PacksPageTest {
  @ParameterizedTest
  @EnumSource(Shape.class)
  void namesEveryKey(Shape shape) throws IOException {
    assertThat(missing(shape.keys())).isEmpty();
  }

  @Test
  void namesEveryFixedWord() throws IOException {
    assertThat(missing(Words.KINDS)).isEmpty();
    assertThat(missing(Words.ACTIONS)).isEmpty();
    assertThat(missing(Words.AGGREGATES)).isEmpty();
    assertThat(missing(Words.CHANNEL_KINDS)).isEmpty();
    assertThat(missing(Words.PUBLISH)).isEmpty();
    assertThat(missing(Lifecycle.MARKS)).isEmpty();
  }

  private static Set<String> missing(Iterable<String> words) throws IOException {
    String code =
        Pattern.compile("`[^`]+`")
            .matcher(Files.readString(Path.of("docs/packs.md")))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"));
    return StreamSupport.stream(words.spliterator(), false)
        .filter(word -> !code.matches("(?s).*\\b" + word + "\\b.*"))
        .collect(Collectors.toSet());
  }
}
