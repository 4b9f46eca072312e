package io.tocsin.flow;

import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import java.time.Duration;
import org.apache.flink.api.connector.source.Source;

/**
 * One way in: where records come from, how they are understood, and how far they are trusted in
 * time.
 *
 * @param id kebab-case name, unique in the job; part of the state's names, so never changed
 * @param records the records
 * @param decoder their format
 * @param partitions how many partitions or files there are, at least 1
 * @param lateness how much older than the newest a record may be
 * @param future how far ahead of its append time a record may be
 * @param idle after so long without samples a partition no longer holds time back ({@code clock:
 *     wall}; with {@code clock: data} a partition holds time back until it ends)
 */
public record Feed(
    String id,
    Source<RawRecord, ?, ?> records,
    Decoder decoder,
    int partitions,
    Duration lateness,
    Duration future,
    Duration idle) {
  public Feed {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("feed id is '" + id + "', must be kebab-case");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "feed " + id + " has " + partitions + " partitions, must have at least 1");
    }
  }

  TimeBounds bounds(EngineSettings.Clock clock) {
    return new TimeBounds(lateness.toMillis(), future.toMillis(), idle.toMillis(), clock);
  }
}
