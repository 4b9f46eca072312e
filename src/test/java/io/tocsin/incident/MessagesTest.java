package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.detect.Verdict;
import io.tocsin.metric.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of an incident, to whom, and when. */
class MessagesTest {
  private static final String NUMBER = "INC-1";

  private static Stage stage() {
    return new Stage(
        "src/test/resources/packs/messages.yaml",
        "service=api,site=%7Bseverity%7D",
        "2025-10-10T10:01:00Z");
  }

  private static Stage p1() {
    return errorRate(stage(), 0, "8", true);
  }

  private static Stage errorRate(Stage stage, int minute, String value, boolean violated) {
    long end = stage.t0 + minute * 60_000L;
    Verdict verdict =
        new Verdict(
            "speaking",
            stage.state().entity(),
            "errors-p1",
            end,
            violated ? end - 60_000 : Times.NOT_YET,
            violated,
            "",
            value,
            "> 5",
            List.of(new Verdict.Reading("error_rate", value)),
            Verdict.order(stage.pack, 0, violated));
    return stage.apply(io.tocsin.incident.Input.of(verdict), end);
  }

  private static List<Event> messages(Stage stage, String template) {
    return stage.events.stream()
        .filter(event -> event.type().equals("message"))
        .filter(event -> Stage.field(event, "template").orElseThrow().equals(template))
        .map(event -> event.numbered(NUMBER, ""))
        .toList();
  }

  private static String said(Stage stage, String template) {
    return Stage.field(messages(stage, template).get(0), "text").orElseThrow();
  }

  private static List<String> dueTexts(Stage stage) {
    return stage.events.stream()
        .filter(event -> event.type().equals("update.due"))
        .map(event -> Stage.field(event.numbered(NUMBER, ""), "text").orElse("-"))
        .toList();
  }

  @Test
  void saysWhatIsWrongWhenItOpens() {
    assertThat(said(p1(), "initial"))
        .isEqualTo(
            """
            🚨 ALERT P1 - HIGH (Speaking)
            Id: INC-1 in #incident-INC-1 and #standing
            Status: Investigating (In Progress)
            Services: api, {severity}, {severity}
            Impact: error_rate 8, violated when > 5
            Commander: [NAME]
            Started: 2025-10-10T12:00:00+02:00
            Next Update: 12:16""");
  }

  @Test
  void aLabelStaysInItsLine() {
    Stage stage =
        new Stage(
            "src/test/resources/packs/messages.yaml",
            "service=api,site=a%0AStatus: Resolved",
            "2025-10-10T10:01:00Z");

    assertThat(said(stage.signal("0s", "slow"), "initial"))
        .contains("Services: api, a Status: Resolved, a Status: Resolved\n");
  }

  @Test
  void whatAPersonSaysIsNoPlaceForTheNumber() {
    Stage stage =
        p1().command("1m", "set_field", "field", "summary", "value", "It \uFFFF broke \uFFFE.");
    errorRate(stage, 20, "0.4", false).until("30m");

    assertThat(said(stage, "report")).contains("## Summary\n\nIt  broke .\n");
  }

  @Test
  void aSignalHasNoValuesToShow() {
    assertThat(said(stage().signal("0s", "slow"), "initial"))
        .contains("- ALERT P2 - LOW", "Impact: signal slow", "Next Update: 12:31");
  }

  @Test
  void aMarkIsSaidWhoeverSetsItAndOnce() {
    Stage byPerson = p1().command("5m", "mark", "mark", "mitigated");
    Stage byMetrics = errorRate(p1(), 7, "0.4", false);

    assertThat(said(byPerson, "mended")).isEqualTo("mitigated at 12:06, P1");
    assertThat(said(byMetrics, "mended")).isEqualTo("mitigated at 12:08, P1");
    assertThat(messages(errorRate(byPerson, 7, "0.4", false), "mended")).hasSize(1);
  }

  @Test
  void sendsThePayloadOfAChannelToThatChannel() {
    Event card = messages(p1(), "card").get(0);

    assertThat(Stage.field(card, "channel")).contains("slack");
    assertThat(card.deliveries()).containsExactly(new Event.Delivery("slack", "slack", 1));
    assertThat(Stage.field(card, "text"))
        .contains(
            "{\"text\":\"🚨 P1\",\"color\":\"danger\",\"fields\":"
                + "[{\"value\":\"{severity}\",\"short\":true},{\"value\":\"INC-1\"}]}");
    assertThat(messages(stage().signal("0s", "slow"), "card")).isEmpty();
  }

  @Test
  void tellsOneMessagePerTemplateAndChannelAfterTheEvent() {
    assertThat(p1().lines("").stream().map(line -> line.split(" ")[1]).toList())
        .startsWith("incident.opened", "channel.create", "message");
    assertThat(messages(p1(), "initial").get(0).cause()).isEqualTo("initial@mail#1");
  }

  @Test
  void publishesADraftToNobodyAndLeavesTheRestToPeople() {
    Event draft = messages(p1(), "later").get(0);

    assertThat(Stage.field(draft, "draft")).contains("true");
    assertThat(Stage.field(draft, "text")).contains("[12:01] Investigating");
    assertThat(draft.deliveries()).isEmpty();
    assertThat(messages(p1(), "by-hand")).isEmpty();
  }

  @Test
  void onlyAMessageThatWasSentTicks() {
    Stage stage = p1();

    assertThat(stage.lines("clock.met")).contains("+0s clock.met comms");
    assertThat(stage.incident().markedAt("told_later")).isEqualTo(Times.NOT_YET);
    assertThat(stage.incident().markedAt("told_by_hand")).isEqualTo(Times.NOT_YET);
  }

  @Test
  void anUpdateThatIsDueCarriesItsTextToWhomTheCadenceNames() {
    Stage stage = p1().until("15m");
    Event due = stage.events.get(stage.events.size() - 2);

    assertThat(dueTexts(stage))
        .containsExactly(
            "INC-1 P1: Investigating, 00:15:00, 15 min, no reason, next 2025-10-10T12:31:00+02:00");
    assertThat(due.type()).isEqualTo("update.due");
    assertThat(due.deliveries())
        .containsExactly(
            new Event.Delivery("oncall", "slack", 1), new Event.Delivery("oncall", "mail", 1));
  }

  @Test
  void theTextOfAnUpdateIsNotSaidTwice() {
    Stage stage = p1().until("15m");

    assertThat(messages(stage, "update")).isEmpty();
    assertThat(said(stage, "heard")).isEqualTo("heard of updates");
  }

  @Test
  void aCadenceThatNamesNobodySpeaksToItsChannels() {
    Stage stage = stage().signal("0s", "slow").until("30m");
    Event due =
        stage.events.stream().filter(e -> e.type().equals("update.due")).findFirst().orElseThrow();

    assertThat(due.deliveries()).containsExactly(new Event.Delivery("mail", "mail", 1));
    assertThat(Stage.field(due, "text")).isEmpty();
    assertThat(said(stage, "update"))
        .isEqualTo(
            "INC-1 P2: Investigating, 00:30:00, 30 min, no reason, next 2025-10-10T13:01:00+02:00");
  }

  @Test
  void aStatusChangeIsAnUpdate() {
    Stage stage =
        p1().command("7m", "set_status", "status", "Found it", "reason", "bad deploy {id}")
            .until("21m");

    assertThat(said(stage, "update"))
        .isEqualTo(
            "INC-1 P1: Found it, 00:07:00, 15 min, bad deploy {id}, next"
                + " 2025-10-10T12:23:00+02:00");
    assertThat(dueTexts(stage)).isEmpty();
  }

  @Test
  void aTemplateOfOneStatusIsSaidAtThatStatusOnly() {
    Stage stage =
        p1().command("5m", "set_status", "status", "mitigating")
            .command("7m", "set_status", "status", "identified");

    assertThat(messages(stage, "found"))
        .extracting(event -> Stage.field(event, "channel").orElseThrow())
        .containsExactly("page", "mail");
    assertThat(said(stage, "found")).isEqualTo("[12:08] Found it from Mitigating");
  }

  @Test
  void showsWhatWasAndWhatIs() {
    assertThat(said(errorRate(p1(), 20, "0.4", false), "over"))
        .isEqualTo("Error Rate: 8.0% → 0.4% (0.4)");
  }

  @Test
  void theStatusPageFollowsTheLifecycle() {
    Stage stage = errorRate(p1(), 20, "0.4", false).until("30m");

    assertThat(messages(stage, "status"))
        .extracting(event -> Stage.field(event, "text").orElseThrow())
        .containsExactly(page("investigating"), page("monitoring"), page("resolved"));
  }

  private static String page(String status) {
    return "{\"name\":\"Speaking\",\"status\":\""
        + status
        + "\",\"impact\":\"major\",\"components\":[\"api\"]}";
  }

  @Test
  void reportsWhenItIsOver() {
    Stage stage = p1().command("2m", "ack").command("9m", "check", "item", "call");
    stage.command(
        "10m", "add_action", "action", "Write a test", "owner", "bo", "due", "2025-11-01");
    errorRate(stage, 20, "0.4", false).until("30m");

    assertThat(said(stage, "done"))
        .isEqualTo(
            """
            Duration: 00:31, 00:01:00, 00:02:00, 00:20:00, 00:20:00
            Review: 2025-10-12T12:31:00+02:00
            - 12:01 - Incident detected
            - 12:03 - Response began
            - 12:21 - Mitigation applied
            - 12:31 - Resolved
            SLOs: errors
            - [x] Say so
            - [x] Call the team
            - [ ] Write a test - Owner: bo - Due: 2025-11-01""");
  }

  @Test
  void keepsAPersonsPartOfADocumentInBrackets() {
    Stage stage = p1().command("1m", "set_field", "field", "summary", "value", "It {broke}.");
    errorRate(stage, 20, "0.4", false).until("30m");

    assertThat(said(stage, "report"))
        .isEqualTo(
            """
            # Report

            - **Incident ID:** INC-1
            - **Severity:** P1 - High
            - **Systems Affected:** api, {severity}
            - **Users:** [Users]

            ## Summary

            It {broke}.

            ## Timeline

            - 12:01 - Incident detected
            - [HH:mm] - Response began
            - 12:21 - Mitigation applied
            - 12:31 - Resolved""");
  }
}
