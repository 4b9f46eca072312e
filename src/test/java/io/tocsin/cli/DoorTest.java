package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsItsCommandsAndExitCodes() {
    assertThat(run("--help")).isEqualTo(0);
    assertThat(out.toString())
        .contains("check", "test", "0     done", "3     it could not do its work");
  }

  @Test
  void everyCommandHelps() {
    for (String command :
        new String[] {"demo", "run", "replay", "ledger", "test", "check", "kpi", "drill"}) {
      assertThat(run(command, "--help")).as(command).isEqualTo(0);
    }
  }

  @Test
  void endsWithTwoOnAnUnknownCommand() {
    assertThat(run("chekc")).isEqualTo(2);
    assertThat(err.toString()).startsWith("tocsin: ").contains("check").doesNotContain("\tat ");
  }

  @Test
  void saysOfEachCommandWhatItDoesInOneWholeSentence() {
    run("--help");
    assertThat(out.toString().lines().filter(line -> line.matches("  [a-z]+ .*")))
        .hasSize(8)
        .allMatch(line -> line.endsWith("."));
  }

  @Test
  void namesTheWordThatIsNoCommand() {
    assertThat(run("bogus")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("tocsin: 'bogus' is no command, see 'tocsin --help'");
  }

  @Test
  void saysWhichFormatsThereAre() {
    assertThat(run("check", "--format=xml", "pack.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("'--format': is 'xml', must be table or jsonl");
  }

  @Test
  void refusesABrokerWithoutAPort() {
    assertThat(run("ledger", "--bootstrap", "localhost")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "--bootstrap: is 'localhost', must be host:port, or several with commas");
  }

  @Test
  void refusesAFileThatCannotBeWrittenBeforeItRuns() {
    assertThat(run("replay", "--pack=p.yaml", "--input=i.jsonl", "--out=no-such-place/l.jsonl"))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("--out: no-such-place/l.jsonl cannot be written");
  }

  @Test
  void asksForTheMetricOfACsvThatBringsOnlyLabels() {
    assertThat(
            run("replay", "--pack=conf/packs/cloudwatch.yaml", "--input=resource=api:no-such.csv"))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("'resource=api:no-such.csv' names no metric");
  }

  @Test
  void endsWithTwoWithoutACommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("tocsin: no command given, see 'tocsin --help'");
  }

  @Test
  void endsWithTwoOnAFileThatIsNotThere() {
    assertThat(run("check", "no-such-pack.yaml")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("no-such-pack.yaml: cannot be read, must be a pack file");
  }

  @Test
  void endsWithOneOnAPackOfThirtyMistakesAndTellsThemAll() {
    String pack = "src/test/resources/packs/bad/thirty.yaml";

    assertThat(run("check", "--format=table", pack)).isEqualTo(1);
    assertThat(out.toString().lines().filter(line -> line.startsWith("error "))).hasSize(30);
    assertThat(out.toString()).contains(pack + ": refused: 30 errors; 0 warnings, 0 notices");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tellsAProgramEachProblemAsOneObject() {
    run("check", "--format=jsonl", "src/test/resources/packs/bad/unset-where-needed.yaml");
    assertThat(out.toString().lines().findFirst())
        .contains(
            "{\"place\":\"src/test/resources/packs/bad/unset-where-needed.yaml:11\","
                + "\"file\":\"src/test/resources/packs/bad/unset-where-needed.yaml\",\"line\":11,"
                + "\"path\":\"timers.a.limit\",\"level\":\"error\",\"message\":\"timers.a.limit is"
                + " $limit, must be a duration such as 30s, 5m, 1h or 7d, and params.limit is not"
                + " set\"}");
  }

  @Test
  void refusesAPackThatCanBeReadAndCannotKeepItsPromise(@TempDir Path folder) throws IOException {
    Path pack = folder.resolve("slow.yaml");
    String good = Files.readString(Path.of("conf/packs/claude-enhancer.yaml"));
    Files.writeString(pack, good.replace("window: 1m, for: 1", "window: 1m, for: 5"));

    assertThat(run("check", "--format=table", pack.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("any-slo takes 5m to open, detect-p1 allows less than 5m", ": refused: 1 error;");
  }

  @Test
  void showsTheStackTraceOnlyWhenAsked() {
    run("check", "no-such-pack.yaml", "--debug");
    assertThat(err.toString()).contains("\tat ");
  }

  private int run(String... arguments) {
    return Door.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
