package io.tocsin.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A small UTF-8 file. */
final class TextFile {
  /** Bytes a pack or job file may have. */
  static final int MAX_BYTES = 1 << 20;

  private TextFile() {}

  /** The text, or empty with a problem that says why there is none. */
  static Optional<String> read(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.error(1, "the file is larger than 1 MiB, must be at most 1 MiB");
        return Optional.empty();
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      problems.error(1, "the file is not UTF-8, must be UTF-8 text");
    } catch (NoSuchFileException none) {
      problems.error(1, "there is no such file");
    } catch (IOException broken) {
      problems.error(1, "the file cannot be read: " + broken.getMessage());
    }
    return Optional.empty();
  }
}
