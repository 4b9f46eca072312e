package io.tocsin.flow;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the job runs.
 *
 * @param tenant put before pack ids in keys; {@code -} when there is only one
 * @param clock what moves time
 * @param parallelism of all stages that may have more than one part
 * @param checkpointDirectory URI, or empty for checkpoints in the job manager's memory
 * @param checkpointInterval distance between checkpoints; zero for none
 * @param rocksdb RocksDB with incremental checkpoints, or the heap
 * @param latenessMillis the longest lateness of any source
 * @param horizonMillis nothing due after this instant happens ({@code clock: data}); {@link
 *     Long#MAX_VALUE} when the run has no end
 */
public record EngineSettings(
    String tenant,
    Clock clock,
    int parallelism,
    String checkpointDirectory,
    Duration checkpointInterval,
    boolean rocksdb,
    long latenessMillis,
    long horizonMillis)
    implements Serializable {
  /** What moves time. */
  public enum Clock {
    /** Append times and ticks of the inbox: a live job. */
    WALL,
    /** The data: replay, scenarios, demo, backfill. */
    DATA
  }

  /** The same, ending at another horizon. */
  public EngineSettings until(long millis) {
    return new EngineSettings(
        tenant,
        clock,
        parallelism,
        checkpointDirectory,
        checkpointInterval,
        rocksdb,
        latenessMillis,
        millis);
  }
}
