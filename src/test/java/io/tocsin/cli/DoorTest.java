package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
    for (String command : new String[] {"demo", "run", "replay", "ledger", "test", "check"}) {
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
        .hasSize(6)
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
  void showsTheStackTraceOnlyWhenAsked() {
    run("check", "no-such-pack.yaml", "--debug");
    assertThat(err.toString()).contains("\tat ");
  }

  private int run(String... arguments) {
    return Door.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
