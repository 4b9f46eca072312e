package io.tocsin.metric;

/**
 * How far one partition has come in time, and whether what it brings next comes in time.
 *
 * <p>It has seen the highest of min(timestamp, append time + 5 s) of everything it was shown except
 * what came from the future. Late is what is older than that by more than the lateness; from the
 * future what is further ahead of its append time than the bound. So both are a function of the
 * partition's records up to there, and of nothing else: the same record is late in every replay.
 *
 * <p>Times in milliseconds since the epoch, UTC.
 */
public final class PartitionClock {
  /** A timestamp may move time so far ahead of the append time, no further. */
  public static final long AHEAD_MILLIS = 5_000;

  private final long latenessMillis;
  private final long futureMillis;
  private long seenMillis;

  /** How a record stands to the time of its partition. */
  public enum Punctuality {
    IN_TIME,
    LATE,
    FUTURE
  }

  /**
   * A clock that goes on from what was seen.
   *
   * @param latenessMillis how much older than the newest a record may be, 0 or more
   * @param futureMillis how far ahead of its append time a record may be, 0 or more
   * @param seenMillis what was seen before, or {@link Times#NOT_YET}
   */
  public PartitionClock(long latenessMillis, long futureMillis, long seenMillis) {
    if (latenessMillis < 0 || futureMillis < 0) {
      throw new IllegalArgumentException(
          "lateness is %d ms and future bound %d ms, both must be 0 or more"
              .formatted(latenessMillis, futureMillis));
    }
    this.latenessMillis = latenessMillis;
    this.futureMillis = futureMillis;
    this.seenMillis = seenMillis;
  }

  /** Judges a record and moves on with it, unless it came from the future. */
  public Punctuality arrive(long timestampMillis, long appendMillis) {
    if (timestampMillis - futureMillis > appendMillis) {
      return Punctuality.FUTURE;
    }
    boolean late = timestampMillis < floorMillis();
    seenMillis = Math.max(seenMillis, Math.min(timestampMillis, appendMillis + AHEAD_MILLIS));
    return late ? Punctuality.LATE : Punctuality.IN_TIME;
  }

  /** The oldest timestamp that is not late now; {@link Times#NOT_YET} before the first record. */
  public long floorMillis() {
    return seenMillis == Times.NOT_YET ? Times.NOT_YET : seenMillis - latenessMillis;
  }

  /** The highest time seen, or {@link Times#NOT_YET}. */
  public long seenMillis() {
    return seenMillis;
  }
}
