package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("input");
  }

  @Test
  void endsLinesInEveryUsualWay() throws Exception {
    Files.writeString(file, "one\ntwo\r\n\n\r\nfünf\nlast\r");

    assertThat(lines()).containsExactly("1:one", "2:two", "3:", "4:", "5:fünf", "6:last");
  }

  @Test
  void takesAFinalLineEndAsTheEnd() throws Exception {
    Files.writeString(file, "one\n");

    assertThat(lines()).containsExactly("1:one");
  }

  @Test
  void findsNothingInAnEmptyFile() throws Exception {
    Files.writeString(file, "");

    assertThat(lines()).isEmpty();
  }

  @Test
  void unpacksWhatIsPackedWhateverItIsCalled() throws Exception {
    // Two members after each other are one file to gzip.
    Files.write(file, joined(gzip("one\ntw"), gzip("o\nthree")));

    assertThat(lines()).containsExactly("1:one", "2:two", "3:three");
  }

  @Test
  void keepsALineOfTheGreatestLengthWhole() throws Exception {
    Files.writeString(file, "a".repeat(LineReader.MAX_LINE_BYTES) + "\nnext");

    try (LineReader reader = new LineReader(file.toString())) {
      assertThat(reader.next()).hasSize(LineReader.MAX_LINE_BYTES);
      assertThat(text(reader.next())).isEqualTo("next");
    }
  }

  @Test
  void cutsALongerLineToOneByteMore() throws Exception {
    Files.writeString(file, "one\n" + "a".repeat(3 * LineReader.MAX_LINE_BYTES) + "\r\nnext");

    try (LineReader reader = new LineReader(file.toString())) {
      assertThat(text(reader.next())).isEqualTo("one");
      assertThat(reader.next()).hasSize(LineReader.MAX_LINE_BYTES + 1);
      assertThat(text(reader.next())).isEqualTo("next");
      assertThat(reader.number()).isEqualTo(3);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void saysWhereAPackedFileIsBroken() throws Exception {
    byte[] whole = gzip("one\ntwo\n");
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(this::lines)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining("cannot be read further");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(this::lines)
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is not there, must be a readable file");
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(file.toString())) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(reader.number() + ":" + text(line));
      }
    }
    return lines;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
