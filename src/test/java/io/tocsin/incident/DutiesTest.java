package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people have to do and say in the course of an incident. */
class DutiesTest {
  private static Stage stage() {
    return new Stage("src/test/resources/packs/duties.yaml", "service=a", "2025-10-10T10:01:00Z");
  }

  private static Stage down() {
    return stage().signal("0s", "down");
  }

  private static Stage slow() {
    return stage().signal("0s", "slow");
  }

  private static String last(Stage stage, String field) {
    Event event = stage.events.get(stage.events.size() - 1);
    return event.type() + " " + Stage.field(event, field).orElse("-");
  }

  @Test
  void saysWhatThePackWantsInTheRecord() {
    Event opened = down().events.get(0);
    assertThat(Stage.field(opened, "impact")).contains("signal down");
    assertThat(Stage.field(opened, "responder")).contains("one");
  }

  @Test
  void opensRoomsOfItsOwnAndNoneThatStandsAnyway() {
    List<Event> rooms =
        down().events.stream()
            .filter(event -> event.type().equals("channel.create"))
            .map(event -> event.numbered("I-07", "-2"))
            .toList();
    assertThat(rooms)
        .extracting(event -> Stage.field(event, "channel").orElseThrow())
        .containsExactly("#incident-I-07", "#war-20251010-1001-2");
  }

  @Test
  void refusesWhatABlockingGateStandsBefore() {
    Stage stage = down().command("1m", "resolve").command("2m", "close");
    assertThat(last(stage, "reason"))
        .isEqualTo("command.rejected gate close is blocking, not done: rca_attached");
    stage.command("3m", "mark", "mark", "rca_attached").command("4m", "close");
    assertThat(stage.lines("incident.closed")).containsExactly("+4m incident.closed");
  }

  @Test
  void asksNothingOfASeverityTheGateDoesNotStandBefore() {
    Stage stage = slow().command("1m", "resolve").command("2m", "close");
    assertThat(stage.lines("incident.closed")).hasSize(1);
  }

  @Test
  void letsPassAnAdvisoryGateAndSaysWhatIsOpen() {
    Stage stage = slow().command("1m", "check", "item", "seen");
    stage.command("2m", "phase_done", "phase", "look");
    stage.command("3m", "mark", "mark", "mitigated");
    Event gate =
        stage.events.stream().filter(event -> event.type().startsWith("gate.")).findFirst().get();
    assertThat(gate.type()).isEqualTo("gate.open");
    assertThat(Stage.field(gate, "phase")).contains("mend");
    assertThat(Stage.field(gate, "items")).contains("tested+canary");
    assertThat(stage.incident().marks()).containsKey("mitigated");
  }

  @Test
  void saysWhichPhaseWasNeverLeft() {
    Stage stage = down().command("3m", "mark", "mark", "mitigated");
    assertThat(stage.lines("gate.")).containsExactly("+3m gate.skipped look", "+3m gate.open mend");
  }

  @Test
  void hasAMetricRecoveryMeetNoGate() {
    Stage stage = down().command("3m", "mark", "mark", "recovered");
    assertThat(stage.lines("gate.")).isEmpty();
  }

  @Test
  void completesAListByItselfAndByHand() {
    Stage stage = down().command("4m", "check", "item", "seen").until("10m");
    assertThat(stage.lines("clock.")).containsExactly("+4m clock.met first");
    assertThat(stage.incident().ticked()).containsOnlyKeys("logged", "seen");
  }

  @Test
  void namesWhatAListStillWantsWhenItsClockIsOver() {
    Stage stage = down().until("6m");
    Event breach =
        stage.events.stream().filter(e -> e.type().equals("clock.breached")).findFirst().get();
    assertThat(Stage.field(breach, "items")).contains("seen");
    assertThat(Stage.field(breach, "advisory")).contains("true");
  }

  @Test
  void setsAMarkOfItsOwnWhenAStepHasFired() {
    assertThat(slow().until("9m").incident().marks()).doesNotContainKey("told");
    Stage stage = slow().until("10m");
    assertThat(stage.incident().markedAt("told")).isEqualTo(stage.t0 + 600_000);
  }

  @Test
  void saysWhichCommandsThereAreToWhoeverMistypedOne() {
    Stage stage = down().command("1m", "ackk");
    assertThat(last(stage, "reason")).contains("'ackk' is no command, must be one of ack, unack");
  }

  @Test
  void takesAnItemByItsTextToo() {
    Stage stage = slow().command("1m", "check", "item", "tested in staging");
    assertThat(stage.incident().ticked()).containsKey("tested");
  }

  @Test
  void refusesAnUnknownItemAndOneThatIsTicked() {
    Stage stage = down().command("1m", "check", "item", "sein");
    assertThat(last(stage, "reason")).contains("item is 'sein', must be one of seen, tested");
    stage.command("2m", "check", "item", "seen").command("3m", "check", "item", "seen");
    assertThat(last(stage, "reason")).contains("'seen' is ticked already");
  }

  @Test
  void keepsPhasesInOrderWhereThePackSaysSo() {
    Stage stage = down().command("1m", "phase_done", "phase", "mend");
    assertThat(last(stage, "reason"))
        .isEqualTo("command.rejected phase mend cannot be done before look");
    stage.command("2m", "phase_done", "phase", "look");
    stage.command("3m", "phase_done", "phase", "mend");
    assertThat(stage.until("1h").lines("phase.")).isEmpty();
    assertThat(stage.incident().marks()).containsKeys("phase:mend", "phase:learn");
  }

  @Test
  void takesTheNextLevelAtOnceAndNotAgain() {
    Stage stage = down().command("5m", "flag", "flag", "vendor").until("1h");
    assertThat(stage.lines("escalate"))
        .containsExactly("+5m escalate next two", "+20m escalate l3 three");
    Event early =
        stage.events.stream().filter(event -> event.type().equals("escalate")).findFirst().get();
    assertThat(Stage.field(early, "level")).contains("L2");
    assertThat(Stage.field(early, "channels")).contains("pager");
  }

  @Test
  void takesALevelForEachFlag() {
    Stage stage = down().command("5m", "flag", "flag", "vendor");
    stage.command("5m", "flag", "flag", "media").until("1h");
    assertThat(stage.lines("escalate"))
        .containsExactly("+5m escalate next two", "+5m escalate next three");
  }

  @Test
  void takesTheLevelAfterTheOneThatIsDueAtThatInstant() {
    Stage stage = stage();
    stage.signal("0s", "down").command("0s", "flag", "flag", "media").until("1h");
    assertThat(stage.lines("page")).containsExactly("+0s page l1 one");
    assertThat(stage.lines("escalate"))
        .containsExactly("+0s escalate next two", "+20m escalate l3 three");
  }

  @Test
  void raisesNoLevelWhileRecovered() {
    Stage stage = down().command("5m", "mark", "mark", "recovered");
    stage.command("6m", "flag", "flag", "vendor").until("1h");
    assertThat(stage.lines("escalate")).isEmpty();
  }

  @Test
  void tellsOfAnActionTheDayAfterItsDay() {
    Stage stage = down().command("1m", "add_action", "action", "Test it", "due", "2025-10-10");
    stage.command("2m", "add_action", "action", "Write it", "due", "2025-10-10", "owner", "bob");
    stage.command("3m", "done_action", "action", "Test it").command("4m", "resolve");
    assertThat(stage.until("13h58m").lines("action.")).isEmpty();
    stage.until("14h");
    assertThat(stage.lines("action.")).containsExactly("+13h59m action.overdue");
    assertThat(last(stage, "owner")).isEqualTo("action.overdue bob");
    assertThat(stage.until("100h").lines("action.")).hasSize(1);
  }

  @Test
  void measuresActionsFromTheResolution() {
    Stage open = down().command("1m", "add_action", "action", "x", "horizon", "soon");
    open.command("2m", "resolve").until("5h");
    assertThat(open.lines("clock.")).contains("+1h2m clock.breached soon");

    Stage done = down().command("1m", "add_action", "action", "x", "horizon", "soon");
    done.command("2m", "resolve").command("3m", "done_action", "action", "x").until("5h");
    assertThat(done.lines("clock.")).contains("+3m clock.met soon");

    Stage none = down().command("2m", "resolve").until("5h");
    assertThat(none.lines("clock.")).contains("+1h2m clock.void soon");
  }

  @Test
  void goesOnWithAClockThatWasMetWhenMoreIsToBeDone() {
    Stage stage = down().command("1m", "add_action", "action", "x", "horizon", "soon");
    stage.command("2m", "resolve").command("3m", "done_action", "action", "x");
    stage.command("4m", "add_action", "action", "y", "horizon", "soon").until("5h");
    assertThat(stage.lines("clock."))
        .contains("+3m clock.met soon", "+4m clock.resumed soon", "+1h2m clock.breached soon");
  }

  @Test
  void refusesActionsThatMakeNoSense() {
    Stage stage = down().command("1m", "add_action", "action", "x", "due", "soon");
    assertThat(last(stage, "reason")).contains("due is 'soon', must be a date");
    stage.command("2m", "done_action", "action", "x");
    assertThat(last(stage, "reason")).contains("there is no action 'x'");
    stage.command("3m", "add_action");
    assertThat(last(stage, "reason")).contains("needs the field 'action'");
  }

  @Test
  void givesRolesToPeople() {
    Stage stage = down().command("1m", "assign", "responder", "alice");
    assertThat(last(stage, "name")).isEqualTo("incident.noted commander");
    stage.command("2m", "assign", "responder", "bob", "role", "boss");
    assertThat(last(stage, "reason")).contains("role is 'boss', must be one of commander, scribe");
    assertThat(stage.incident().holders())
        .containsExactly(java.util.Map.entry("commander", "alice"));
  }

  @Test
  void keepsFieldsThatPeopleSupply() {
    Stage stage = down().command("1m", "set_field", "field", "root_cause", "value", "a typo");
    assertThat(stage.incident().fields()).containsEntry("root_cause", "a typo");
    assertThat(last(stage, "value")).isEqualTo("incident.noted a typo");
    stage.command("2m", "set_field", "field", "no name", "value", "x");
    assertThat(last(stage, "reason")).contains("field is 'no name', must be a name");
  }

  @Test
  void joinsATriggerByHandAndRisesWithIt() {
    Stage stage = slow().command("1m", "attach", "trigger", "down");
    assertThat(stage.lines())
        .contains("+1m trigger.attached down", "+1m incident.severity_changed B A");
    stage.command("2m", "attach", "trigger", "up");
    assertThat(last(stage, "reason")).contains("no trigger 'up'");
    stage.command("3m", "attach", "incident", "I-01");
    assertThat(last(stage, "value")).isEqualTo("incident.noted I-01");
  }

  @Test
  void knowsOnlyTheWordsOfTheDocument() {
    Stage stage = down().command("1m", "set_status", "status", "Mitigating");
    assertThat(last(stage, "reason"))
        .contains("status is 'Mitigating', must be one of Looking, Watching, Over");
    stage.command("2m", "set_status", "status", "watching");
    assertThat(stage.lines("incident.status_changed"))
        .containsExactly("+2m incident.status_changed Looking Watching");
    stage.command("3m", "set_status", "status", "Over");
    assertThat(stage.lines("incident.resolved")).hasSize(1);
  }

  @Test
  void countsTheTimeItWasDown() {
    Stage stage = down().command("10m", "mark", "mark", "recovered");
    stage.signal("15m", "down").command("20m", "resolve");
    assertThat(stage.incident().downMillis()).isEqualTo(15 * 60_000);
  }

  @Test
  void countsViolatingWindowsAndNotThoseThatProveTheRecovery() {
    Stage stage = new Stage("conf/packs/ado.yaml", "service=svc-a", "2025-10-10T10:00:00Z");
    stage.verdict("1m", "perf-p1", true).verdict("11m", "perf-p1", false);
    assertThat(stage.incident().downMillis()).isEqualTo(10 * 60_000);
    stage.verdict("16m", "perf-p1", true).verdict("21m", "perf-p1", false);
    assertThat(stage.incident().downMillis()).isEqualTo(15 * 60_000);
  }

  @Test
  void leavesANoteOfWhatChangedNothingElse() {
    Stage stage = down().command("1m", "flag", "flag", "media");
    stage.command("2m", "flag", "flag", "media");
    assertThat(last(stage, "reason")).contains("it is flagged media already");
    stage.command("3m", "unflag", "flag", "media").command("4m", "unflag", "flag", "media");
    assertThat(stage.events.stream().filter(e -> e.type().equals("incident.noted")))
        .extracting(event -> Stage.field(event, "what").orElseThrow())
        .containsExactly("flag", "unflag");
  }
}
