package io.tocsin.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedInputTest {
  private static final long NOW = 1_800_000_000_000L;

  private final List<DeadLetter> dead = new ArrayList<>();

  @TempDir private Path directory;

  @Test
  void bringsSamplesSignalsAndCommandsOfOneInstantIntoOrder() throws IOException {
    Path input =
        file(
            "mixed.jsonl",
            """
            {"command":"ack","pack":"p","labels":{"s":"a"},"timestamp":60000,"by":"alice"}
            {"signal":"down","timestamp":60000,"labels":{"s":"a"}}
            {"name":"m","timestamp":60000,"value":2,"labels":{"s":"a"}}
            {"name":"m","timestamp":50000,"value":1,"labels":{"s":"a"}}
            """);

    assertThat(sorted(List.of(input.toString())))
        .map(line -> line.replaceAll("line-[0-9a-f]{20}", "IDENTITY"))
        .containsExactly(
            "{\"name\":\"m\",\"timestamp\":50000,\"value\":\"1\",\"labels\":{\"s\":\"a\"}}",
            "{\"name\":\"m\",\"timestamp\":60000,\"value\":\"2\",\"labels\":{\"s\":\"a\"}}",
            "{\"signal\":\"down\",\"timestamp\":60000,\"id\":\"IDENTITY\","
                + "\"labels\":{\"s\":\"a\"}}",
            "{\"command\":\"ack\",\"pack\":\"p\",\"timestamp\":60000,\"id\":\"IDENTITY\","
                + "\"by\":\"alice\",\"labels\":{\"s\":\"a\"}}");
  }

  @Test
  void givesTheSameBytesForAnyOrderOfLinesAndAnySizeOfRuns() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add(
          "{\"name\":\"m%d\",\"timestamp\":%d,\"value\":%d.5,\"labels\":{\"s\":\"a\"}}"
              .formatted(i % 3, (i / 7) * 1_000L, i % 11));
    }
    List<String> first =
        sorted(List.of(file("in-order.jsonl", String.join("\n", lines)).toString()));
    Collections.shuffle(lines, new Random(42));
    Path shuffled = file("shuffled.jsonl", String.join("\n", lines));

    Path many = Files.createDirectory(directory.resolve("many"));
    Path merged =
        SortedInput.write(
            List.of(InputFile.parse(shuffled.toString())),
            new InputReading(NOW, 0, List.of(), dead::add),
            many,
            20_000);

    assertThat(Files.readAllLines(merged)).isEqualTo(first).hasSize(3_000);
    try (var left = Files.list(many)) {
      assertThat(left).containsExactly(merged);
    }
  }

  @Test
  void readsPackedFilesAndBareTables() throws IOException {
    Path packed = directory.resolve("cpu.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          "timestamp,value\n2014-02-14 14:30:00,0.132\n2014-02-14 14:35:00,0.134\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    InputReading reading = new InputReading(NOW, 0, List.of(), dead::add);
    Census census = reading.survey(List.of(InputFile.parse("metric=cpu,service=x:9090:" + packed)));

    assertThat(census.samples()).isEqualTo(2);
    assertThat(census.notices()).containsExactly(packed + ": times have no zone, read as UTC");
    assertThat(Times.text(census.lastMillis())).isEqualTo("2014-02-14T14:35:00Z");
    assertThat(sorted(List.of("metric=cpu,service=x:9090:" + packed)).get(0))
        .contains("\"name\":\"cpu\"", "\"service\":\"x:9090\"", "0.132");
  }

  @Test
  void countsWhatCannotBeReadOrIsFromTheFuture() throws IOException {
    Path input =
        file(
            "garbage.jsonl",
            """
            {"name":"m","timestamp":60000,"value":NaN,"labels":{}}
            {"name":"m","timesta
            {"name":"m","timestamp":"2099-01-01T00:00:00Z","value":1,"labels":{}}
            {"name":"m","timestamp":60000,"value":1,"labels":{}}
            """);
    Census census =
        new InputReading(NOW, 30_000, List.of(), dead::add)
            .survey(List.of(InputFile.parse(input.toString())));

    assertThat(census.lines()).isEqualTo(4);
    assertThat(census.samples()).isEqualTo(1);
    assertThat(census.dead()).isEqualTo(3);
    assertThat(census.reasons()).containsKeys("future", "not-finite", "truncated");
    assertThat(census.firstRejected().get(0)).startsWith(input + ":1: not-finite: ");
    assertThat(census.lastMillis()).isEqualTo(60_000);
    assertThat(dead).extracting(DeadLetter::offset).containsExactly(1L, 2L, 3L);
    assertThat(dead)
        .extracting(DeadLetter::reason)
        .containsExactly("not-finite", "truncated", "future");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<String> sorted(List<String> inputs) throws IOException {
    Path into = Files.createTempDirectory(directory, "sorted");
    List<InputFile> files = inputs.stream().map(InputFile::parse).toList();
    return Files.readAllLines(
        SortedInput.write(files, new InputReading(NOW, 0, List.of(), dead::add), into));
  }
}
