package io.tocsin.flow;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.metric.PartitionClock;
import io.tocsin.metric.Times;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Moves time by what one partition has shown: the watermark is one millisecond below the oldest
 * timestamp that would not be late, so whatever is admitted comes in front of it.
 *
 * <p>After a restart it begins anew and so is never ahead of what {@link AdmissionFunction}
 * remembers.
 */
final class ArrivalWatermarks implements WatermarkGenerator<Arrival> {
  /** Watermarks go to every task behind; one per second of data is enough for slices of ten. */
  private static final long STEP_MILLIS = 1_000;

  private final TimeBounds bounds;
  private final PartitionClock partition;
  private final RelativeClock activity;
  private final long idleNanos;
  private long emittedMillis = Times.NOT_YET;
  private long activeNanos;
  private boolean isIdle;

  ArrivalWatermarks(TimeBounds bounds, RelativeClock activity) {
    this.bounds = bounds;
    this.partition = bounds.startingFrom(Times.NOT_YET);
    this.activity = activity;
    this.idleNanos = Duration.ofMillis(bounds.idleMillis()).toNanos();
    this.activeNanos = activity.relativeTimeNanos();
  }

  static WatermarkStrategy<Arrival> strategy(TimeBounds bounds) {
    WatermarkGeneratorSupplier<Arrival> perPartition =
        context -> new ArrivalWatermarks(bounds, context.getInputActivityClock());
    return WatermarkStrategy.forGenerator(perPartition);
  }

  @Override
  public void onEvent(Arrival arrival, long timestampMillis, WatermarkOutput output) {
    // Flink's own idleness would count a partition of nothing but garbage as active for ever.
    if (!bounds.isTimed(arrival)) {
      return;
    }
    activeNanos = activity.relativeTimeNanos();
    partition.arrive(arrival.timestampMillis(), arrival.record().appendMillis());
    long floor = partition.floorMillis();
    if (floor != Times.NOT_YET
        && (isIdle || emittedMillis == Times.NOT_YET || floor - 1 >= emittedMillis + STEP_MILLIS)) {
      emit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (bounds.clock() == Clock.WALL && activity.relativeTimeNanos() - activeNanos > idleNanos) {
      isIdle = true;
      output.markIdle();
    } else if (partition.floorMillis() != Times.NOT_YET) {
      emit(output);
    }
  }

  private void emit(WatermarkOutput output) {
    isIdle = false;
    emittedMillis = partition.floorMillis() - 1;
    output.emitWatermark(new Watermark(emittedMillis));
  }
}
