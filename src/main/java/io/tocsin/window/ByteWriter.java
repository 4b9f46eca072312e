package io.tocsin.window;

import io.tocsin.metric.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes state compactly: whole numbers take as many bytes as they need, small ones one.
 *
 * <p>What {@link ByteReader} reads back. Every record begins with a version of its own.
 */
public final class ByteWriter {
  private byte[] bytes = new byte[64];
  private int size;

  /** Seven bits per byte, sign in the lowest bit. */
  public ByteWriter whole(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
    return this;
  }

  public ByteWriter flag(boolean value) {
    put((byte) (value ? 1 : 0));
    return this;
  }

  /** Length in bytes, then UTF-8. */
  public ByteWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    whole(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** Length in bytes, then the scaled value, two's complement, highest byte first. */
  public ByteWriter decimal(Decimal value) {
    boolean small = value.high() == value.low() >> 63;
    int length = small ? lengthOf(value.low()) : 16;
    put((byte) length);
    for (int i = length - 1; i >= 0; i--) {
      long half = i >= 8 ? value.high() : value.low();
      put((byte) (half >> 8 * (i & 7)));
    }
    return this;
  }

  /** What was written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private static int lengthOf(long value) {
    int bits = 65 - Long.numberOfLeadingZeros(value ^ (value >> 63));
    return (bits + 7) / 8;
  }

  private void put(byte value) {
    ensure(1);
    bytes[size++] = value;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
