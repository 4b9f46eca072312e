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
        .contains("check", "test", "0   done", "3   it could not do its work");
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
