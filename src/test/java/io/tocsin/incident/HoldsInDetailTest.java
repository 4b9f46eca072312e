package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The end of the watch, and recoveries that become known late. */
class HoldsInDetailTest {
  @Test
  void leaveTheIncidentOpenWhereOnlyACommandResolves() {
    Stage stage =
        OwnPack.auto(
            "{recovered: true, resolved: command}",
            "id: hold, kind: hold, from: recovered, for: 10m, then: resolved");
    stage.verdict("0s", "p1", true).verdict("5m", "p1", false).until("1h");
    assertThat(stage.lines("hold.")).containsExactly("+15m hold.done hold");
    assertThat(stage.incident().isResolved()).isFalse();
    stage.command("2h", "resolve");
    assertThat(stage.lines("incident.resolved")).containsExactly("+2h incident.resolved");
  }

  @Test
  void neverSeeARecoveryBeforeTheOpening() {
    Stage stage = OwnPack.late(10_000).signal("2s", "smoke");
    stage.verdict("-5s", "p2", true).signal("6s", "clean").verdict("-1s", "p2", false);
    assertThat(stage.lines("incident."))
        .containsExactly(
            "+2s incident.opened smoke", "+2s incident.recovered", "+2s incident.resolved");
  }

  @Test
  void andWhatCountsFromTheClosingStartOverAfterAReopening() {
    Stage stage = OwnPack.with("id: file, kind: clock, from: closed, until: filed, limit: 1h");
    stage.verdict("0s", "p1", true).command("5m", "resolve").command("6m", "close");
    stage.command("20m", "reopen").command("30m", "resolve").command("40m", "close");
    assertThat(stage.until("9h").lines("clock.")).containsExactly("+1h40m clock.breached file");
  }
}
