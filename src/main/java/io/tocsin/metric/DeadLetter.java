package io.tocsin.metric;

import java.util.Arrays;

/**
 * A record that could not be read, or must not be believed, with the reason.
 *
 * @param source topic or file name it came from
 * @param partition partition number, or the number of the file
 * @param offset offset in the partition, or line number
 * @param reason short code: {@code not-json}, {@code not-a-number}, {@code future}, {@code
 *     too-large}, …
 * @param detail a sentence: what is wrong and what would have been right
 * @param bytes the record; what is beyond 8 KiB is cut off
 */
public record DeadLetter(
    String source, int partition, long offset, String reason, String detail, byte[] bytes) {
  /** Most bytes of a record that are kept. */
  public static final int MAX_BYTES = 8 * 1024;

  public DeadLetter {
    bytes = kept(bytes);
  }

  /** A letter about a record as it came in. */
  public static DeadLetter of(RawRecord record, String reason, String detail) {
    return new DeadLetter(
        record.source(), record.partition(), record.offset(), reason, detail, record.bytes());
  }

  /** Never cut inside a character of UTF-8 text, so that text stays text. */
  private static byte[] kept(byte[] bytes) {
    if (bytes.length <= MAX_BYTES) {
      return bytes;
    }
    int end = MAX_BYTES;
    // Bytes 10xxxxxx continue a character; a character has at most three of them.
    while (end > MAX_BYTES - 3 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
