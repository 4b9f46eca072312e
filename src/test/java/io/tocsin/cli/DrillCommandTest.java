package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
  private static final String PACK = "conf/packs/claude-enhancer.yaml";

  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    PrintWriter out = new PrintWriter(said, true);
    return Door.run(out, out, arguments);
  }

  @Test
  void looksAheadAtWhatWouldHappenIfNobodyActed() {
    int code = run("drill", "--pack", PACK, "--severity", "P1", "--for", "2h", "--format", "jsonl");
    assertThat(code).isEqualTo(Exit.DONE);
    List<String> lines = said.toString().lines().toList();
    assertThat(lines).filteredOn(line -> line.contains("\"io.tocsin.page\"")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.contains("\"timer\":\"p1-l3\""))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"drill\":true", "service\":\"drill\""));
    assertThat(lines.get(lines.size() - 1)).contains("nobody was told");
  }

  @Test
  void goesToTheCommandsOfTheJob() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.started()) {
      Path job = job(kafka.bootstrap(), "tocsin.commands");
      KafkaSettings settings = new KafkaSettings(kafka.bootstrap(), "tocsin", 1, Map.of());
      Topics.ensure(settings);
      int code =
          run(
              "drill",
              "--pack",
              PACK,
              "--severity",
              "P1",
              "--label",
              "service=pay",
              "--by",
              "bob",
              "--job",
              job.toString());
      assertThat(code).as(said.toString()).isEqualTo(Exit.DONE);
      List<String> commands = new ArrayList<>();
      try (TopicReader topic = new TopicReader(settings, settings.topic(Topics.COMMANDS))) {
        topic.readToEnd(bytes -> commands.add(new String(bytes, StandardCharsets.UTF_8)));
      }
      assertThat(commands)
          .singleElement()
          .satisfies(
              command ->
                  assertThat(command)
                      .contains("\"command\":\"declare\"", "\"pack\":\"claude-enhancer\"")
                      .contains("\"service\":\"pay\"", "\"drill\":\"true\"", "\"by\":\"bob\""));
    }
  }

  @Test
  void refusesAJobThatWouldNotHearOfIt() throws Exception {
    Path job = job("localhost:9092", "other.commands");
    int code = run("drill", "--pack", PACK, "--severity", "P1", "--job", job.toString());
    assertThat(code).isEqualTo(Exit.USAGE);
    assertThat(said.toString()).contains("has no source that reads tocsin.commands");
  }

  @Test
  void refusesASeverityThePackDoesNotHave() {
    assertThat(run("drill", "--pack", PACK, "--severity", "P9")).isEqualTo(Exit.USAGE);
    assertThat(said.toString()).contains("--severity: is 'P9', must be one of P0, P1, P2, P3");
  }

  @Test
  void refusesALabelThePackDoesNotGroupBy() {
    int code = run("drill", "--pack", PACK, "--severity", "P1", "--label", "system=a");
    assertThat(code).isEqualTo(Exit.USAGE);
    assertThat(said.toString()).contains("does not group by 'system', must be one of service");
  }

  private Path job(String bootstrap, String commands) throws Exception {
    Path pack = Path.of(PACK).toAbsolutePath();
    return Files.writeString(
        directory.resolve("job.yaml"),
        """
        packs: [%s]
        clock: wall
        kafka: {bootstrap: "%s", prefix: tocsin, inbox_partitions: 1}
        sources:
          - {topic: %s, format: json, lateness: 30s}
        checkpoint: {directory: "file:///unused", interval: 10s}
        """
            .formatted(pack, bootstrap, commands));
  }
}
