package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurring duties: when they are due, and that each is told once. */
class GovernanceTest {
  private static final String PACK =
      """
      pack: 1
      id: duties
      time: {zone: Europe/Berlin}
      severities: [{id: A}]
      triggers: [{id: down, severity: A, when: {signal: down}}]
      incident: {group_by: [service]}
      governance:
        - {id: document, on: 2025-11-10, task: Read it again}
        - {id: drill, every: month, task: Play an outage}
        - {id: review, every: quarter, task: Look back}
        - {id: audit, every: year, task: Have it looked at}
      """;

  private final Pack pack = PackReader.read("duties.yaml", PACK).pack().orElseThrow();
  private final IncidentMachine machine = new IncidentMachine(pack, 0);
  private final List<String> told = new ArrayList<>();
  private EntityState state = EntityState.none(pack.id(), Duties.ENTITY);
  private long wakeAt;

  private void begin(String at) {
    long millis = Instant.parse(at).toEpochMilli();
    Input input = Duties.beginning(List.of(pack), millis).get(0);
    take(machine.advance(millis - 1, state));
    take(machine.on(input, millis, state));
  }

  private void until(String at) {
    take(machine.advance(Instant.parse(at).toEpochMilli(), state));
  }

  private void take(Outcome outcome) {
    state = outcome.next();
    wakeAt = outcome.wakeAtMillis();
    for (Event event : outcome.events()) {
      told.add(Times.text(event.timeMillis()) + " " + event.id());
    }
  }

  @Test
  void isDueAtTheFirstInstantOfItsDayInThePacksZone() {
    begin("2025-10-10T00:00:00Z");
    until("2025-10-31T22:59:59.999Z");
    assertThat(told).isEmpty();
    until("2026-01-01T00:00:00Z");
    assertThat(told)
        .containsExactly(
            "2025-10-31T23:00:00Z duties/governance.due/drill@2025-11-01",
            "2025-11-09T23:00:00Z duties/governance.due/document@2025-11-10",
            "2025-11-30T23:00:00Z duties/governance.due/drill@2025-12-01",
            "2025-12-31T23:00:00Z duties/governance.due/drill@2026-01-01",
            "2025-12-31T23:00:00Z duties/governance.due/review@2026-01-01",
            "2025-12-31T23:00:00Z duties/governance.due/audit@2026-01-01");
  }

  @Test
  void isDueAtTheInstantAtWhichTheDutiesBeginButNotBefore() {
    begin("2025-10-31T23:00:00Z");
    until("2025-10-31T23:00:00Z");
    assertThat(told).hasSize(1);
  }

  @Test
  void tellsNothingTwiceHoweverOftenItBegins() {
    begin("2025-10-10T00:00:00Z");
    until("2025-11-05T00:00:00Z");
    begin("2025-11-06T00:00:00Z");
    begin("2025-11-20T00:00:00Z");
    assertThat(told)
        .containsExactly(
            "2025-10-31T23:00:00Z duties/governance.due/drill@2025-11-01",
            "2025-11-09T23:00:00Z duties/governance.due/document@2025-11-10");
    assertThat(Times.text(wakeAt)).isEqualTo("2025-11-30T23:00:00Z");
  }

  @Test
  void saysWhatIsToBeDone() {
    begin("2025-11-09T00:00:00Z");
    Event due =
        machine
            .advance(Instant.parse("2025-11-10T00:00:00Z").toEpochMilli(), state)
            .events()
            .get(0);
    assertThat(due.data())
        .containsExactly(
            Event.Field.text("duty", "document"), Event.Field.text("task", "Read it again"));
    assertThat(due.episode()).isEqualTo("duties");
    assertThat(due.entity()).isEmpty();
  }

  @Test
  void hasNothingToBeginWithoutDuties() {
    String without = PACK.substring(0, PACK.indexOf("governance:"));
    Pack none = PackReader.read("none.yaml", without).pack().orElseThrow();
    assertThat(Duties.beginning(List.of(none), 0)).isEmpty();
  }
}
