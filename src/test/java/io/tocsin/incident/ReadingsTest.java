package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.detect.Verdict;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What verdicts without a trigger of their own do to an entity. */
class ReadingsTest {
  private static final long MINUTE = 60_000;
  private static final Pack PACK =
      PackReader.read(
              "readings.yaml",
              """
              pack: 1
              id: p
              severities: [{id: P1}]
              targets: {lead: {name: Lead}}
              channels: {mail: {kind: ticket}}
              metrics:
                load: {unit: count, agg: mean, snapshot: true}
                size: {unit: count, agg: last, snapshot: true}
                customers: {unit: count, agg: max}
              triggers: [{id: down, severity: P1, when: {signal: down}}]
              flags: {many: {metric: customers, op: ">=", value: 2}}
              timers:
                - {id: tell, kind: step, from: "flag:many", at: 0s, action: review, to: [lead], via: [mail]}
              incident: {group_by: [service]}
              """)
          .pack()
          .orElseThrow();

  private final IncidentMachine machine = new IncidentMachine(PACK, 0);
  private final List<Event> events = new ArrayList<>();
  private EntityState state = EntityState.none("p", "service=a");

  private void apply(Input input, long atMillis) {
    take(machine.advance(atMillis - 1, state));
    take(machine.on(input, atMillis, state));
  }

  private void take(Outcome outcome) {
    state = outcome.next();
    events.addAll(outcome.events());
  }

  private void verdict(long minute, String trigger, boolean violated, String... readings) {
    List<Verdict.Reading> read = new ArrayList<>();
    for (int i = 0; i < readings.length; i += 2) {
      read.add(new Verdict.Reading(readings[i], readings[i + 1]));
    }
    long end = minute * MINUTE;
    Verdict verdict =
        new Verdict("p", "service=a", trigger, end, Times.NOT_YET, violated, "", "", "", read, -1);
    apply(Input.of(verdict), Math.max(end, state.touchedMillis()));
  }

  private void down(long minute) {
    long at = minute * MINUTE;
    Signal signal = new Signal("s" + minute, "down", "service=a", at, Times.NOT_YET);
    apply(Input.of("p", "service=a", signal), at);
  }

  private List<String> told() {
    take(machine.advance(100 * MINUTE, state));
    return events.stream().map(event -> event.type() + "@" + event.timeMillis() / MINUTE).toList();
  }

  @Test
  void mereReadingsTellNothing() {
    verdict(1, "", false, "load", "1");
    verdict(2, "", false, "load", "2");
    verdict(2, "", false, "load", "2");
    assertThat(events).isEmpty();
    assertThat(state.incidents()).isEmpty();
  }

  @Test
  void whatIsReadNoMoreIsKnownNoMore() {
    verdict(1, "", false, "load", "1", "size", "7");
    verdict(2, "", false, "load", "2");
    assertThat(state.readings()).containsOnlyKeys("load").containsEntry("load", "2");
  }

  @Test
  void olderReadingsThatAreRepeatedAfterACrashChangeNothing() {
    verdict(1, "", false, "load", "1");
    verdict(2, "", false, "load", "2", "size", "7");
    EntityState before = state;
    verdict(1, "", false, "load", "1");
    assertThat(state.readings()).isEqualTo(before.readings());
  }

  @Test
  void aFlagIsSetOnceAndStaysWithItsIncident() {
    down(1);
    verdict(2, "flag:many", true);
    verdict(2, "flag:many", true);
    verdict(3, "flag:many", false);
    assertThat(state.open().flags()).containsEntry("many", 2 * MINUTE);
    assertThat(told()).containsOnlyOnce("review@2");
  }

  @Test
  void aRepeatedOldVerdictDoesNotSetAFlagThatWasTakenBack() {
    verdict(2, "flag:many", true);
    verdict(3, "flag:many", false);
    verdict(2, "flag:many", true);
    down(4);
    assertThat(state.open().flags()).isEmpty();
    assertThat(told()).noneMatch(line -> line.startsWith("review"));
  }

  @Test
  void anIncidentThatOpensWhileTheMetricSaysSoHasTheFlag() {
    verdict(2, "flag:many", true);
    down(4);
    assertThat(state.open().flags()).containsEntry("many", 4 * MINUTE);
    assertThat(told()).contains("review@4");
  }
}
