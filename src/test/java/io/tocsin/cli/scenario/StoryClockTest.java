package io.tocsin.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tocsin.metric.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryClockTest {
  private final StoryClock clock =
      new StoryClock(Instant.parse("2025-10-10T10:00:00Z"), Instant.parse("2025-10-10T10:01:00Z"));

  @ParameterizedTest
  @CsvSource({
    "10:16, 2025-10-10T10:16:00Z",
    "10:16:30.250, 2025-10-10T10:16:30.250Z",
    "start, 2025-10-10T10:00:00Z",
    "0, 2025-10-10T10:00:00Z",
    "5m, 2025-10-10T10:05:00Z",
    "+1h30m, 2025-10-10T11:30:00Z",
    "t0, 2025-10-10T10:01:00Z",
    "t0+15m, 2025-10-10T10:16:00Z",
    "t0-500ms, 2025-10-10T10:00:59.500Z",
    "t0+3d, 2025-10-13T10:01:00Z",
    "2025-10-13T09:00:00Z, 2025-10-13T09:00:00Z"
  })
  void tellsTheTime(String text, String expected) {
    assertThat(Times.text(clock.millis(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "25:00", "5", "5 m", "t1+5m", "2025-10-13"})
  void refusesWhatIsNoTime(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.millis(text))
        .withMessageContaining("must be like");
  }

  @Test
  void addsThePiecesOfADuration() {
    assertThat(StoryClock.duration("1d2h3m4.5s"))
        .isEqualTo(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusMillis(4500));
  }
}
