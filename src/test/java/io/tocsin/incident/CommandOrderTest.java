package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that come twice, too early or under another name. */
class CommandOrderTest {
  private static Stage p1() {
    return new Stage("conf/packs/claude-enhancer.yaml", "service=svc-a", "2025-10-10T10:01:00Z")
        .verdict("0s", "any-slo", true);
  }

  private static String reason(Stage stage) {
    Event last = stage.events.get(stage.events.size() - 1);
    assertThat(last.type()).isEqualTo("command.rejected");
    return Stage.field(last, "reason").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "acked,ack",
    "resolved,resolve",
    "closed,close",
    "opened,declare",
    "phase_done:triage,phase_done",
    "checklist:triage,check",
    "actions:short,done_action",
    "flag:widespread,flag",
    "step:p1-em,the step itself"
  })
  void takesNoMarkForWhatACommandDoes(String mark, String command) {
    Stage stage = p1().command("5m", "mark", "mark", mark);

    assertThat(reason(stage)).isEqualTo("'" + mark + "' is told by " + command);
    assertThat(stage.incident().marks().getOrDefault(mark, 0L)).isNotEqualTo(stage.t0 + 300_000);
  }

  @Test
  void saysWhichIncidentIsAtHandAlsoBeforeItHasANumber() {
    Stage stage = p1().command("1m", "ack", "incident", "INC-1");

    Event rejected = stage.events.get(stage.events.size() - 1).numbered("INC-20251010-007", "");
    assertThat(Stage.field(rejected, "reason"))
        .contains("incident INC-1 is not the one at hand, INC-20251010-007 is");
  }

  @Test
  void closesOnce() {
    Stage stage = p1().command("5m", "resolve").command("6m", "close").command("7m", "close");

    assertThat(stage.lines("incident.closed")).containsExactly("+6m incident.closed");
    assertThat(reason(stage)).isEqualTo("it is closed already, since 2025-10-10T10:07:00Z");
  }

  @Test
  void closesAgainWhatWasReopened() {
    Stage stage = p1().command("5m", "resolve").command("6m", "close").command("7m", "reopen");

    stage.command("8m", "resolve").command("9m", "close");

    assertThat(stage.lines("incident.closed")).hasSize(2);
  }

  @Test
  void goesOnLikeARelapseWhenSomebodyReopensIt() {
    Stage stage =
        new Stage("conf/packs/claude-enhancer.yaml", "service=svc-a", "2025-10-10T10:01:00Z")
            .verdict("0s", "all-slos", true)
            .command("2m", "ack")
            .command("5m", "resolve")
            .command("20m", "reopen")
            .until("80m");
    assertThat(stage.lines())
        .containsSubsequence(
            "+5m incident.resolved",
            "+5m clock.met fix-p0",
            "+20m incident.reopened",
            "+20m clock.resumed fix-p0",
            "+20m page p0-page oncall",
            "+25m clock.breached ack-p0",
            "+30m escalate p0-l2 em",
            "+35m update.due upd-p0 stakeholders",
            "+45m escalate p0-l3 cto",
            "+1h15m clock.breached fix-p0");
  }

  @Test
  void letsAnUnansweredClockGoOnWhenSomebodyReopensIt() {
    Stage stage = p1().command("5m", "resolve").command("20m", "reopen").until("31m");
    assertThat(stage.lines("clock"))
        .containsSubsequence(
            "+5m clock.void ack-p1", "+20m clock.resumed ack-p1", "+30m clock.breached ack-p1");
  }

  @Test
  void countsByWhatTheSenderSaidWhenThatWasNotLongAgo() {
    Stage stage = p1();
    Input ack = stage.command("1m", "unack").last();
    stage.apply(saidAt(ack, stage.t0 + 14 * 60_000 + 59_000), stage.t0 + 15 * 60_000 + 30_000);

    assertThat(stage.lines("clock")).contains("+15m clock.breached ack-p1");
    assertThat(stage.lines("incident.acked")).containsExactly("+15m30s incident.acked");
    Event acked = stage.events.get(stage.events.size() - 1);
    assertThat(Stage.field(acked, "said")).contains("2025-10-10T10:15:59Z");
  }

  private static Input saidAt(Input template, long saidMillis) {
    Command like = template.command();
    Command ack =
        new Command(
            "late-ack",
            "ack",
            like.pack(),
            like.labels(),
            "",
            saidMillis,
            "alice",
            java.util.Map.of());
    return Input.of(like.pack(), like.labels(), ack);
  }
}
