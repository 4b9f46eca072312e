package io.tocsin.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScenariosTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  private static final String OUTAGE =
      """
      pack: ../../../../conf/packs/claude-code-runbook.yaml
      t0: "10:01"
      series:
        - {name: truth_score, labels: {system: claude-code}, values: 0.84x30}
      until: t0+4m
      expect:
        - {at: %s, type: page, timer: p0-oncall, targets: [%s]}
      otherwise: %s
      """;

  @TestFactory
  Stream<DynamicTest> everyStoryGoesAsItIsTold() throws IOException {
    return Files.list(FOLDER)
        .filter(file -> file.toString().endsWith(".yaml"))
        .sorted()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(ScenarioReader.read(file).play().differences())
                            .as("differences")
                            .isEmpty()));
  }

  @Test
  void holdsWhenItGoesAsExpected() throws Exception {
    assertThat(play("t0", "oncall", "[page]").held()).isTrue();
  }

  @Test
  void failsOnAWrongTimeAndShowsTheNearest() throws Exception {
    assertThat(play("t0+5m", "oncall", "anything").differences())
        .singleElement()
        .asString()
        .contains(
            "missing (line 7): 2025-10-10T10:06:00Z  page",
            "at is 2025-10-10T10:01:00Z, must be 2025-10-10T10:06:00Z");
  }

  @Test
  void failsOnAWrongFieldAndShowsWhatItIs() throws Exception {
    assertThat(play("t0", "em", "anything").differences())
        .singleElement()
        .asString()
        .contains("targets is oncall, must be em");
  }

  @Test
  void failsOnAnEventThatNobodyExpects() throws Exception {
    assertThat(play("t0", "oncall", "nothing").differences())
        .anySatisfy(line -> assertThat(line).contains("not expected:", "incident.opened"))
        .noneSatisfy(line -> assertThat(line).contains("missing"));
  }

  @Test
  void failsOnARefusedType() throws Exception {
    assertThat(play("t0", "oncall", "[phase.*]").differences())
        .singleElement()
        .asString()
        .contains("not expected: 2025-10-10T10:03:00Z  phase.overrun");
  }

  @Test
  void saysEverythingThatIsWrongWithAFile() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    pack: no-such-pack.yaml
                    series:
                      - {name: m, values: 1x6, evry: 10s}
                      - {values: one}
                    commands:
                      - {at: soon, command: ack}
                    expct: []
                    """))
        .isInstanceOfSatisfying(
            BadScenario.class,
            bad ->
                assertThat(bad.problems())
                    .containsExactlyInAnyOrder(
                        place(1) + "until is missing, must say when the story ends, like 2h",
                        place(1) + "pack is 'no-such-pack.yaml', must be a file that can be read",
                        place(3) + "series[0].evry is unknown, did you mean every?",
                        place(4) + "series[1].name is missing",
                        place(4)
                            + "series[1].values: 'one' is no run of samples, must be like 0.96,"
                            + " 0.96x6, 100+5x10 or _x3",
                        place(6)
                            + "commands[0].at: 'soon' is no time, must be like 10:16, 10:16:30,"
                            + " 5m, t0+15m or 2025-10-13T09:00:00Z",
                        place(7) + "expct is unknown, did you mean expect?"));
  }

  @Test
  void refusesToWaitForAnEventThatThereIsNot() {
    assertThatThrownBy(
            () ->
                read(
                    OUTAGE
                        .formatted("10:01", "oncall", "[pages, clok.*, incident.*]")
                        .replace("type: page", "type: incident.opend")))
        .isInstanceOfSatisfying(
            BadScenario.class,
            bad ->
                assertThat(String.join("\n", bad.problems()))
                    .contains("incident.opend is no event, did you mean incident.opened?")
                    .contains("pages is no event, did you mean page?")
                    .contains("clok.* is no event")
                    .doesNotContain("incident.* is"));
  }

  @Test
  void saysInOurWordsWhereItIsNoYaml() {
    assertThatThrownBy(() -> read("pack: p.yaml\nseries: [{name: m, values: 1x6}\nuntil: 5m\n"))
        .isInstanceOfSatisfying(
            BadScenario.class,
            bad ->
                assertThat(bad.problems())
                    .containsExactly(
                        place(2)
                            + "the [ that opens here is not closed, must end with ];"
                            + " line 3 goes on with other things"));
  }

  @Test
  void toldUnderLatenessAVerdictIsKnownLaterAndValidAtTheSameTime() throws Exception {
    Playback late =
        read("lateness: 30s\n" + OUTAGE.formatted("10:01:30", "oncall", "[page]")).play();

    assertThat(late.events())
        .filteredOn(event -> event.type().equals("incident.opened"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(Expected.fieldsOf(event).get("opened").get(0))
                    .isEqualTo("2025-10-10T10:01:00Z"));
  }

  private static String place(int line) {
    return FOLDER.resolve("told.yaml") + ":" + line + ": ";
  }

  private static Playback play(String at, String target, String otherwise) throws Exception {
    return read(OUTAGE.formatted(at, target, otherwise)).play();
  }

  private static Scenario read(String text) throws Exception {
    return ScenarioReader.read(FOLDER.resolve("told.yaml"), text);
  }
}
