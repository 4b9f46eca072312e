package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.flow.ScriptedSource.Failure;
import io.tocsin.incident.Event;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.notify.Page;
import io.tocsin.wire.CanonicalLedger;
import io.tocsin.wire.JsonDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories through the whole topology on a small cluster: the ledger is the same every time. */
class DataPipelineTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  /** The records were appended when all was over: history is never in the future. */
  private static final long APPENDED = StoryInputs.at("12:00:00");

  private static final AtomicInteger RUNS = new AtomicInteger();

  @TempDir private Path checkpoints;

  /** What a run brought. */
  private record Result(
      List<Event> events, List<Page> pages, List<DeadLetter> dead, List<Sample> late) {

    /** Events may come twice after a failure, with the same bytes. */
    CanonicalLedger ledger() {
      CanonicalLedger ledger = new CanonicalLedger();
      Map<String, Event> known = new HashMap<>();
      for (Event event : events) {
        Event before = known.put(event.id(), event);
        if (before == null) {
          ledger.add(event);
        } else {
          assertThat(event).isEqualTo(before);
        }
      }
      return ledger;
    }
  }

  @Test
  void tellsTheWholeStory() throws Exception {
    Result result = run(Story.inOrder(), 1);

    assertThat(result.late()).isEmpty();
    assertThat(result.dead()).isEmpty();
    assertThat(result.ledger().events())
        .extracting(Event::type)
        .contains(
            "incident.opened",
            "page",
            "clock.breached",
            "clock.met",
            "escalate",
            "incident.acked",
            "incident.severity_changed",
            "incident.recovered",
            "incident.resolved");
    assertThat(result.ledger().events())
        .filteredOn(event -> event.type().equals("incident.opened"))
        .extracting(event -> event.subject() + " " + event.entity())
        .containsExactly(
            "INC-20251010-001 service=a",
            "INC-20251010-002 service=b",
            "INC-20251010-003 service=c",
            "INC-20251010-004 service=e",
            "INC-20251010-005 service=d",
            "INC-20251010-006 service=f",
            // Somebody resolved it while it was still bad.
            "INC-20251010-007 service=f");
    assertThat(result.pages()).extracting(page -> page.event().subject()).doesNotContain("");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void tellsTheSameAtAnyParallelism(int parallelism) throws Exception {
    assertThat(run(Story.inOrder(), parallelism).ledger().sha256Hex()).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsTheSameInAnyOrderWithinTheLateness(long seed) throws Exception {
    Result result = run(Story.shuffled(seed), 2);

    assertThat(result.late()).isEmpty();
    assertThat(result.ledger().sha256Hex()).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsTheSameAfterFiveFailures(boolean rocksdb) throws Exception {
    List<List<byte[]>> story = Story.shuffled(7);
    ScriptedSource source = script(story, failures(story.get(0).size(), rocksdb ? 11 : 12));
    Result result = run(source, settings(2, Duration.ofMillis(20), rocksdb));

    assertThat(source.failed()).isEqualTo(5);
    assertThat(result.ledger().sha256Hex()).isEqualTo(expected());
  }

  @Test
  void tellsTheSameWithGarbageAmongIt() throws Exception {
    Result result = run(Story.withGarbage(5, 40), 2);

    assertThat(result.ledger().sha256Hex()).isEqualTo(expected());
    assertThat(result.late()).hasSize(40);
    assertThat(result.dead())
        .extracting(DeadLetter::reason)
        .filteredOn(reason -> reason.equals("future"))
        .hasSize(40);
    assertThat(result.dead())
        .extracting(DeadLetter::reason)
        .filteredOn(reason -> reason.equals("unaddressed"))
        .hasSize(40);
    assertThat(result.dead()).hasSize(120);
  }

  @Test
  void tellsTheSameWhenPeopleSpeakOnAFeedOfTheirOwn() throws Exception {
    List<Feed> feeds =
        List.of(
            feed("metrics", script(Story.only(true, Story.shuffled(3)), List.of())),
            feed("reports", script(Story.only(false, Story.shuffled(3)), List.of())));
    Result result = run(feeds, settings(2, Duration.ZERO, false));

    assertThat(result.ledger().sha256Hex()).isEqualTo(expected());
  }

  private static String expected;

  private String expected() throws Exception {
    if (expected == null) {
      expected = run(Story.inOrder(), 1).ledger().sha256Hex();
    }
    return expected;
  }

  private Result run(List<List<byte[]>> story, int parallelism) throws Exception {
    return run(script(story, List.of()), settings(parallelism, Duration.ZERO, false));
  }

  private static ScriptedSource script(List<List<byte[]>> story, List<Failure> failures) {
    return new ScriptedSource("script-" + RUNS.incrementAndGet(), story, APPENDED, failures);
  }

  private static List<Failure> failures(int records, long seed) {
    Random random = new Random(seed);
    List<Failure> failures = new ArrayList<>();
    int stretch = records / 6;
    for (int i = 1; i <= 5; i++) {
      int waitAt = i * stretch + random.nextInt(stretch / 2);
      failures.add(new Failure(waitAt, waitAt + 1 + random.nextInt(stretch / 3)));
    }
    return failures;
  }

  private EngineSettings settings(int parallelism, Duration interval, boolean rocksdb) {
    return new EngineSettings(
        "-",
        Clock.DATA,
        parallelism,
        checkpoints.toUri().toString(),
        interval,
        rocksdb,
        StoryPack.LATENESS.toMillis(),
        Story.END + StoryPack.LATENESS.toMillis());
  }

  private static Result run(ScriptedSource source, EngineSettings settings) throws Exception {
    return run(List.of(feed("metrics", source)), settings);
  }

  private static Feed feed(String id, ScriptedSource source) {
    return new Feed(
        id,
        source,
        new JsonDecoder(),
        source.partitions(),
        StoryPack.LATENESS,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  private static Result run(List<Feed> feeds, EngineSettings settings) throws Exception {
    Configuration guards = Guards.of(settings);
    guards.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    guards.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    guards.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(guards);
    env.setParallelism(settings.parallelism());

    int run = RUNS.incrementAndGet();
    CollectingSink<Event> ledger = new CollectingSink<>("ledger-" + run);
    CollectingSink<Page> pages = new CollectingSink<>("pages-" + run);
    CollectingSink<DeadLetter> dead = new CollectingSink<>("dead-" + run);
    CollectingSink<Sample> late = new CollectingSink<>("late-" + run);
    DataPipeline.build(
        env,
        feeds,
        List.of(StoryPack.pack()),
        settings,
        Outlets.NONE.ledger(ledger).pages(pages).deadLetters(dead).late(late));
    env.execute();
    return new Result(ledger.kept(), pages.kept(), dead.kept(), late.kept());
  }
}
