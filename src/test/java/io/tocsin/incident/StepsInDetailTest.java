package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Steps whose guards, flags and severities come in an unusual order. */
class StepsInDetailTest {
  private static final String HOLD = "id: hold, kind: hold, from: recovered, for: 8h";

  @Test
  void thatWaitForAFlagStayQuietOnceTheirGuardHasCome() {
    Stage stage =
        OwnPack.with(
            "id: call, kind: step, if: media, unless: acked, action: page, to: [ann], via: [pager]");
    stage.verdict("0s", "p1", true).command("5m", "ack").command("6m", "flag", "flag", "media");
    assertThat(stage.until("1h").lines("page")).isEmpty();
  }

  @Test
  void thatGoOnAfterARiseTakeOverTheEarlierTimeOfTheOldSeverity() {
    Stage stage =
        OwnPack.with(
            "id: soon, sev: [P1], kind: step, at: 10m, action: notify, to: [ann], via: [pager]",
            "id: late, kind: step, at: 30m, action: notify, to: [ann, bob], via: [pager]");
    stage.verdict("0s", "p1", true).verdict("5m", "p0", true);
    assertThat(stage.until("2h").lines("notify"))
        .containsExactly("+10m notify late ann", "+30m notify late bob");
  }
}
