package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ladders of document 001 when nobody acts (requirements H.6), and what people change. */
class GoldenTimelineTest {
  private static final String PACK = "conf/packs/claude-code-runbook.yaml";
  private static final String FRIDAY = "2025-10-10T10:01:00Z";

  private static Stage stage() {
    return new Stage(PACK, "system=claude-code", FRIDAY);
  }

  @Test
  void walksTheWholeLadderOfP0WhenNobodyActs() {
    assertThat(stage().verdict("0s", "truth-p0", true).until("3h").lines())
        .containsExactly(
            "+0s incident.opened truth-p0",
            "+0s page p0-oncall oncall",
            "+2m phase.overrun steps-p0 acknowledge",
            "+5m clock.breached ack-p0",
            "+5m phase.overrun steps-p0 stabilize",
            "+5m notify p0-em em",
            "+10m phase.overrun steps-p0 notify",
            "+10m notify p0-vp vp",
            "+15m page p0-em-page em",
            "+15m notify p0-exec exec",
            "+25m phase.overrun steps-p0 root_cause",
            "+35m phase.overrun steps-p0 verify");
  }

  @Test
  void walksTheWholeLadderOfP1WhenNobodyActs() {
    assertThat(stage().verdict("0s", "truth-p1", true).until("3h").lines())
        .containsExactly(
            "+0s incident.opened truth-p1",
            "+0s page p1-oncall oncall",
            "+5m phase.overrun steps-p1 assess",
            "+15m clock.breached ack-p1",
            "+15m phase.overrun steps-p1 identify",
            "+15m notify p1-em em",
            "+30m notify p1-vp vp",
            "+45m phase.overrun steps-p1 fix",
            "+1h phase.overrun steps-p1 verify");
  }

  @Test
  void tellsP2AndP3OnceAndBreachesTheirClocks() {
    assertThat(stage().verdict("0s", "truth-p2", true).until("48h").lines())
        .containsExactly(
            "+0s incident.opened truth-p2",
            "+0s notify p2-oncall oncall",
            "+0s ticket p2-ticket queue",
            "+1h clock.breached ack-p2");
    assertThat(stage().verdict("0s", "cache-p3", true).until("48h").lines())
        .containsExactly(
            "+0s incident.opened cache-p3",
            "+0s ticket p3-ticket queue",
            "+4h clock.breached ack-p3");
  }

  @Test
  void risesFromP2ToP1ToP0AndRelaxesNothing() {
    Stage stage =
        stage()
            .verdict("0s", "truth-p2", true)
            .verdict("5m", "truth-p1", true)
            .verdict("18m", "truth-p0", true)
            .until("34m");
    assertThat(stage.lines())
        .contains(
            "+5m incident.severity_changed P2 P1",
            "+5m page p1-oncall oncall",
            "+18m incident.severity_changed P1 P0",
            "+18m page p0-oncall oncall",
            "+20m clock.breached ack-p0",
            "+20m notify p0-em em",
            "+28m notify p0-vp vp",
            "+33m page p0-em-page em",
            "+33m notify p0-exec exec")
        .doesNotContain("+20m notify p1-em em", "+20m clock.breached ack-p1");
    assertThat(stage.lines("notify")).hasSize(4);
  }

  @Test
  void opensOnceWithTheWorstOfThreeThresholds() {
    Stage stage =
        stage()
            .verdict("0s", "ops-p0", true)
            .verdict("0s", "ops-p1", true)
            .verdict("0s", "ops-p2", true)
            .until("0s");
    assertThat(stage.lines("incident")).containsExactly("+0s incident.opened ops-p0");
    assertThat(stage.lines("trigger"))
        .containsExactly("+0s trigger.attached ops-p1", "+0s trigger.attached ops-p2");
  }

  @Test
  void meetsTheAckClockOneMillisecondBeforeItsStrictLimitAndNotAtIt() {
    assertThat(ackAt("4m59.999s")).contains("+4m59.999s clock.met ack-p0");
    assertThat(ackAt("5m")).contains("+5m clock.breached ack-p0").noneMatch(l -> l.contains("met"));
  }

  private static java.util.List<String> ackAt(String after) {
    return stage().verdict("0s", "truth-p0", true).command(after, "ack").until("6m").lines("clock");
  }

  @Test
  void takesTheAckAtTheInclusiveLimitOfP1() {
    assertThat(
            stage().verdict("0s", "truth-p1", true).command("15m", "ack").until("16m").lines("cl"))
        .containsExactly("+15m clock.met ack-p1");
    assertThat(
            stage()
                .verdict("0s", "truth-p1", true)
                .command("15m0.001s", "ack")
                .until("16m")
                .lines("cl"))
        .containsExactly("+15m clock.breached ack-p1");
  }

  @Test
  void stopsEscalatingWhenRecoveredAndResolvesAfterTheHold() {
    Stage stage =
        stage().verdict("0s", "truth-p0", true).verdict("7m", "truth-p0", false).until("49h");
    assertThat(stage.lines())
        .containsSubsequence(
            "+5m notify p0-em em",
            "+7m trigger.cleared truth-p0",
            "+7m incident.recovered",
            "+17m hold.done hold-p0",
            "+17m incident.resolved",
            "+17m task report oncall",
            "+48h17m clock.breached review")
        .noneMatch(line -> line.contains("p0-vp") || line.contains("p0-exec"));
    assertThat(stage.events)
        .filteredOn(event -> event.type().equals("hold.done"))
        .allSatisfy(event -> assertThat(Stage.field(event, "samples")).contains("20"));
  }

  @Test
  void goesOnWithTheTimeThatWasLeftAfterARelapse() {
    Stage stage =
        stage()
            .verdict("0s", "truth-p1", true)
            .command("10m", "ack")
            .verdict("20m", "truth-p1", false)
            .verdict("24m", "truth-p2", true)
            .until("41m");
    assertThat(stage.lines())
        .containsSubsequence(
            "+10m clock.met ack-p1",
            "+15m notify p1-em em",
            "+20m incident.recovered",
            "+24m incident.reopened truth-p2",
            "+24m clock.resumed ack-p1",
            "+24m page p1-oncall oncall",
            "+34m notify p1-vp vp",
            "+39m clock.breached ack-p1");
    assertThat(stage.incident().severity()).isEqualTo("P1");
  }

  @Test
  void waitsForBusinessHoursWithAP2() {
    Stage stage = new Stage(PACK, "system=claude-code", "2025-10-10T18:00:00Z");
    assertThat(stage.verdict("0s", "truth-p2", true).until("72h").lines())
        .containsExactly(
            "+0s incident.opened truth-p2",
            "+0s ticket p2-ticket queue",
            "+63h notify p2-oncall oncall",
            "+64h clock.breached ack-p2");
  }

  @Test
  void tellsTheDatabaseAdministratorOfACorruption() {
    assertThat(stage().signal("3s", "database_corruption").until("3s").lines())
        .containsExactly(
            "+3s incident.opened db-corruption",
            "+3s page p0-oncall oncall",
            "+3s notify p0-dba dba");
    assertThat(
            stage()
                .verdict("0s", "truth-p0", true)
                .signal("2m", "database_corruption")
                .until("2m")
                .lines())
        .contains("+2m trigger.attached db-corruption", "+2m notify p0-dba dba");
  }

  @Test
  void startsTheNextPhaseWhenOneIsDone() {
    assertThat(
            stage()
                .verdict("0s", "truth-p0", true)
                .command("1m", "phase_done", "phase", "acknowledge")
                .until("20m")
                .lines("phase"))
        .containsExactly(
            "+4m phase.overrun steps-p0 stabilize", "+9m phase.overrun steps-p0 notify");
  }

  @Test
  void ignoresWhatItWasToldBefore() {
    Stage once = stage().verdict("0s", "truth-p0", true).verdict("5m", "truth-p0", false);
    Stage twice =
        stage()
            .verdict("0s", "truth-p0", true)
            .verdict("5m", "truth-p0", false)
            .verdict("0s", "truth-p0", true)
            .verdict("5m", "truth-p0", false);
    assertThat(twice.until("1h").lines()).isEqualTo(once.until("1h").lines());
  }

  @Test
  void judgesAClockOnMetricsByWhenItIsTrueNotByWhenItIsKnown() {
    Stage stage = new Stage(PACK, "system=claude-code", FRIDAY, 30_000);
    stage.verdict("0s", "truth-p0", true).verdict("2m", "truth-p0", false);
    // A relapse that is true before the hold ends, and known after.
    stage.verdict("12m", "truth-p0", true).until("40m");
    assertThat(stage.lines("incident"))
        .containsExactly(
            "+0s incident.opened truth-p0",
            "+2m incident.recovered",
            "+12m incident.reopened truth-p0");
  }

  @Test
  void rejectsWhatCannotBeDoneAndSaysWhy() {
    Stage stage = stage().command("0s", "ack");
    assertThat(stage.lines()).containsExactly("+0s command.rejected ack");
    assertThat(stage.events.get(0).episode()).isEqualTo(stage.pack.id());
    stage.verdict("1m", "truth-p0", true).command("2m", "set_severity", "severity", "P9");
    assertThat(Stage.field(stage.events.get(stage.events.size() - 1), "reason"))
        .contains("severity is 'P9', must be one of P0, P1, P2, P3");
  }

  @Test
  void putsTheTenantInFrontOfTheEpisode() {
    Stage stage = stage().verdict("0s", "truth-p0", true);
    String alone = "claude-code-runbook/system=claude-code/1760090460000";
    assertThat(stage.incident().episode()).isEqualTo(alone);
    IncidentMachine machine = new IncidentMachine("acme", stage.pack, 0);
    Input verdict = stage.last();
    EntityState none = EntityState.none(stage.pack.id(), "system=claude-code");
    assertThat(machine.on(verdict, stage.t0, none).events().get(0).episode())
        .isEqualTo("acme/" + alone);
  }

  @Test
  void forgetsAnEntityThatHadIncidentsAfterNinetyDays() {
    Stage stage = stage().verdict("0s", "truth-p2", true).verdict("5m", "truth-p2", false);
    assertThat(stage.until("2160h").state().isEmpty()).isFalse();
    assertThat(stage.until("2160h5m").state().isEmpty()).isTrue();
  }

  @Test
  void forgetsAnEntityWithoutIncidentsADayAfterItsLastWord() {
    Stage stage = stage().command("0s", "ack");
    assertThat(stage.until("23h59m").state().isEmpty()).isFalse();
    assertThat(stage.until("24h").state().isEmpty()).isTrue();
  }
}
