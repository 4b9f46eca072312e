package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cadences with an interval for each severity, and those that begin late. */
class CadencesInDetailTest {
  private static final String EACH = "id: tell, kind: cadence, every: {P0: 15m, P1: 30m}";

  @Test
  void takeTheIntervalOfTheMilderSeverityFromTheLastUpdate() {
    Stage stage = OwnPack.with(EACH).verdict("0s", "p0", true);
    stage.command("20m", "set_severity", "severity", "P1");
    assertThat(stage.until("1h20m").lines("update."))
        .containsExactly("+15m update.due tell", "+45m update.due tell", "+1h15m update.due tell");
  }

  @Test
  void endWhereTheMilderSeverityAsksForNone() {
    Stage stage = OwnPack.with(EACH).verdict("0s", "p0", true);
    stage.command("20m", "set_severity", "severity", "P2");
    assertThat(stage.until("5h").lines("update.")).containsExactly("+15m update.due tell");
  }

  @Test
  void keepOneLastDueWhereTheWorseSeverityAsksForNone() {
    Stage stage = OwnPack.with("id: tell, kind: cadence, every: {P1: 30m}");
    stage.verdict("0s", "p1", true).verdict("20m", "p0", true);
    assertThat(stage.until("5h").lines("update.")).containsExactly("+30m update.due tell");
  }

  @Test
  void doNotBeginWhileTheIncidentIsRecovered() {
    Stage stage =
        OwnPack.with(
            "id: tell, kind: cadence, from: acked, every: 15m",
            "id: hold, kind: hold, from: recovered, for: 8h");
    stage.verdict("0s", "p1", true).verdict("5m", "p1", false).command("6m", "ack");
    stage.verdict("1h", "p1", true);
    assertThat(stage.until("80m").lines("update.")).containsExactly("+1h15m update.due tell");
  }
}
