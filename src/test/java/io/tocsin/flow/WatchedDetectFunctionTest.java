package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.detect.Routed;
import io.tocsin.detect.Routing;
import io.tocsin.incident.Input;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Pack;
import io.tocsin.window.Tallier;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A service beats once, at second 5, and is silent for thirty seconds at second 35. */
// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class WatchedDetectFunctionTest {
  private static final Pack PACK =
      PackReader.read(Path.of("src/test/resources/packs/heartbeat.yaml")).pack().orElseThrow();

  @Test
  void accusesAMetricThatWasSilentWhileTicksCame() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.tick(0, 5);
      stage.beat(5);
      stage.tick(6, 34);
      assertThat(stage.told()).isEmpty();

      stage.tick(35, 41);
      assertThat(stage.told()).containsExactly("silent@40");
    }
  }

  @Test
  void accusesNobodyOfTheTimeInWhichNoTicksCame() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.tick(0, 5);
      stage.beat(5);
      stage.tick(6, 15);
      // For an hour nobody was there; then twenty seconds are still missing.
      stage.tick(3_600, 3_618);
      assertThat(stage.told()).isEmpty();

      stage.tick(3_619, 3_631);
      assertThat(stage.told()).containsExactly("silent@3620");
    }
  }

  @Test
  void remembersWhatWasWatchedAcrossARestore() throws Exception {
    OperatorSubtaskState saved;
    try (Stage stage = new Stage(null)) {
      stage.tick(0, 5);
      stage.beat(5);
      stage.tick(6, 15);
      saved = stage.harness.snapshot(1, 1);
    }
    try (Stage stage = new Stage(saved)) {
      stage.tick(3_600, 3_631);

      assertThat(stage.told()).containsExactly("silent@3620");
    }
  }

  /** The function with its ticks; seconds everywhere. */
  private static final class Stage implements AutoCloseable {
    private final KeyedBroadcastOperatorTestHarness<Integer, Routed, Long, Input> harness;

    Stage(OperatorSubtaskState saved) throws Exception {
      harness =
          new KeyedBroadcastOperatorTestHarness<>(
              new CoBroadcastWithKeyedOperator<>(
                  new WatchedDetectFunction(List.of(PACK)), List.of(InboxStates.WATCHED)),
              Routed::shard,
              Types.INT,
              1,
              1,
              0);
      harness.setup();
      if (saved != null) {
        harness.initializeState(saved);
      }
      harness.open();
    }

    void beat(long second) throws Exception {
      Tallier tallier = new Tallier();
      tallier.add(new Sample("beat", "service=pay", SampleType.GAUGE, second * 1_000, Decimal.ONE));
      Routing routing = new Routing(List.of(PACK));
      tallier.drainAll(partial -> routing.route(partial, this::take));
    }

    /** A tick each second; the metrics are idle, so that time is what the ticks say. */
    void tick(long fromSecond, long throughSecond) throws Exception {
      for (long second = fromSecond; second <= throughSecond; second++) {
        harness.processBroadcastElement(second * 1_000, second * 1_000);
        harness.watermark(second * 1_000 - 1);
      }
    }

    List<String> told() {
      return harness.extractOutputValues().stream()
          .map(input -> input.verdict().trigger() + "@" + input.verdict().windowEndMillis() / 1_000)
          .toList();
    }

    private void take(Routed routed) {
      try {
        harness.processElement(routed, routed.partial().lastMillis());
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
