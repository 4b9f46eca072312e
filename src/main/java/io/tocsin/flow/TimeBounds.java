package io.tocsin.flow;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.metric.PartitionClock;
import java.io.Serializable;

/**
 * How far the records of one feed are trusted in time. All in milliseconds.
 *
 * @param latenessMillis how much older than the newest a record may be
 * @param futureMillis how far ahead of its append time a record may be
 * @param idleMillis after so long without samples a partition no longer holds time back; only on
 *     the wall clock
 * @param clock what moves time
 */
record TimeBounds(long latenessMillis, long futureMillis, long idleMillis, Clock clock)
    implements Serializable {

  PartitionClock startingFrom(long seenMillis) {
    return new PartitionClock(latenessMillis, futureMillis, seenMillis);
  }

  /**
   * Whether it tells the time of its partition. On the wall clock a signal or command takes effect
   * when it is logged, so it neither moves detection nor makes it wait.
   */
  boolean isTimed(Arrival arrival) {
    return arrival.isSample() || (clock == Clock.DATA && !arrival.isRejected());
  }
}
