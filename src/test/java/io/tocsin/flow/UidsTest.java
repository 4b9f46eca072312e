package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The names that state is found by after an upgrade. A changed line loses what it guards. */
class UidsTest {
  private static final EngineSettings SETTINGS =
      new EngineSettings(
          "-", Clock.DATA, 2, "", Duration.ofSeconds(10), true, 10_000, Long.MAX_VALUE);

  @Test
  void stayAsTheyAre() throws IOException {
    StreamGraph graph = dataPipeline().getStreamGraph();

    assertThat(graph.getStreamNodes())
        .extracting(node -> "data " + node.getTransformationUID())
        .containsExactlyInAnyOrderElementsOf(golden());
  }

  @Test
  void areKebabCaseAndNoneIsMissing() {
    StreamGraph graph = dataPipeline().getStreamGraph();

    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .allMatch(uid -> uid != null && uid.matches("[a-z]+(-[a-z]+)*"))
        .doesNotHaveDuplicates();
    // Refuses an operator without a uid.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void goWithAGraphInWhichNothingIsSerializedByAGenericSerializer() {
    StreamExecutionEnvironment env = dataPipeline();

    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      if (node.getTypeSerializerOut() != null) {
        assertThat(node.getTypeSerializerOut().toString()).doesNotContain("Kryo");
      }
    }
  }

  @Test
  void goWithAFixedMaxParallelism() {
    assertThat(dataPipeline().getMaxParallelism()).isEqualTo(Guards.MAX_PARALLELISM);
  }

  private static StreamExecutionEnvironment dataPipeline() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Guards.of(SETTINGS));
    ScriptedSource source = new ScriptedSource("uids", List.of(List.of()), 0, List.of());
    Feed feed =
        new Feed(
            "metrics",
            source,
            new JsonDecoder(),
            1,
            StoryPack.LATENESS,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
    DataPipeline.build(env, List.of(feed), List.of(StoryPack.pack()), SETTINGS, Outlets.NONE);
    return env;
  }

  private static List<String> golden() throws IOException {
    try (InputStream list = UidsTest.class.getResourceAsStream("/state/uids.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> line.startsWith("data ")).toList();
    }
  }
}
