package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's close() may be interrupted.
class TickSourceTest {
  private final RecordingOutput<Long> ticks = new RecordingOutput<>();

  @Test
  void ticksOnceAndWaitsForTheNextPeriod() throws Exception {
    try (SourceReader<Long, ?> reader = started(Duration.ofDays(1), 0)) {
      await(reader);

      assertThat(reader.pollNext(ticks)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      assertThat(reader.pollNext(ticks)).isEqualTo(InputStatus.NOTHING_AVAILABLE);

      assertThat(ticks.records()).hasSize(1);
      assertThat(reader.isAvailable()).isNotDone();
    }
  }

  @Test
  void goesOnTicking() throws Exception {
    try (SourceReader<Long, ?> reader = started(Duration.ofMillis(1), 0)) {
      for (int i = 0; i < 5; i++) {
        await(reader);
        reader.pollNext(ticks);
      }

      assertThat(ticks.records()).hasSize(5).isSorted();
    }
  }

  @Test
  void ticksInOneSubtaskOnly() throws Exception {
    try (SourceReader<Long, ?> reader = started(Duration.ofMillis(1), 1)) {
      reader.pollNext(ticks);

      assertThat(reader.isAvailable()).isNotDone();
      assertThat(ticks.records()).isEmpty();
    }
  }

  @Test
  void refusesAPeriodOfNothing() {
    assertThatThrownBy(() -> new TickSource(Duration.ZERO))
        .hasMessage("tick period is PT0S, must be at least 1 ms");
  }

  private static SourceReader<Long, ?> started(Duration period, int subtask) throws Exception {
    TickSource travelled = InstantiationUtil.clone(new TickSource(period));
    SourceReader<Long, ?> reader = travelled.createReader(new FakeReaderContext(subtask));
    reader.start();
    return reader;
  }

  private static void await(SourceReader<?, ?> reader) throws Exception {
    reader.isAvailable().get(60, TimeUnit.SECONDS);
  }
}
