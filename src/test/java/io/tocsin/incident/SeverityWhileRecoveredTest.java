package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A person corrects the severity while the metrics are good and the hold runs. */
class SeverityWhileRecoveredTest {
  private static Stage opened(String trigger, String recovered) {
    return new Stage("conf/packs/claude-enhancer.yaml", "service=svc-a", "2025-10-10T10:01:00Z")
        .verdict("0s", trigger, true)
        .verdict(recovered, trigger, false);
  }

  private static Stage corrected(Stage stage, String after, String severity) {
    return stage.command(after, "set_severity", "severity", severity);
  }

  @Test
  void holdsAsLongAsTheWorseSeverityAsks() {
    Stage stage = corrected(opened("any-slo", "10m"), "20m", "P0").until("30h");

    assertThat(stage.lines("hold.")).containsExactly("+24h10m hold.done hold-p0");
    assertThat(stage.lines("incident.resolved")).containsExactly("+24h10m incident.resolved");
  }

  @Test
  void isNotResolvedBeforeTheCommandThatMadeTheHoldShorter() {
    Stage stage = corrected(opened("all-slos", "10m"), "9h", "P1").until("30h");

    assertThat(stage.lines("incident."))
        .containsSubsequence("+9h incident.severity_changed P0 P1", "+9h incident.resolved");
    assertThat(stage.lines("incident.resolved")).hasSize(1);
  }

  @Test
  void isRemindedOfNothingByAFall() {
    Stage stage = corrected(opened("all-slos", "10m"), "20m", "P1").until("2h");

    assertThat(stage.lines("update.due")).isEmpty();
  }

  @Test
  void promisesTheRepairOfTheWorseSeverityAfterARelapse() {
    Stage stage = corrected(opened("any-slo", "10m"), "20m", "P0");

    stage.verdict("30m", "any-slo", true).until("95m");

    assertThat(stage.lines("clock."))
        .contains("+30m clock.resumed fix-p0", "+1h30m clock.breached fix-p0")
        .doesNotContain("+30m clock.resumed fix-p1");
    assertThat(stage.lines("update.due").get(0)).isEqualTo("+45m update.due upd-p0 stakeholders");
  }

  @Test
  void promisesTheRepairOfTheLesserSeverityAfterARelapse() {
    Stage stage = corrected(opened("all-slos", "10m"), "20m", "P1");

    stage.verdict("30m", "any-slo", true).until("5h");

    assertThat(stage.lines("clock."))
        .contains("+30m clock.resumed fix-p1", "+4h20m clock.breached fix-p1");
    assertThat(stage.lines("update.due").get(0)).isEqualTo("+1h update.due upd-p1 stakeholders");
  }

  @Test
  void letsTimeStandStillForTheStepsThatARiseTakesOver() {
    Stage stage = corrected(opened("any-slo", "55m"), "65m", "P0");

    stage.verdict("70m", "any-slo", true).until("90m");

    assertThat(stage.lines("escalate")).containsExactly("+1h15m escalate p0-l2 em");
  }

  @Test
  void reportsNoPhaseOfTheLesserSeverityThatIsPast() {
    Stage stage =
        new Stage("conf/packs/claude-code-runbook.yaml", "system=s", "2025-10-10T10:01:00Z");

    corrected(stage.verdict("0s", "truth-p0", true), "20m", "P1").until("70m");

    List<String> overruns =
        stage.lines("phase.overrun").stream().filter(line -> line.contains("steps-p1")).toList();
    assertThat(overruns)
        .containsExactly("+45m phase.overrun steps-p1 fix", "+1h phase.overrun steps-p1 verify");
  }
}
