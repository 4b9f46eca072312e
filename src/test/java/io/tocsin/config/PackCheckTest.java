package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackCheckTest {
  @Test
  void saysWhatIsUnwiseInTheRunbook() {
    PackFile file = PackCheck.read(Path.of("conf/packs/claude-code-runbook.yaml"));

    assertThat(file.isUsable()).isTrue();
    assertThat(file.problems())
        .filteredOn(problem -> problem.level() == Problem.Level.WARNING)
        .extracting(Problem::message)
        .containsExactly("target exec has no address, and steps tell it");
    assertThat(file.problems())
        .extracting(Problem::message)
        .contains(
            "learning-rate off: parameter pattern_learning_rate_min unset",
            "P0: at worst 2m30s200ms from the first bad sample to p0-oncall (by unavailable);"
                + " ack-p0 counts 5m from opening");
  }

  @Test
  void warnsOfTheCommandersTwoNumbersAndKeepsBoth() {
    PackFile file = PackCheck.read(Path.of("conf/packs/ado.yaml"));

    assertThat(file.problems())
        .filteredOn(problem -> problem.level() == Problem.Level.WARNING)
        .extracting(Problem::message)
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("target ic has two addresses")
                    .contains("phone:+1-555-0101, phone:+1-555-0104"));
    assertThat(file.pack().orElseThrow().targets())
        .filteredOn(target -> target.id().equals("ic"))
        .singleElement()
        .satisfies(
            commander ->
                assertThat(commander.contacts())
                    .contains("phone:+1-555-0101", "phone:+1-555-0104"));
  }

  @Test
  void warnsOfWhatCanNeverHappen() {
    PackFile file =
        PackCheck.read(
            "p.yaml",
            """
            pack: 1
            id: p
            severities: [{id: P1}, {id: P2}, {id: P3}]
            targets:
              one: {name: One}
              two: {contacts: ["phone:+1", "phone:+2"]}
            channels: {pager: {kind: page}}
            metrics:
              load: {unit: percent, agg: mean, window: 5m}
              worse: {change: {of: load, baseline: {agg: median, over: 24h}, worse: up}}
            triggers:
              - {id: high, severity: P1, when: {metric: load, op: ">", value: 100}}
              - {id: some, severity: P1, for: 2, when: {metric: worse, op: ">", value: 10}}
              - {id: said, severity: P1, when: {signal: x}}
            timers:
              - {id: detect, sev: [P1], kind: clock, from: started, until: opened, limit: 5m, strict: true}
              - {id: a, sev: [P1], kind: step, at: 0s, action: page, to: [one], via: [pager]}
              - {id: b, sev: [P2], kind: step, at: 0s, action: notify, to: [two], needs: [a]}
              - {id: c, sev: [P2], kind: step, at: 0s, action: notify, to: [two], via: [pager], if: "trigger:high"}
              - {id: d, sev: [P1], kind: step, from: recovered, unless: recovered, at: 1h, action: notify, to: [next_level], via: [pager]}
            incident: {group_by: [service]}
            """);

    assertThat(file.problems())
        .extracting(problem -> problem.level() + " " + problem)
        .containsExactly(
            "NOTICE p.yaml:3: P2 pages nobody",
            "NOTICE p.yaml:3: P2 is opened by no trigger, only by command",
            "WARNING p.yaml:3: P3 tells nobody: it has no step",
            "NOTICE p.yaml:3: P3 is opened by no trigger, only by command",
            "NOTICE p.yaml:3: P1: at worst 10m10s200ms from the first bad sample to a (by some)",
            "WARNING p.yaml:5: target one has no address, and steps tell it",
            "WARNING p.yaml:6: target two has two addresses: phone:+1, phone:+2",
            "WARNING p.yaml:12: high never opens: load > 100, and load is between 0 and 100",
            "ERROR p.yaml:12: high takes 5m to open, detect allows less than 5m",
            "ERROR p.yaml:13: some takes 10m to open, detect allows less than 5m",
            "WARNING p.yaml:18: b has no via: nothing leaves for it",
            "WARNING p.yaml:18: b never fires: it waits for a of other severities",
            "WARNING p.yaml:19: c never fires: high makes it P1 or worse",
            "WARNING p.yaml:20: d never fires: it starts with what stops it");
  }
}
