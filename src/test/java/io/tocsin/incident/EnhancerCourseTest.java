package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Document 000: unconditional steps, cadences, long holds, rises, falls and flapping. */
class EnhancerCourseTest {
  private static Stage stage() {
    return new Stage("conf/packs/claude-enhancer.yaml", "service=svc-a", "2025-10-10T10:01:00Z");
  }

  private static Stage p0() {
    return stage().verdict("0s", "all-slos", true);
  }

  private static Stage p1() {
    return stage().verdict("0s", "any-slo", true);
  }

  @Test
  void walksTheLadderOfP0WhenNobodyActs() {
    assertThat(timeline(p0().until("65m")))
        .containsExactly(
            "+0s page p0-page oncall",
            "+5m clock.breached ack-p0",
            "+5m phase.overrun phases triage",
            "+10m notify p0-cto cto",
            "+15m clock.breached page-status",
            "+15m escalate p0-l2 em",
            "+15m update.due upd-p0 stakeholders",
            "+30m escalate p0-l3 cto",
            "+30m phase.overrun phases investigation",
            "+30m update.due upd-p0 stakeholders",
            "+45m update.due upd-p0 stakeholders",
            "+1h clock.breached fix-p0",
            "+1h update.due upd-p0 stakeholders");
  }

  @Test
  void walksTheLadderOfP1WhenNobodyActs() {
    assertThat(timeline(p1().until("250m")))
        .filteredOn(line -> !line.contains("upd-p1"))
        .containsExactly(
            "+0s clock.met detect-p1",
            "+0s page p1-page oncall",
            "+5m phase.overrun phases triage",
            "+15m clock.breached ack-p1",
            "+15m clock.breached page-status",
            "+30m notify p1-em em",
            "+30m phase.overrun phases investigation",
            "+1h escalate p1-l2 em",
            "+2h escalate p1-l3 cto",
            "+4h clock.breached fix-p1");
  }

  /** Sorted within one instant, so that it does not hang on the order of the pack's list. */
  private static List<String> timeline(Stage stage) {
    List<String> kept =
        stage.lines().stream()
            .filter(line -> !line.contains(" incident.") && !line.contains(" message"))
            .toList();
    List<String> sorted = new java.util.ArrayList<>(kept);
    java.util.Map<String, Integer> order = new java.util.HashMap<>();
    kept.forEach(line -> order.putIfAbsent(line.split(" ")[0], order.size()));
    sorted.sort(
        java.util.Comparator.<String>comparingInt(line -> order.get(line.split(" ")[0]))
            .thenComparing(line -> line));
    return sorted;
  }

  @Test
  void relaxesNothingWhenAP1BecomesAP0() {
    Stage stage = p1().verdict("29m", "all-slos", true).until("95m");
    assertThat(stage.lines())
        .contains(
            "+29m incident.severity_changed P1 P0",
            "+29m page p0-page oncall",
            "+30m escalate p0-l2 em",
            "+34m clock.breached ack-p0",
            "+39m notify p0-cto cto",
            "+59m escalate p0-l3 cto",
            "+1h29m clock.breached fix-p0")
        .noneMatch(line -> line.contains("p1-em") || line.contains("p1-l2"));
  }

  @Test
  void countsLimitsFromOpeningWhenSomebodyLowersTheSeverity() {
    Stage stage = p0().command("20m", "set_severity", "severity", "P1").until("5h");
    assertThat(stage.lines())
        .contains(
            "+30m notify p1-em em",
            "+45m update.due upd-p1 stakeholders",
            "+2h escalate p1-l3 cto",
            "+4h clock.breached fix-p1")
        .noneMatch(line -> line.contains("p0-l3") || line.contains("p1-l2"));
  }

  @Test
  void goesOnWhereItStoodAfterARelapse() {
    Stage stage =
        p1().command("10m", "ack")
            .verdict("40m", "any-slo", false)
            .verdict("60m", "any-slo", true)
            .until("5h");
    assertThat(stage.lines())
        .contains(
            "+40m incident.recovered",
            "+40m clock.met fix-p1",
            "+1h incident.reopened any-slo",
            "+1h clock.resumed fix-p1",
            "+1h page p1-page oncall",
            "+1h15m clock.breached ack-p1",
            "+1h20m escalate p1-l2 em",
            "+2h20m escalate p1-l3 cto",
            "+4h20m clock.breached fix-p1");
  }

  @Test
  void tellsTheCtoTogetherWithAnEarlyResolution() {
    assertThat(p0().command("6m", "resolve").until("30m").lines())
        .contains("+6m incident.resolved", "+6m notify p0-cto cto")
        .noneMatch(line -> line.startsWith("+10m"));
    assertThat(p0().command("1m", "ack").until("10m").lines()).contains("+10m notify p0-cto cto");
  }

  @Test
  void asksForTheNextUpdateAfterTheLastOne() {
    assertThat(p0().command("20m", "post_update", "text", "x").until("51m").lines("update"))
        .containsExactly(
            "+15m update.due upd-p0 stakeholders",
            "+35m update.due upd-p0 stakeholders",
            "+50m update.due upd-p0 stakeholders");
    assertThat(
            p0().verdict("50m", "all-slos", false)
                .verdict("60m", "all-slos", true)
                .until("76m")
                .lines("update"))
        .containsExactly(
            "+15m update.due upd-p0 stakeholders",
            "+30m update.due upd-p0 stakeholders",
            "+45m update.due upd-p0 stakeholders",
            "+1h15m update.due upd-p0 stakeholders");
  }

  @Test
  void meetsTheFixClockOneMillisecondBeforeTheHourAndNotAtIt() {
    assertThat(p0().command("59m59.999s", "mark", "mark", "recovered").until("2h").lines("clock"))
        .contains("+59m59.999s clock.met fix-p0");
    assertThat(p0().command("1h", "mark", "mark", "recovered").until("2h").lines("clock"))
        .contains("+1h clock.breached fix-p0");
  }

  @Test
  void callsTheCeoOnlyOnAFlagAndOnlyAfterTheCto() {
    assertThat(p0().until("2h").lines()).noneMatch(line -> line.contains("ceo"));
    assertThat(p0().command("40m", "flag", "flag", "critical_decision").until("2h").lines())
        .contains("+40m escalate p0-l4 ceo");
    assertThat(p0().command("20m", "flag", "flag", "critical_decision").until("2h").lines())
        .containsSubsequence("+30m escalate p0-l3 cto", "+30m escalate p0-l4 ceo");
    assertThat(p0().command("3m", "flag", "flag", "all_hands_needed").until("9m").lines())
        .contains("+3m page p0-hands all_hands");
  }

  @Test
  void runsGuardedStepsAtHalfSpeedWhileItFlapsAndLetsTheAckClockRun() {
    Stage stage = stage();
    for (int minute = 0; minute < 130; minute++) {
      stage.verdict(minute + "m", "any-slo", minute % 2 == 0);
    }
    assertThat(stage.lines("incident.opened")).hasSize(1);
    assertThat(stage.lines()).contains("+15m clock.breached ack-p1");
    assertThat(stage.lines("escalate").get(0)).isEqualTo("+2h escalate p1-l2 em");
    assertThat(stage.lines("page"))
        .containsExactly(
            "+0s page p1-page oncall",
            "+16m page p1-page oncall",
            "+32m page p1-page oncall",
            "+48m page p1-page oncall",
            "+1h4m page p1-page oncall",
            "+1h20m page p1-page oncall",
            "+1h36m page p1-page oncall",
            "+1h52m page p1-page oncall",
            "+2h8m page p1-page oncall");
  }

  @Test
  void countsThreeHookFailuresInARowAsOneTrigger() {
    Stage stage =
        stage()
            .signal("0s", "git_hook_failed")
            .signal("20s", "git_hook_failed")
            .signal("40s", "git_hook_failed")
            .until("40s");
    assertThat(stage.lines("incident")).containsExactly("+40s incident.opened hooks");
    assertThat(
            stage()
                .signal("0s", "git_hook_failed")
                .signal("20s", "git_hook_failed")
                .signal("30s", "git_hook_passed")
                .signal("40s", "git_hook_failed")
                .signal("50s", "git_hook_failed")
                .until("1h")
                .lines())
        .isEmpty();
  }

  @Test
  void judgesTheDetectionClockByWhatAReporterStates() {
    assertThat(stage().signalSince("0s", "-15m", "user_report").until("0s").lines("clock"))
        .containsExactly("+0s clock.breached detect-p2");
    assertThat(stage().signalSince("0s", "-14m59s", "user_report").until("0s").lines("clock"))
        .containsExactly("+0s clock.met detect-p2");
  }
}
