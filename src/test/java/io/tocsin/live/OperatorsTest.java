package io.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.DataPipeline;
import io.tocsin.flow.DetectPipeline;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.flow.Feed;
import io.tocsin.flow.Guards;
import io.tocsin.flow.IncidentPipeline;
import io.tocsin.flow.Outlets;
import io.tocsin.flow.PagerPipeline;
import io.tocsin.flow.SmallPack;
import io.tocsin.pack.Pack;
import io.tocsin.wire.ConsoleReceiver;
import io.tocsin.wire.JsonDecoder;
import io.tocsin.wire.KafkaEnds;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.SourceSettings;
import io.tocsin.wire.TickSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * Every operator has a uid, and none changes: the state of the running release hangs on it. The
 * guards refuse an operator without one, and a type that Kryo would have to carry, when the graph
 * is made.
 */
class OperatorsTest {
  private static final KafkaSettings KAFKA = new KafkaSettings("127.0.0.1:9", "t", 4, Map.of());
  private static final List<Pack> PACKS = List.of(SmallPack.get());

  @Test
  void keepsItsUidsOnTheWallClock() throws Exception {
    EngineSettings settings = settings(Clock.WALL);
    StreamExecutionEnvironment env = environment(settings);
    DetectPipeline.build(
        env,
        new DetectPipeline.Ends(
            List.of(feed("metrics")),
            new TickSource(),
            KafkaEnds.tickSink(KAFKA),
            KafkaEnds.ticks(KAFKA),
            KafkaEnds.inboxSink(KAFKA),
            KafkaEnds.deadLetters(KAFKA),
            KafkaEnds.late(KAFKA)),
        PACKS,
        settings);
    IncidentPipeline.build(
        env,
        new IncidentPipeline.Ends(
            List.of(feed("signals"), feed("commands")),
            new TickSource(),
            KafkaEnds.inbox(KAFKA),
            4,
            KafkaEnds.inboxSink(KAFKA),
            KafkaEnds.ledger(KAFKA),
            KafkaEnds.pageSink(KAFKA),
            KafkaEnds.deadLetters(KAFKA)),
        PACKS,
        settings);
    PagerPipeline.build(
        env,
        KafkaEnds.pages(KAFKA),
        List.of(new PagerPipeline.Receiver("console", List.of(), new ConsoleReceiver())));

    assertThat(uids(env)).isEqualTo(golden("uids-wall.txt"));
  }

  @Test
  void keepsItsUidsOnTheClockOfTheData() throws Exception {
    EngineSettings settings = settings(Clock.DATA);
    StreamExecutionEnvironment env = environment(settings);
    Outlets outlets =
        new Outlets(
            KafkaEnds.ledger(KAFKA),
            KafkaEnds.pageSink(KAFKA),
            KafkaEnds.deadLetters(KAFKA),
            KafkaEnds.late(KAFKA));
    DataPipeline.build(env, List.of(feed("metrics")), PACKS, settings, outlets);

    assertThat(uids(env)).isEqualTo(golden("uids-data.txt"));
  }

  private static StreamExecutionEnvironment environment(EngineSettings settings) {
    return StreamExecutionEnvironment.createLocalEnvironment(2, Guards.of(settings));
  }

  private static EngineSettings settings(Clock clock) {
    return new EngineSettings("-", clock, 2, "", Duration.ofSeconds(1), false, 0, Long.MAX_VALUE);
  }

  private static Feed feed(String id) {
    Duration bound = Duration.ofSeconds(10);
    SourceSettings source =
        new SourceSettings("t." + id, List.of(), "json", Map.of(), bound, bound, bound, false);
    return new Feed(
        id, KafkaEnds.records(KAFKA, source), new JsonDecoder(), 4, bound, bound, bound);
  }

  private static List<String> uids(StreamExecutionEnvironment env) {
    TreeSet<String> uids = new TreeSet<>();
    env.getStreamGraph(false)
        .getStreamNodes()
        .forEach(
            node -> {
              String uid = node.getTransformationUID();
              assertThat(uid).as(node.getOperatorName()).isNotBlank();
              uids.add(uid);
            });
    return List.copyOf(uids);
  }

  private static List<String> golden(String file) throws Exception {
    return Files.readAllLines(Path.of("src/test/resources/state", file));
  }
}
