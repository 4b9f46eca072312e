package io.tocsin.metric;

/**
 * Bytes as they came in, not yet understood.
 *
 * @param source topic or file name
 * @param partition partition number, or the number of the file
 * @param offset offset in the partition, or the line number (from 1)
 * @param appendMillis when it was appended; for files the wall clock at the start of the run
 * @param bytes the record's value; empty for a record without one
 */
public record RawRecord(
    String source, int partition, long offset, long appendMillis, byte[] bytes) {
  /** Identity of what brings none of its own: {@code source/partition/offset}. */
  public String id() {
    return source + "/" + partition + "/" + offset;
  }
}
