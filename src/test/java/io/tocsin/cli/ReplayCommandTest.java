package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.scenario.Rehearsal;
import io.tocsin.config.PackReader;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Pack;
import io.tocsin.wire.CanonicalLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final String PACK = "conf/packs/claude-code-runbook.yaml";
  private static final Instant START = Instant.parse("2025-10-10T10:00:00Z");

  private static final int SAMPLES = 390;

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  /** The same incident whatever runs it and in whatever order its input lies. */
  @Test
  void givesOneLedgerForAnyParallelismAndOrderWithinTheLateness() throws IOException {
    List<String> lines = story();
    String sorted = replay(write("story.jsonl", lines), "--parallelism", "1");
    assertThat(replay(write("story.jsonl", lines), "--parallelism", "4")).isEqualTo(sorted);
    assertThat(err.toString()).contains("390 samples", "0 late", "0 dead letters");

    for (int seed = 1; seed <= 3; seed++) {
      Path shuffled = write("story.jsonl", shuffledWithin(lines, 30, new Random(seed)));
      assertThat(replay(shuffled)).as("sorted, seed %d", seed).isEqualTo(sorted);
      assertThat(replay(shuffled, "--as-recorded", "--parallelism", "2"))
          .as("as recorded, seed %d", seed)
          .isEqualTo(sorted);
    }
  }

  @Test
  void losesNothingThatTakesNoPart() throws IOException {
    List<String> lines = new ArrayList<>(story());
    lines.add(100, "{\"name\":\"truth_sc");
    lines.add(lines.get(0));
    Path dead = directory.resolve("dead.jsonl");
    Path late = directory.resolve("late.jsonl");
    String[] aside = {
      "--as-recorded", "--dead-letters-out", dead.toString(), "--late-out", late.toString()
    };
    replay(write("story.jsonl", lines), aside);

    assertThat(err.toString()).contains("391 samples", "1 late", "1 dead letters {truncated=1}");
    assertThat(Files.readAllLines(dead))
        .singleElement()
        .asString()
        .contains("\"offset\":101", "\"reason\":\"truncated\"");
    assertThat(Files.readAllLines(late))
        .singleElement()
        .asString()
        .contains("\"timestamp\":\"" + START + "\"");
  }

  @Test
  void saysWhichSamplesNoPackHears() throws IOException {
    List<String> lines =
        List.of(
            "{\"name\":\"truth_score\",\"timestamp\":\"" + START + "\",\"value\":1,\"labels\":{}}",
            "{\"name\":\"humidity\",\"timestamp\":\"" + START + "\",\"value\":1}");
    replay(write("story.jsonl", lines));

    assertThat(err.toString())
        .contains(
            "1 samples of humidity: in no pack", "1 samples of truth_score: without label system");
  }

  /** Scenarios are played without Flink; this is why they can be believed. */
  @Test
  void agreesWithTheRehearsalByteForByte() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(
          new Sample(
              "truth_score",
              "system=claude-code",
              SampleType.GAUGE,
              START.plusSeconds(10L * i).toEpochMilli(),
              Decimal.parse(Double.toString(truth(i)))));
    }
    Pack pack = PackReader.read(Path.of(PACK)).pack().orElseThrow();
    CanonicalLedger ledger = new CanonicalLedger();
    new Rehearsal(List.of(pack), pack.time().lateness().toMillis())
        .play(samples, List.of(), List.of(), Instant.parse("2025-10-10T11:05:30Z").toEpochMilli())
        .forEach(ledger::add);

    assertThat(replay(write("story.jsonl", story())))
        .isEqualTo("ledger sha256 " + ledger.sha256Hex() + " events " + ledger.size());
  }

  @Test
  void opensRisesRecoversAndResolvesAtTheirMinutes() throws IOException {
    Path ledger = directory.resolve("ledger.jsonl");
    Path pages = directory.resolve("pages.jsonl");
    replay(
        write("story.jsonl", story()), "--out", ledger.toString(), "--pages-out", pages.toString());

    assertThat(Files.readAllLines(ledger))
        .filteredOn(line -> line.contains("io.tocsin.incident."))
        .extracting(ReplayCommandTest::typeAndMinute)
        .containsExactly(
            "opened 10:06:00",
            "severity_changed 10:11:00",
            "severity_changed 10:16:00",
            "recovered 10:26:00",
            "resolved 10:36:00");
    assertThat(Files.readAllLines(pages)).isNotEmpty().allMatch(line -> line.contains("\"page\":"));
  }

  @Test
  void saysWhatIsOpenAtTheHorizonAndWhatIsDueNext() throws IOException {
    replay(write("story.jsonl", story()), "--until", "2025-10-10T10:17:00Z");
    assertThat(err.toString())
        .contains(
            "horizon 2025-10-10T10:17:00Z",
            "open: INC-20251010-100600 P0 claude-code-runbook system=claude-code, Investigating"
                + " since 2025-10-10T10:06:00Z; next due 2025-10-10T10:18:00Z");
  }

  @Test
  void leavesLateSamplesOutAndCountsThem() throws IOException {
    List<String> lines = story();
    lines.add(lines.get(0));
    replay(write("late.jsonl", lines), "--as-recorded");
    assertThat(err.toString()).contains("1 late");
  }

  /** The pack's lateness is thirty seconds; each minute's mean is 0.95 but for the straggler. */
  @Test
  void judgesASampleWithinTheLatenessAndRevisesNothingForALaterOne() throws IOException {
    String straggler = sample(50, "0.1");
    Path ledger = directory.resolve("ledger.jsonl");
    String[] recorded = {"--as-recorded", "--out", ledger.toString()};

    List<String> inTime = steady(80);
    inTime.add(straggler);
    replay(write("in-time.jsonl", inTime), recorded);
    assertThat(err.toString()).contains("0 late");
    assertThat(Files.readAllLines(ledger))
        .filteredOn(line -> line.contains("incident.opened"))
        .singleElement()
        .asString()
        .contains("\"opened\":\"2025-10-10T10:01:00Z\"");

    List<String> tooLate = steady(80);
    tooLate.add(sample(91, "0.95"));
    tooLate.add(straggler);
    replay(write("too-late.jsonl", tooLate), recorded);
    assertThat(err.toString()).contains("1 late");
    assertThat(Files.readAllLines(ledger)).isEmpty();
  }

  private static List<String> steady(int lastSecond) {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second <= lastSecond; second += 10) {
      lines.add(sample(second, "0.95"));
    }
    return lines;
  }

  private static String sample(int second, String value) {
    return """
        {"name":"truth_score","timestamp":"%s","value":%s,"labels":{"system":"claude-code"}}"""
        .formatted(START.plusSeconds(second), value);
  }

  @Test
  void refusesWhatItCannotReadInOneGo() {
    int code =
        run(
            "replay",
            "--pack",
            PACK,
            "--input",
            "missing.jsonl",
            "--input",
            "pom.xml",
            "--parallelism",
            "1");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "missing.jsonl: cannot be read, must be a file",
            "pom.xml: unknown kind of file, must end in .jsonl or .csv, maybe with .gz");
  }

  private String replay(Path input, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("replay", "--pack", PACK, "--input", input.toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--out")) {
      arguments.addAll(List.of("--out", directory.resolve("out.jsonl").toString()));
    }
    err.getBuffer().setLength(0);
    int code = run(arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    String[] lines = err.toString().strip().split("\n");
    assertThat(lines[lines.length - 1]).matches("ledger sha256 [0-9a-f]{64} events \\d+");
    return lines[lines.length - 1];
  }

  private int run(String... arguments) {
    return Door.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
  }

  private static String typeAndMinute(String line) {
    return line.replaceAll(
        ".*\"type\":\"io.tocsin.incident.([a-z_]+)\".*\"time\":\"2025-10-10T([0-9:]+)Z\".*",
        "$1 $2");
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  private static double truth(int sample) {
    return sample < 30
        ? 0.96
        : sample < 60 ? 0.93 : sample < 90 ? 0.89 : sample < 150 ? 0.84 : 0.97;
  }

  private static List<String> story() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      lines.add(
          """
          {"name":"truth_score","timestamp":"%s","value":%s,"labels":{"system":"claude-code"}}"""
              .formatted(START.plusSeconds(10L * i), truth(i)));
    }
    return lines;
  }

  /** Each line is at most so many seconds of data older than the newest before it. */
  private static List<String> shuffledWithin(List<String> lines, int seconds, Random random) {
    record Placed(double at, String line) {}
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      placed.add(new Placed(10.0 * i + random.nextDouble() * seconds, lines.get(i)));
    }
    placed.sort(Comparator.comparingDouble(Placed::at));
    return placed.stream().map(Placed::line).toList();
  }
}
