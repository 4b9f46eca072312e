package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.incident.InboxEntry;
import io.tocsin.notify.Page;
import io.tocsin.pack.Pack;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The names that state is found by after an upgrade. A changed line loses what it guards. */
class UidsTest {
  private static final List<Pack> PACKS = List.of(StoryPack.pack());

  @Test
  void stayAsTheyAreWhereTheDataMovesTime() throws IOException {
    assertThat(uids(dataPipeline())).containsExactlyInAnyOrderElementsOf(golden("data "));
  }

  @Test
  void stayAsTheyAreOnTheWallClock() throws IOException {
    assertThat(uids(wallPipelines())).containsExactlyInAnyOrderElementsOf(golden("wall "));
  }

  @Test
  void areKebabCaseAndNoneIsMissing() {
    for (StreamExecutionEnvironment env : List.of(dataPipeline(), wallPipelines())) {
      StreamGraph graph = env.getStreamGraph();

      assertThat(graph.getStreamNodes())
          .extracting(StreamNode::getTransformationUID)
          .allMatch(uid -> uid != null && uid.matches("[a-z0-9]+(-[a-z0-9]+)*"))
          .doesNotHaveDuplicates();
      // Refuses an operator without a uid.
      assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    }
  }

  @Test
  void goWithAGraphInWhichNothingIsSerializedByAGenericSerializer() {
    for (StreamExecutionEnvironment env : List.of(dataPipeline(), wallPipelines())) {
      assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
      for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
        if (node.getTypeSerializerOut() != null) {
          assertThat(node.getTypeSerializerOut().toString()).doesNotContain("Kryo");
        }
      }
    }
  }

  @Test
  void goWithAFixedMaxParallelism() {
    assertThat(dataPipeline().getMaxParallelism()).isEqualTo(Guards.MAX_PARALLELISM);
    assertThat(wallPipelines().getMaxParallelism()).isEqualTo(Guards.MAX_PARALLELISM);
  }

  private static StreamExecutionEnvironment dataPipeline() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Guards.of(settings(Clock.DATA)));
    DataPipeline.build(env, List.of(feed("metrics")), PACKS, settings(Clock.DATA), Outlets.NONE);
    return env;
  }

  /** All three in one job, as a small set-up runs them. */
  private static StreamExecutionEnvironment wallPipelines() {
    EngineSettings settings = settings(Clock.WALL);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Guards.of(settings));
    DetectPipeline.build(
        env,
        new DetectPipeline.Ends(
            List.of(feed("metrics")),
            clock(),
            new DiscardingSink<>(),
            clock(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>()),
        PACKS,
        settings);
    IncidentPipeline.build(
        env,
        new IncidentPipeline.Ends(
            List.of(feed("reports")),
            clock(),
            nothing(InboxEntry.class, index -> InboxEntry.tick(0)),
            4,
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>()),
        PACKS,
        settings);
    PagerPipeline.build(
        env,
        nothing(Page.class, index -> null),
        List.of(new PagerPipeline.Receiver("console", List.of(), new DiscardingSink<>())));
    return env;
  }

  private static EngineSettings settings(Clock clock) {
    return new EngineSettings(
        "-", clock, 2, "", Duration.ofSeconds(10), true, 10_000, Long.MAX_VALUE);
  }

  private static Feed feed(String id) {
    return new Feed(
        id,
        new ScriptedSource("uids", List.of(List.of()), 0, List.of()),
        new JsonDecoder(),
        1,
        StoryPack.LATENESS,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  private static Source<Long, ?, ?> clock() {
    return new NumberSequenceSource(0, 0);
  }

  private static <T> Source<T, ?, ?> nothing(Class<T> type, GeneratorFunction<Long, T> what) {
    return new DataGeneratorSource<>(what, 0, TypeInformation.of(type));
  }

  private static List<String> uids(StreamExecutionEnvironment env) {
    return env.getStreamGraph().getStreamNodes().stream()
        .map(StreamNode::getTransformationUID)
        .toList();
  }

  private static List<String> golden(String part) throws IOException {
    try (InputStream list = UidsTest.class.getResourceAsStream("/state/uids.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith(part))
          .map(line -> line.substring(part.length()))
          .toList();
    }
  }
}
