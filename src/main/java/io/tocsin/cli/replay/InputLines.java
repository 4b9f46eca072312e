package io.tocsin.cli.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of a stream as bytes, without their line feeds. Of a line longer than a mebibyte only so
 * much is kept, which is far more than any decoder accepts.
 */
final class InputLines implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long number;

  InputLines(InputStream in) {
    this.in = in;
  }

  /** The next line, or null at the end. */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = null;
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
          return line == null ? null : counted(line.toByteArray());
        }
      }
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      if (end < to && line == null) {
        byte[] whole = java.util.Arrays.copyOfRange(buffer, from, end);
        from = end + 1;
        return counted(whole);
      }
      line = line == null ? new ByteArrayOutputStream() : line;
      line.write(buffer, from, Math.min(end - from, Math.max(0, MOST_BYTES - line.size())));
      boolean isComplete = end < to;
      from = isComplete ? end + 1 : end;
      if (isComplete) {
        return counted(line.toByteArray());
      }
    }
  }

  private byte[] counted(byte[] line) {
    number++;
    return line;
  }

  /** Number of the line that was returned last, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
