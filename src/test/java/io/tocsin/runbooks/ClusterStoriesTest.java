package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.replay.InputFile;
import io.tocsin.cli.replay.InputReading;
import io.tocsin.cli.replay.RecordJson;
import io.tocsin.cli.replay.SortedInput;
import io.tocsin.cli.scenario.Scenario;
import io.tocsin.flow.CollectingSink;
import io.tocsin.flow.DataPipeline;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Feed;
import io.tocsin.flow.Guards;
import io.tocsin.flow.Outlets;
import io.tocsin.incident.Event;
import io.tocsin.metric.Command;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.wire.FileLines;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stories of every kind as recorded input of a job: written, read, sorted, and run on a cluster.
 */
class ClusterStoriesTest {
  private static final int PARALLELISM = 2;
  private static final Duration A_DAY = Duration.ofDays(1);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @TempDir private Path directory;

  static List<Story> oneOfEachKind() {
    return Story.oneOfEachKind();
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void aJobTellsThemAsTheyAreRehearsed(Story story) throws Exception {
    assertThat(Ledgers.canonical(runAsJob(story))).isEqualTo(Ledgers.canonical(story.events()));
  }

  private List<Event> runAsJob(Story story) throws Exception {
    Scenario told = story.scenario();
    EngineSettings settings =
        new EngineSettings(
            "-",
            EngineSettings.Clock.DATA,
            PARALLELISM,
            "",
            Duration.ZERO,
            false,
            told.latenessMillis(),
            told.untilMillis());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Guards.of(settings));
    env.setParallelism(PARALLELISM);
    CollectingSink<Event> ledger = new CollectingSink<>(story.name());
    DataPipeline.build(
        env,
        List.of(feed(told)),
        told.packs(),
        settings,
        Outlets.NONE.ledger(ledger),
        told.startMillis());
    env.execute(story.name());
    return ledger.kept();
  }

  private Feed feed(Scenario told) throws IOException {
    long readAt = told.untilMillis() + A_DAY.toMillis();
    InputReading reading =
        new InputReading(
            readAt,
            A_DAY.toMillis(),
            told.packs(),
            letter -> {
              throw new IllegalStateException(letter.reason() + ": " + letter.detail());
            });
    Path sorted =
        SortedInput.write(List.of(new InputFile(recorded(told), Map.of())), reading, directory);
    FileLines lines = new FileLines(List.of(sorted.toString()), readAt);
    return new Feed("story", lines, new JsonDecoder(), 1, Duration.ZERO, A_DAY, A_DAY);
  }

  private Path recorded(Scenario told) throws IOException {
    Path file = directory.resolve("story.jsonl");
    RecordJson json = new RecordJson();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Command command : told.commands()) {
        out.write(json.command(command));
        out.write('\n');
      }
      for (Signal signal : told.signals()) {
        out.write(json.signal(signal));
        out.write('\n');
      }
      for (Sample sample : told.samples()) {
        out.write(json.sample(sample));
        out.write('\n');
      }
    }
    return file;
  }
}
