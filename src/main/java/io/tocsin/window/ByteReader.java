package io.tocsin.window;

import io.tocsin.metric.Decimal;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote, in the same order. */
public final class ByteReader {
  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a version and checks it.
   *
   * @throws IllegalStateException when it is another one: the state is from another release
   */
  public ByteReader version(String what, int known) {
    long found = whole();
    if (found != known) {
      throw new IllegalStateException(
          what + " has version " + found + ", this release reads " + known);
    }
    return this;
  }

  public long whole() {
    long raw = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      raw |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
  }

  /** A whole number that fits an int: a count of things that follow, an index. */
  public int index() {
    return Math.toIntExact(whole());
  }

  public boolean flag() {
    return bytes[at++] != 0;
  }

  public String text() {
    int length = index();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  public Decimal decimal() {
    int length = bytes[at++];
    long high = bytes[at] >> 7;
    long low = high;
    for (int i = 0; i < length; i++) {
      high = high << 8 | low >>> 56;
      low = low << 8 | bytes[at++] & 0xFF;
    }
    return new Decimal(high, low);
  }

  /** Whether everything was read. */
  public boolean isAtEnd() {
    return at == bytes.length;
  }
}
