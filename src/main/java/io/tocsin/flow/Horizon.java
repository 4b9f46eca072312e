package io.tocsin.flow;

import java.io.Serializable;
import org.apache.flink.streaming.api.TimerService;

/**
 * Where a run ends. Nothing due after it happens, and when the input of a run without an end is
 * drained nothing happens either: Flink then raises the watermark to its maximum, which says that
 * no more will come and not that the time has come.
 *
 * @param millis last instant at which something may happen; {@link Long#MAX_VALUE} for none
 */
record Horizon(long millis) implements Serializable {

  boolean isBeyond(long dueMillis) {
    return dueMillis > millis;
  }

  /** Whether a timer must be swallowed. */
  boolean swallows(long dueMillis, TimerService timers) {
    return isBeyond(dueMillis)
        || (millis == Long.MAX_VALUE && timers.currentWatermark() == Long.MAX_VALUE);
  }
}
