package io.tocsin.flow;

import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.Times;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Moves the time of one inbox partition, on its ticks only: the watermark is the highest append
 * time so far less one millisecond, because a record of the same millisecond may follow the tick.
 *
 * <p>After a restore it starts from nothing while {@link EngineTime} remembers. Its watermark is
 * the maximum of fewer records, hence never ahead of the engine time of the tick it follows: should
 * the broker's clock have gone back, timers fire later, never earlier or in another order.
 */
final class OnTick implements WatermarkGenerator<InboxEntry> {
  private long engineMillis = Times.NOT_YET;

  /**
   * The only strategy for reading an inbox. Deliberately without idleness: a partition that is
   * merely slow would let timers overtake its records.
   */
  static WatermarkStrategy<InboxEntry> strategy() {
    WatermarkGeneratorSupplier<InboxEntry> perPartition = context -> new OnTick();
    return WatermarkStrategy.forGenerator(perPartition)
        .withTimestampAssigner((entry, recordTimestamp) -> entry.engineMillis());
  }

  @Override
  public void onEvent(InboxEntry entry, long appendMillis, WatermarkOutput output) {
    engineMillis = Math.max(engineMillis, appendMillis);
    if (entry.kind() == InboxEntry.Kind.TICK) {
      output.emitWatermark(new Watermark(engineMillis - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Ticks move time, nothing else does: a local clock must not be heard here.
  }
}
