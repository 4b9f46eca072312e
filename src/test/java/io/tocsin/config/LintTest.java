package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sound pack of which nothing is said but what it is, and what one change to it makes of it. */
class LintTest {
  /** Each line has its own number, so that a change is told at its place. */
  private static final List<String> SOUND =
      List.of(
          "pack: 1",
          "id: p",
          "time: {zone: UTC, lateness: 10s, window: 1m, for: 1, clear_for: 5}",
          "severities: [{id: P1}, {id: P2}]",
          "targets: {one: {name: One, email: one@example.com}, two: {name: Two, phone: '+1'}}",
          "channels: {pager: {kind: page}, chat: {kind: chat}}",
          "metrics:",
          "  load: {unit: percent, agg: mean}",
          "  seen: {agg: count}",
          "  good: {agg: sum}",
          "  all: {agg: sum}",
          "  share: {unit: percent, ratio: {num: good, den: all}}",
          "  each: {unit: ratio, agg: mean, per: host}",
          "  drift: {unit: percent, change: {of: load, baseline: {agg: median, over: 30m}, worse: up}}",
          "slos: [{id: fast, metric: load, violated: {op: '>', value: 90}}]",
          "triggers:",
          "  - {id: high, severity: P1, when: {metric: load, op: '>', value: 95}}",
          "  - {id: some, severity: P2, when: {signal: reported}}",
          "timers:",
          "  - {id: ack, sev: [P1], kind: clock, from: opened, until: acked, limit: 5m}",
          "  - {id: fix, sev: [P1], kind: clock, from: opened, until: recovered, limit: 1h}",
          "  - {id: wake, sev: [P1], kind: step, at: 0s, unless: recovered, action: page, to: [one],"
              + " via: [pager], level: L1}",
          "  - {id: up, sev: [P1], kind: step, at: 15m, unless: recovered, action: escalate, to:"
              + " [two], via: [pager], level: L2}",
          "  - {id: tell, sev: [P2], kind: step, at: 0s, action: page, to: [two], via: [pager]}",
          "  - {id: watch, kind: hold, from: recovered, for: 30m}",
          "incident: {group_by: [service]}",
          "lifecycle: {flags: {urgent: {}}}");

  private static final int TRIGGERS = 19;
  private static final int TIMERS = 26;

  @Test
  void saysOfASoundPackOnlyHowFastItIs() {
    assertThat(said("", 1))
        .containsExactly(
            "NOTICE 4 P1: at worst 1m10s200ms from the first bad sample to wake (by high);"
                + " ack counts 5m from opening",
            "NOTICE 4 P2: at worst 200ms from a signal to tell",
            "NOTICE 27 flag urgent changes nothing: no timer waits");
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void tellsWhatIsWrongWithATrigger(String when, String expected) {
    assertThat(added("  - {id: x, severity: P2, " + when + "}", TRIGGERS))
        .containsExactly(expected);
  }

  static Stream<Arguments> triggers() {
    return Stream.of(
        of(
            "when: {metric: load, op: '>', value: 100}",
            never("load > 100, and load is between 0 and 100")),
        of(
            "when: {metric: load, op: '<', value: 0}",
            never("load < 0, and load is between 0 and 100")),
        of("when: {metric: seen, op: '<', value: 0}", never("seen < 0, and seen is at least 0")),
        of(
            "when: {metric: share, op: '>=', value: 101}",
            never("share >= 101, and share is between 0 and 100")),
        of(
            "when: {metric: each, op: '>', value: 1, any_key: host}",
            never("each > 1, and each is between 0 and 1")),
        of(
            "when: {all: [{metric: good, op: '>', value: 5}, {metric: good, op: '<', value: 3}]}",
            never("good > 5 and good < 3 exclude each other")),
        of(
            "when: {all: [{metric: good, op: '>', value: 5}, {all: [{metric: good, op: '<=', value: 5}]}]}",
            never("good > 5 and good <= 5 exclude each other")),
        of(
            "when: {all: [{metric: load, op: '<', value: 50}, {slos: all}]}",
            never("load < 50 and load > 90 exclude each other")),
        of(
            "when: {any: [{metric: load, op: '>', value: 100}, {metric: seen, op: '<', value: 0}]}",
            never("load > 100, and load is between 0 and 100")),
        of(
            "when: {any: [{metric: load, op: '>', value: 100}, {metric: good, op: '>', value: 1}]}",
            "WARNING 19 x has a part that never holds: load > 100, and load is between 0 and 100"),
        of(
            "when: {metric: load, op: '>=', value: 0}",
            "WARNING 19 x is always violated: load >= 0, and load is between 0 and 100"),
        of(
            "for: 30, when: {metric: drift, op: '>', value: 50}",
            never(
                "it waits 30m, and the baseline of drift knows only the last 30m, must be longer")),
        of(
            "when: {signal: [a, b], consecutive: 3, broken_by: b}",
            never("b breaks the row it belongs to, must be another signal")));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void staysQuietOfATriggerThatMayOpen(String when) {
    assertThat(added("  - {id: x, severity: P2, " + when + "}", TRIGGERS)).isEmpty();
  }

  static Stream<String> possible() {
    return Stream.of(
        "when: {metric: load, op: '>=', value: 100}",
        "when: {metric: load, op: '<=', value: 0}",
        "when: {all: [{metric: good, op: '>=', value: 5}, {metric: good, op: '<=', value: 5}]}",
        "when: {all: [{metric: each, op: '>', value: 0.9, any_key: host}, {metric: each, op: '<',"
            + " value: 0.1, any_key: host}]}",
        "when: {metric: drift, op: '>', value: 150}",
        "when: {metric: good, op: '>', value: 101}",
        "when: {signal: nobody_sends_this}");
  }

  @ParameterizedTest
  @MethodSource("timers")
  void tellsWhatIsWrongWithATimer(String timer, String expected) {
    assertThat(added("  - {id: x, " + timer + "}", TIMERS)).containsExactly(expected);
  }

  static Stream<Arguments> timers() {
    return Stream.of(
        of(step("sev: [P2], needs: [wake]"), unreached("it waits for wake of other severities")),
        of(
            step("sev: [P2], from: 'step:wake'"),
            unreached("it waits for wake of other severities")),
        of(step("sev: [P2], if: 'trigger:high'"), unreached("high makes it P1 or worse")),
        of(
            step("if: urgant"),
            "WARNING 26 x waits for the flag urgant, which nobody declares, must be in"
                + " lifecycle.flags; did you mean urgent?"),
        of(
            step("from: resolved, unless: recovered"),
            unreached("unless is recovered, which every incident has at resolved")),
        of(
            step("from: acked, unless: opened"),
            unreached("unless is opened, which every incident has at acked")),
        of(step("from: acked, unless: acked"), unreached("it starts with what stops it")),
        of(
            step("from: recovered, at: 1h, unless: resolved"),
            unreached("it is due 1h after the recovery, and the hold resolves after 30m")),
        of(
            "kind: step, action: notify, to: [], via: [chat]",
            unreached("to is empty, must name a target")),
        of(
            "sev: [P2], kind: step, from: 'flag:urgent', action: escalate, to: [next_level], via: [chat]",
            unreached("next_level, and no step of its severities has a level")),
        of(
            "kind: step, action: notify, to: [two]",
            "WARNING 26 x has no via: nothing leaves for it"),
        of(
            "kind: clock, from: resolved, until: mitigated, limit: 1h",
            "WARNING 26 x is over as it starts: until is mitigated, which every incident has at"
                + " resolved"),
        of(
            "kind: clock, from: opened, until: handed_over, limit: 1h",
            "NOTICE 26 x waits for handed_over, which only the command mark sets"));
  }

  @Test
  void tellsThatAStepWaitsForOneThatNeverFires() {
    assertThat(
            added(
                "  - {id: x, "
                    + step("unless: opened")
                    + "}\n  - {id: y, "
                    + step("needs: [x]")
                    + "}",
                TIMERS))
        .contains("WARNING 27 y never fires: it waits for x, which never fires");
  }

  @ParameterizedTest
  @MethodSource("unwise")
  void saysWherePeopleWillRegretIt(String timer, String expected) {
    assertThat(added("  - {id: x, " + timer + "}", TIMERS)).contains(expected);
  }

  static Stream<Arguments> unwise() {
    return Stream.of(
        of(
            "sev: [P1], kind: cadence, every: 1h",
            "NOTICE 26 x is first due after 1h: no update of P1 before fix ends after 1h"),
        of(
            "sev: [P1], kind: step, at: 5m, action: escalate, to: [two], via: [pager]",
            "NOTICE 26 x is due at 5m, the end of ack, also when it was answered in time;"
                + " unless: acked would stop it"),
        of(
            "kind: clock, sev: [P1], from: opened, until: resolved, limit: 20m, advisory: true}\n"
                + "  - {id: z, sev: [P1], kind: clock, from: started, until: opened, limit: 70s",
            "WARNING 17 high is known after 1m10s200ms, window, lateness and tick, z allows 1m10s"));
  }

  @Test
  void saysThatNearlyEveryIncidentClimbsTheWholeLadder() {
    assertThat(said("  - {id: fix, sev: [P1], kind: clock, until: recovered, limit: 24h}", 21))
        .contains("NOTICE 23 nearly every P1 reaches two: up is due after 15m, fix allows 1d");
  }

  @Test
  void saysThatATriggerMayFlap() {
    assertThat(said("time: {window: 1m, for: 1, clear_for: 1}", 3))
        .contains(
            "NOTICE 17 high may flap: for 1 and clear_for 1 every 1m allow 30 recoveries and 30"
                + " relapses an hour; clear_for 4 allows at most 12");
  }

  @Test
  void refusesARuleThatCanNeverMeetItsDetectionClock() {
    assertThat(
            added(
                "  - {id: x, sev: [P1], kind: clock, from: started, until: opened, limit: 1m,"
                    + " strict: true}",
                TIMERS))
        .contains("ERROR 17 high takes 1m to open, x allows less than 1m");
  }

  @Test
  void warnsOfAnAnswerThatEndsBeforeAnybodyHears() {
    assertThat(said("  - {id: ack, sev: [P2], kind: clock, until: acked, limit: 5m}", 20))
        .doesNotContain("WARNING 20");
    assertThat(
            said(
                "  - {id: wake, sev: [P1], kind: step, at: 10m, action: page, to: [one], via: [pager]}",
                22))
        .contains("WARNING 20 ack ends after 5m, and nobody hears of P1 before wake at 10m");
  }

  @Test
  void warnsOfContactsThatContradictEachOther() {
    assertThat(
            said(
                "targets: {one: {name: One, phone: '+1-555-0101', contacts: [{name: Sarah, phone:"
                    + " '+1-555-0104'}]}, two: {phone: '+1', contacts: [{name: emergency, phone:"
                    + " '+2'}]}}",
                5))
        .contains("WARNING 5 target one has two addresses: phone:+1-555-0101, phone:+1-555-0104")
        .noneMatch(line -> line.contains("target two"));
  }

  @Test
  void warnsOfWhatIsSetByAMessageThatPeopleSend() {
    assertThat(
            said(
                "lifecycle: {auto: {initial_sent: 'message:m', initial_snt: opened}}\n"
                    + "templates:\n"
                    + "  m: {on: incident.opened, body: Hello, publish: draft}\n"
                    + "  n: {on: [update.due], body: Hello}",
                27))
        .contains(
            "WARNING 27 auto never sets initial_sent: m has publish draft, must be auto",
            "NOTICE 27 auto sets initial_snt, which no item, timer or milestone is; did you mean"
                + " initial_sent?",
            "WARNING 30 n is never written: nothing in the pack leads to update.due");
  }

  @Test
  void warnsOfAFigureOverWhatIsNoClock() {
    assertThat(said("lifecycle: {}\nkpis: [{id: k, share: clock.met, over: [ack, wake]}]", 27))
        .contains("WARNING 28 k counts wake, which is no clock and is never met");
  }

  @Test
  void warnsOfATargetThatNobodyCanReach() {
    assertThat(said("targets: {one: {name: One}, two: {phone: '+1'}}", 5))
        .contains("WARNING 5 target one has no address, and steps tell it");
  }

  private static Arguments of(String change, String expected) {
    return Arguments.of(change, expected);
  }

  private static String never(String why) {
    return "WARNING 19 x never opens: " + why;
  }

  private static String unreached(String why) {
    return "WARNING 26 x never fires: " + why;
  }

  private static String step(String more) {
    return "kind: step, action: notify, to: [two], via: [chat], " + more;
  }

  /**
   * What is said beyond what is said of the sound pack, with lines as they are after the change.
   */
  private static List<String> added(String line, int at) {
    List<String> known = said("", 1);
    List<String> now = check(line, at, false);
    return now.stream()
        .filter(told -> !told.contains(": at worst "))
        .filter(
            told -> known.stream().noneMatch(other -> withoutLine(other).equals(withoutLine(told))))
        .toList();
  }

  private static String withoutLine(String told) {
    return told.replaceFirst(" \\d+ ", " ");
  }

  private static List<String> said(String line, int at) {
    return check(line, at, !line.isEmpty());
  }

  private static List<String> check(String line, int at, boolean instead) {
    List<String> lines = new ArrayList<>(SOUND);
    if (instead) {
      lines.set(at - 1, line);
    } else if (!line.isEmpty()) {
      lines.add(at - 1, line);
    }
    return PackCheck.read("p.yaml", String.join("\n", lines)).problems().stream()
        .filter(problem -> !problem.message().contains("not executed yet"))
        .filter(problem -> !problem.message().contains("not learned yet"))
        .map(problem -> problem.level() + " " + problem.line() + " " + problem.message())
        .toList();
  }
}
