package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedTimeTest {
  @Test
  void countsTheTimeBetweenTicksThatFollowEachOther() {
    WatchedTime watched = ticks(1_000, 2_000, 3_000);

    assertThat(watched.within(0, 10_000)).isEqualTo(2_000);
    assertThat(watched.within(1_500, 2_500)).isEqualTo(1_000);
  }

  @Test
  void leavesOutTheTimeInWhichNobodyWatched() {
    WatchedTime watched = ticks(1_000, 2_000, 60_000, 61_000);

    assertThat(watched.within(0, 100_000)).isEqualTo(2_000);
  }

  @Test
  void takesNothingBackWhenTheBrokersClockGoesBack() {
    WatchedTime watched = ticks(10_000, 11_000, 8_000, 9_000);

    assertThat(watched.within(0, 20_000)).isEqualTo(1_000);
  }

  @Test
  void forgetsWhatIsLongOver() {
    WatchedTime watched =
        WatchedTime.of(List.of(Map.entry(1_000L, 2_000L), Map.entry(9_000L, 9_500L)));

    assertThat(watched.forgettable(2_001 + WatchedTime.MEMORY_MILLIS)).containsExactly(1_000L);
  }

  private static WatchedTime ticks(long... millis) {
    WatchedTime watched = WatchedTime.of(List.of());
    for (long tick : millis) {
      watched.tick(tick);
    }
    return watched;
  }
}
