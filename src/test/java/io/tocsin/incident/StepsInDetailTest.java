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

  @Test
  void thatAFlagBeginsWhileTheIncidentIsRecoveredWaitForTheRelapse() {
    Stage stage =
        OwnPack.with(
            "id: press, kind: step, from: 'flag:media', at: 10m, unless: recovered,"
                + " action: notify, to: [ann], via: [pager]",
            HOLD);
    stage.verdict("0s", "p1", true).verdict("5m", "p1", false);
    stage.command("6m", "flag", "flag", "media").verdict("1h", "p1", true);
    assertThat(stage.until("2h").lines("notify")).containsExactly("+1h10m notify press ann");
  }

  @Test
  void thatAFallBringsAreAsLateAsAtTheRecovery() {
    Stage stage =
        OwnPack.with(
            "id: tell, sev: [P2], kind: step, at: 30m, unless: recovered, action: notify,"
                + " to: [ann], via: [pager]",
            "id: course, sev: [P2], kind: phases, budgets: {look: 30m}",
            HOLD);
    stage.verdict("0s", "p1", true).verdict("10m", "p1", false);
    stage.command("40m", "set_severity", "severity", "P2").verdict("1h", "p2", true);
    assertThat(stage.until("2h").lines())
        .contains("+1h20m notify tell ann", "+1h20m phase.overrun course look");
  }

  @Test
  void thatTakeTheNextLevelDoSoOnceForEachFlagAlsoWhenItIsSetAgain() {
    Stage stage =
        OwnPack.with(
            "id: l2, kind: step, at: 1h, action: escalate, to: [ann], via: [pager], level: L2",
            "id: l3, kind: step, at: 2h, action: escalate, to: [bob], via: [pager], level: L3",
            "id: media, kind: step, from: 'flag:press', at: 0s, action: escalate,"
                + " to: [next_level], via: [pager]");
    stage.verdict("0s", "p1", true).command("5m", "flag", "flag", "press");
    stage.command("6m", "unflag", "flag", "press").command("7m", "flag", "flag", "press");
    assertThat(stage.until("3h").lines("escalate"))
        .containsExactly("+5m escalate media ann", "+2h escalate l3 bob");
  }

  @Test
  void ofTheOldSeverityStayWhereTheNewOneHasToldItsTargetsLongAgo() {
    Stage stage =
        OwnPack.with(
            "id: all, kind: step, at: 1m, action: page, to: [ann], via: [pager]",
            "id: old, sev: [P1], kind: step, at: 30m, action: escalate, to: [ann], via: [pager]");
    stage.verdict("0s", "p1", true).verdict("10m", "p0", true);
    assertThat(stage.until("2h").lines("escalate")).containsExactly("+30m escalate old ann");
  }
}
