package io.tocsin.flow;

import io.tocsin.metric.Command;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.util.Arrays;

/**
 * One thing found in a record, with the record it was found in. Exactly one part is there, or a
 * reason why there is none; the others are null (a flat record, because it travels through Flink).
 *
 * @param record where it was found
 * @param sample a sample
 * @param signal a signal
 * @param command a command
 * @param reason short code of why the record could not be read, or empty
 * @param detail the same in a sentence, or empty
 */
public record Arrival(
    RawRecord record, Sample sample, Signal signal, Command command, String reason, String detail) {

  public static Arrival of(RawRecord record, Sample sample) {
    return new Arrival(record, sample, null, null, "", "");
  }

  public static Arrival of(RawRecord record, Signal signal) {
    return new Arrival(record, null, signal, null, "", "");
  }

  public static Arrival of(RawRecord record, Command command) {
    return new Arrival(record, null, null, command, "", "");
  }

  /** A record that nothing could be read from. */
  public static Arrival rejected(RawRecord record, String reason, String detail) {
    return new Arrival(record, null, null, null, reason, detail);
  }

  public boolean isSample() {
    return sample != null;
  }

  public boolean isRejected() {
    return !reason.isEmpty();
  }

  /** When it is said to have been; {@link Times#NOT_YET} when nothing could be read. */
  public long timestampMillis() {
    if (sample != null) {
      return sample.timestampMillis();
    }
    if (signal != null) {
      return signal.timestampMillis();
    }
    return command != null ? command.timestampMillis() : Times.NOT_YET;
  }

  /** The same signal or command, said at another time. */
  Arrival saidAt(long millis) {
    if (signal != null) {
      return of(
          record,
          new Signal(signal.id(), signal.name(), signal.labels(), millis, signal.startedMillis()));
    }
    return of(
        record,
        new Command(
            command.id(),
            command.verb(),
            command.pack(),
            command.labels(),
            command.incident(),
            millis,
            command.by(),
            command.fields()));
  }

  /** The record as a dead letter, for a reason found further on. */
  DeadLetter dead(String why, String sentence) {
    byte[] bytes = record.bytes();
    byte[] kept =
        bytes.length <= DeadLetter.MAX_BYTES ? bytes : Arrays.copyOf(bytes, DeadLetter.MAX_BYTES);
    return new DeadLetter(
        record.source(), record.partition(), record.offset(), why, sentence, kept);
  }
}
