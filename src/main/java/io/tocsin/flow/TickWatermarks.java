package io.tocsin.flow;

import io.tocsin.metric.Times;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Moves detection by ticks that came back: up to what a sample of that instant could no longer
 * reach without being late. Never idle: without ticks nothing is known about silence.
 */
final class TickWatermarks implements WatermarkGenerator<Long> {
  private final long latenessMillis;
  private long tickMillis = Times.NOT_YET;

  private TickWatermarks(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  static WatermarkStrategy<Long> strategy(long latenessMillis) {
    WatermarkGeneratorSupplier<Long> generators = context -> new TickWatermarks(latenessMillis);
    return WatermarkStrategy.forGenerator(generators);
  }

  @Override
  public void onEvent(Long appendMillis, long timestampMillis, WatermarkOutput output) {
    tickMillis = Math.max(tickMillis, appendMillis);
    output.emitWatermark(new Watermark(tickMillis - latenessMillis - 1));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // The local clock must not be heard here.
  }
}
