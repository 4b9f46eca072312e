package io.tocsin.metric;

/**
 * A record that could not be read, or must not be believed, with the reason.
 *
 * @param source topic or file name it came from
 * @param partition partition number, or the number of the file
 * @param offset offset in the partition, or line number
 * @param reason short code: {@code not-json}, {@code not-a-number}, {@code future}, {@code
 *     too-large}, …
 * @param detail a sentence: what is wrong and what would have been right
 * @param bytes at most 8 KiB of the record
 */
public record DeadLetter(
    String source, int partition, long offset, String reason, String detail, byte[] bytes) {
  /** Most bytes of a record that are kept. */
  public static final int MAX_BYTES = 8 * 1024;
}
