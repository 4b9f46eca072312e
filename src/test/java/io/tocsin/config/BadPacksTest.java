package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code messages.txt} pairs each bad pack with everything that is said about it. */
class BadPacksTest {
  private static final Path BAD = Path.of("src/test/resources/packs/bad");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("badPacks")
  void tellsEveryProblemOfTheFile(String name) throws IOException {
    PackFile read = PackReader.read(name, Files.readString(BAD.resolve(name)));

    assertThat(read.isUsable()).isFalse();
    assertThat(read.problems())
        .extracting(Problem::toString)
        .containsExactlyElementsOf(
            Files.readAllLines(BAD.resolve("messages.txt")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .toList());
  }

  @Test
  void refusesAFileLargerThanOneMebibyte() throws IOException {
    Path file = directory.resolve("huge.yaml");
    Files.writeString(file, "# " + "x".repeat(1 << 20));

    assertThat(PackReader.read(file).problems())
        .extracting(Problem::message)
        .containsExactly("the file is larger than 1 MiB, must be at most 1 MiB");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, "title: Größe".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(PackReader.read(file).problems())
        .extracting(Problem::toString)
        .containsExactly(file + ":1: the file is not UTF-8, must be UTF-8 text");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    Path file = directory.resolve("none.yaml");

    assertThat(PackReader.read(file).problems())
        .extracting(Problem::message)
        .containsExactly("there is no such file");
  }

  static Stream<String> badPacks() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .sorted()
              .toList();
      return names.stream();
    }
  }
}
