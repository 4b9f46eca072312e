package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.metric.Command;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ArrivalWatermarksTest {
  private static final RawRecord RECORD = new RawRecord("m", 0, 1, 1_000_000_000, new byte[0]);

  private final RecordingOutput output = new RecordingOutput();
  private long nowNanos;

  @Test
  void staysOneMillisecondBelowWhatWouldNotBeLate() {
    ArrivalWatermarks watermarks = watermarks(Clock.DATA);
    watermarks.onEvent(sample(60_000), 60_000, output);

    assertThat(output.said).containsExactly("49999");
  }

  @Test
  void speaksOncePerSecondOfDataAndExactlyWhenAsked() {
    ArrivalWatermarks watermarks = watermarks(Clock.DATA);
    watermarks.onEvent(sample(60_000), 60_000, output);
    watermarks.onEvent(sample(60_999), 60_999, output);
    watermarks.onEvent(sample(61_000), 61_000, output);
    watermarks.onEvent(sample(61_500), 61_500, output);
    watermarks.onPeriodicEmit(output);

    assertThat(output.said).containsExactly("49999", "50999", "51499");
  }

  @Test
  void isNotMovedByWhatCannotBeReadOrComesFromTheFuture() {
    ArrivalWatermarks watermarks = watermarks(Clock.DATA);
    watermarks.onEvent(Arrival.rejected(RECORD, "not-json", ""), Long.MIN_VALUE, output);
    watermarks.onEvent(sample(1_000_030_001), 1_000_030_001, output);
    watermarks.onPeriodicEmit(output);

    assertThat(output.said).isEmpty();
  }

  @Test
  void isMovedByCommandsWhereTheDataMovesTime() {
    watermarks(Clock.DATA).onEvent(command(60_000), 60_000, output);
    watermarks(Clock.WALL).onEvent(command(90_000), 90_000, output);

    assertThat(output.said).containsExactly("49999");
  }

  @Test
  void neverFallsIdleWhereTheDataMovesTime() {
    ArrivalWatermarks watermarks = watermarks(Clock.DATA);
    nowNanos = Duration.ofHours(1).toNanos();
    watermarks.onPeriodicEmit(output);

    assertThat(output.said).isEmpty();
  }

  @Test
  void fallsIdleOnTheWallClockAlsoWhileOnlyGarbageComes() {
    ArrivalWatermarks watermarks = watermarks(Clock.WALL);
    watermarks.onEvent(sample(60_000), 60_000, output);
    nowNanos = Duration.ofSeconds(31).toNanos();
    watermarks.onEvent(Arrival.rejected(RECORD, "not-json", ""), Long.MIN_VALUE, output);
    watermarks.onPeriodicEmit(output);
    watermarks.onEvent(sample(60_001), 60_001, output);

    assertThat(output.said).containsExactly("49999", "idle", "50000");
  }

  private ArrivalWatermarks watermarks(Clock clock) {
    return new ArrivalWatermarks(
        new TimeBounds(10_000, 30_000, 30_000, clock),
        new org.apache.flink.util.clock.RelativeClock() {
          @Override
          public long relativeTimeMillis() {
            return nowNanos / 1_000_000;
          }

          @Override
          public long relativeTimeNanos() {
            return nowNanos;
          }
        });
  }

  private static Arrival sample(long timestamp) {
    return Arrival.of(
        RECORD, new Sample("latency", "", SampleType.GAUGE, timestamp, Decimal.of(1)));
  }

  private static Arrival command(long timestamp) {
    return Arrival.of(
        RECORD, new Command("c", "ack", "shop", "service=a", "", timestamp, "", Map.of()));
  }

  private static final class RecordingOutput implements WatermarkOutput {
    private final List<String> said = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      said.add(Long.toString(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      said.add("idle");
    }

    @Override
    public void markActive() {
      said.add("active");
    }
  }
}
