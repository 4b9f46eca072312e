package io.tocsin.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file line by line as bytes, unpacking gzip (told by its first two bytes, not by the name
 * of the file). A line ends at {@code \n}, {@code \r\n} or the end of the file.
 *
 * <p>A line longer than {@value #MAX_LINE_BYTES} bytes comes cut to one byte more than that: too
 * large for any decoder, small enough for us.
 */
final class LineReader implements Closeable {
  static final int MAX_LINE_BYTES = 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String path;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private long number;

  LineReader(String path) throws IOException {
    this.path = path;
    this.in = open(path);
  }

  /** Number of the line read last, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /**
   * The next line without its end, or null behind the last.
   *
   * @throws IOException naming the file and the line, when it cannot be read
   */
  byte[] next() throws IOException {
    length = 0;
    boolean any = false;
    while (true) {
      if (position >= limit && !fill()) {
        return any ? finished() : null;
      }
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(position, end - position);
      boolean ended = end < limit;
      position = ended ? end + 1 : end;
      if (ended) {
        return finished();
      }
    }
  }

  private byte[] finished() {
    number++;
    int end = length > 0 && length <= MAX_LINE_BYTES && line[length - 1] == '\r' ? 1 : 0;
    return Arrays.copyOf(line, length - end);
  }

  private void append(int from, int count) {
    int kept = Math.min(count, MAX_LINE_BYTES + 1 - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES + 1, 2 * (length + kept)));
    }
    System.arraycopy(buffer, from, line, length, kept);
    length += kept;
  }

  private boolean fill() throws IOException {
    try {
      limit = in.read(buffer, 0, buffer.length);
    } catch (IOException failed) {
      throw new IOException(
          path + ":" + (number + 1) + ": cannot be read further, " + failed.getMessage(), failed);
    }
    position = 0;
    if (limit < 0) {
      limit = 0;
      return false;
    }
    return true;
  }

  private static InputStream open(String path) throws IOException {
    try {
      InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(path)), BUFFER_BYTES);
      file.mark(2);
      boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
      file.reset();
      return gzip ? new GZIPInputStream(file, BUFFER_BYTES) : file;
    } catch (NoSuchFileException missing) {
      throw new IOException(path + ": is not there, must be a readable file", missing);
    } catch (IOException failed) {
      throw new IOException(
          path + ": " + failed.getMessage() + ", must be a readable file", failed);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
