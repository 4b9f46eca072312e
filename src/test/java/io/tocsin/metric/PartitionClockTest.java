package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.PartitionClock.Punctuality;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final long LATENESS = 30_000;
  private static final long FUTURE = 30_000;
  private static final long NOW = at("11:00:00");

  private final PartitionClock clock = new PartitionClock(LATENESS, FUTURE, Times.NOT_YET);

  @Test
  void takesASampleThatIsAsOldAsTheLatenessAllows() {
    clock.arrive(at("10:01:20"), NOW);

    assertThat(clock.arrive(at("10:00:50"), NOW)).isEqualTo(Punctuality.IN_TIME);
  }

  @Test
  void callsASampleLateThatIsOlderThanThat() {
    clock.arrive(at("10:01:31"), NOW);

    assertThat(clock.arrive(at("10:00:50"), NOW)).isEqualTo(Punctuality.LATE);
  }

  @Test
  void callsNothingLateBeforeItHasSeenAnything() {
    assertThat(clock.floorMillis()).isEqualTo(Times.NOT_YET);
    assertThat(clock.arrive(0, NOW)).isEqualTo(Punctuality.IN_TIME);
  }

  @Test
  void goesNoFurtherThanFiveSecondsAheadOfTheAppendTime() {
    assertThat(clock.arrive(NOW + FUTURE, NOW)).isEqualTo(Punctuality.IN_TIME);

    assertThat(clock.seenMillis()).isEqualTo(NOW + PartitionClock.AHEAD_MILLIS);
  }

  @Test
  void isNotMovedByWhatComesFromTheFuture() {
    clock.arrive(at("10:00:00"), NOW);

    assertThat(clock.arrive(NOW + FUTURE + 1, NOW)).isEqualTo(Punctuality.FUTURE);
    assertThat(clock.seenMillis()).isEqualTo(at("10:00:00"));
  }

  @Test
  void goesOnFromWhatWasSeenBefore() {
    PartitionClock restored = new PartitionClock(LATENESS, FUTURE, at("10:01:31"));

    assertThat(restored.arrive(at("10:00:50"), NOW)).isEqualTo(Punctuality.LATE);
  }

  @Test
  void refusesALatenessBelowZero() {
    assertThatThrownBy(() -> new PartitionClock(-1, 0, 0))
        .hasMessage("lateness is -1 ms and future bound 0 ms, both must be 0 or more");
  }

  private static long at(String time) {
    return Instant.parse("2025-10-10T" + time + "Z").toEpochMilli();
  }
}
