package io.tocsin.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bytes that others rely on, as they were written down; without the file's last line end. */
final class Golden {
  private Golden() {}

  static String text(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file golden/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
