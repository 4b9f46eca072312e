package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What several timers say at one instant. */
class SameInstantTest {
  @Test
  void comesInThePacksOrderThoughTheyBeganInAnother() {
    Stage stage =
        OwnPack.with(
            "id: first, sev: [P0], kind: clock, from: opened, until: recovered, limit: 1h",
            "id: second, sev: [P0, P1], kind: clock, from: opened, until: recovered, limit: 1h");
    stage.verdict("0s", "p1", true).verdict("5m", "p0", true);
    stage.verdict("9m", "p0", false).verdict("9m", "p1", false);
    assertThat(stage.lines("clock."))
        .containsExactly("+9m clock.met first", "+9m clock.met second");
  }
}
