package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.NumberRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class OnTickTest {
  private final RecordingOutput output = new RecordingOutput();
  private final OnTick generator = new OnTick();

  @Test
  void movesTimeOnTicksOnlyAndToJustBeforeThem() {
    generator.onEvent(record(), 500, output);
    generator.onPeriodicEmit(output);
    assertThat(output.watermarks).isEmpty();

    generator.onEvent(InboxEntry.tick(0), 1_000, output);
    assertThat(output.watermarks).containsExactly(999L);
  }

  @Test
  void standsStillWhileTheClockOfTheBrokerIsBehind() {
    generator.onEvent(InboxEntry.tick(0), 10_000, output);
    generator.onEvent(InboxEntry.tick(0), 7_000, output);
    generator.onEvent(record(), 10_050, output);
    generator.onEvent(InboxEntry.tick(0), 7_200, output);

    assertThat(output.watermarks).containsExactly(9_999L, 9_999L, 10_049L);
  }

  private static InboxEntry record() {
    return InboxEntry.of(new NumberRequest("shop", "service=pay", "e", "INC-{n:0}", "", "", 0));
  }

  private static final class RecordingOutput implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      throw new AssertionError("a partition of the inbox is never idle");
    }

    @Override
    public void markActive() {}
  }
}
