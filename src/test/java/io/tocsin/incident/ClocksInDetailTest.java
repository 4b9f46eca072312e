package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clocks around recoveries, changes of severity, and deadlines that nobody was awake for. */
class ClocksInDetailTest {
  private static final String HOLD = "id: hold, kind: hold, from: recovered, for: 8h";
  private static final String FIX =
      "id: fix, kind: clock, from: opened, until: recovered, limit: 10m";

  @Test
  void thatAreBreachedStayBreachedThroughARiseAndARelapse() {
    Stage stage = OwnPack.with(FIX, HOLD).verdict("0s", "p1", true).verdict("20m", "p1", false);
    stage.command("30m", "set_severity", "severity", "P0").verdict("1h", "p1", true);
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+10m clock.breached fix");
  }

  @Test
  void thatBeginWhileTheIncidentIsRecoveredGoOnAfterARelapse() {
    Stage stage =
        OwnPack.with(
            "id: press, kind: clock, from: 'flag:media', until: recovered, limit: 10m", HOLD);
    stage.verdict("0s", "p1", true).verdict("5m", "p1", false);
    stage.command("6m", "flag", "flag", "media").verdict("1h", "p1", true);
    assertThat(stage.until("9h").lines("clock."))
        .containsExactly(
            "+6m clock.met press", "+1h clock.resumed press", "+1h10m clock.breached press");
  }

  @Test
  void thatAPersonMetAtTheInstantOfTheRecoveryAreNotResumed() {
    Stage stage =
        OwnPack.with("id: sort, kind: clock, from: opened, until: triaged, limit: 1h", HOLD);
    stage.verdict("0s", "p1", true).verdict("5m", "p1", false);
    stage.command("5m", "mark", "mark", "triaged");
    stage.command("6m", "set_severity", "severity", "P0").verdict("30m", "p1", true);
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+5m clock.met sort");
  }

  @Test
  void countFromTheFirstOfTwoFlagsAfterAFall() {
    Stage stage =
        OwnPack.with("id: law, sev: [P1], kind: clock, from: 'flag:a|b', until: told, limit: 1h");
    stage.verdict("0s", "p0", true).command("5m", "flag", "flag", "b");
    stage.command("10m", "flag", "flag", "a").command("20m", "set_severity", "severity", "P1");
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+1h5m clock.breached law");
  }

  @Test
  void thatEndedAndRunOnceMoreAreResumed() {
    Stage stage = OwnPack.with("id: answer, kind: clock, from: opened, until: acked, limit: 15m");
    stage.verdict("0s", "p1", true).command("5m", "ack").verdict("10m", "p0", true);
    assertThat(stage.until("9h").lines("clock."))
        .containsExactly(
            "+5m clock.met answer", "+10m clock.resumed answer", "+25m clock.breached answer");
  }

  @Test
  void areBreachedWhenTheResolutionComesBeforeAnybodyWasAwakeToSaySo() {
    Stage stage = OwnPack.with("id: answer, kind: clock, from: opened, until: acked, limit: 15m");
    stage.verdict("0s", "p1", true).overslept("20m", "resolve");
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+15m clock.breached answer");
  }

  @Test
  void areBreachedWhenTheSeverityFallsBeforeAnybodyWasAwakeToSaySo() {
    Stage stage =
        OwnPack.with("id: answer, sev: [P1], kind: clock, from: opened, until: acked, limit: 15m");
    stage.verdict("0s", "p1", true).overslept("20m", "set_severity", "severity", "P2");
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+15m clock.breached answer");
  }
}
