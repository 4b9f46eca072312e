package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.notify.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's close() may be interrupted.
class ReceiversTest {
  private static final Page PAGE =
      new Page("event/em/pagerduty", "dedup", "em", "pagerduty", Examples.escalation());
  private static final String LINE = new String(PageJson.encode(PAGE), StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void appendsAPageAsALineAndGoesOnAfterARestart() throws Exception {
    Path file = directory.resolve("pages.jsonl");
    deliver(file, 2);
    deliver(file, 1);

    assertThat(Files.readAllLines(file)).isEqualTo(List.of(LINE, LINE, LINE));
  }

  @Test
  void endsALineThatACrashHasTorn() throws Exception {
    Path file = directory.resolve("pages.jsonl");
    Files.writeString(file, LINE + "\n{\"specversion\":\"1");
    deliver(file, 1);

    assertThat(Files.readAllLines(file)).isEqualTo(List.of(LINE, "{\"specversion\":\"1", LINE));
  }

  @Test
  void showsAPageBeforeTheCheckpoint() throws Exception {
    Path file = directory.resolve("pages.jsonl");
    try (SinkWriter<Page> writer = new FileReceiver(file.toString()).createWriter(null)) {
      writer.write(PAGE, null);

      assertThat(Files.readAllLines(file)).isEqualTo(List.of(LINE));
    }
  }

  @Test
  void saysWhichFileItCannotWrite() {
    Path file = directory.resolve("missing").resolve("pages.jsonl");

    assertThatThrownBy(() -> deliver(file, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": cannot be written (")
        .hasMessageEndingWith("must be a file in a writable directory");
  }

  @Test
  void printsAPageAsALine() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(printed, false, StandardCharsets.UTF_8);
    try (SinkWriter<Page> writer = new ConsoleReceiver.Writer(console)) {
      writer.write(PAGE, null);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(LINE + "\n");
  }

  @Test
  void failsWhenNobodyReadsTheConsole() throws Exception {
    PrintStream closed =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    closed.close();
    try (SinkWriter<Page> writer = new ConsoleReceiver.Writer(closed)) {
      assertThatThrownBy(() -> writer.write(PAGE, null))
          .hasMessage("console: cannot be written, must be open standard output");
    }
  }

  private static void deliver(Path file, int pages) throws Exception {
    try (SinkWriter<Page> writer = new FileReceiver(file.toString()).createWriter(null)) {
      for (int i = 0; i < pages; i++) {
        writer.write(PAGE, null);
      }
      writer.flush(false);
    }
  }
}
