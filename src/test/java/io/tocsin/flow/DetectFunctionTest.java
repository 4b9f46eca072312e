package io.tocsin.flow;

import static io.tocsin.flow.StoryInputs.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.detect.Routed;
import io.tocsin.detect.Routing;
import io.tocsin.incident.Input;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Times;
import io.tocsin.window.Tallier;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class DetectFunctionTest {
  private static final Horizon ENDLESS = new Horizon(Long.MAX_VALUE);

  @Test
  void judgesAMinuteOnceEveryOneOfItsSamplesIsIn() throws Exception {
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 450);
      pass(detect, "10:00:59.998");
      assertThat(detect.extractOutputValues()).isEmpty();
      assertThat(detect.numEventTimeTimers()).isEqualTo(1);

      pass(detect, "10:00:59.999");
      assertThat(told(detect)).containsExactly("10:01:00 slow violated");
    }
  }

  @Test
  void tellsAChangeOnceAndItsEnd() throws Exception {
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 450);
      minute(detect, "10:01:00", 450);
      minute(detect, "10:02:00", 100);
      pass(detect, "10:05:00");

      assertThat(told(detect)).containsExactly("10:01:00 slow violated", "10:03:00 slow clear");
    }
  }

  @Test
  void keepsWhatItHasCountedAndItsTimerAcrossARestart() throws Exception {
    OperatorSubtaskState saved;
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 450);
      pass(detect, "10:00:30");
      saved = detect.snapshot(1, 1);
    }
    try (var detect = detect(ENDLESS, saved)) {
      pass(detect, "10:01:00");

      assertThat(told(detect)).containsExactly("10:01:00 slow violated");
    }
  }

  @Test
  void buriesWhatComesAfterItsEntityWasJudged() throws Exception {
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 100);
      pass(detect, "10:02:00");
      minute(detect, "10:00:00", 450);
      pass(detect, "10:03:00");

      assertThat(detect.extractOutputValues()).isEmpty();
      assertThat(detect.getSideOutput(DetectFunction.DEAD))
          .extracting(letter -> letter.getValue().reason())
          .isNotEmpty()
          .containsOnly("judged-without");
    }
  }

  @Test
  void judgesNothingBeyondTheHorizon() throws Exception {
    try (var detect = detect(new Horizon(at("10:01:30")), null)) {
      minute(detect, "10:00:00", 450);
      minute(detect, "10:01:00", 100);
      detect.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(told(detect)).containsExactly("10:01:00 slow violated");
    }
  }

  @Test
  void takesTheEndOfAnEndlessRunForNoTimeAtAll() throws Exception {
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 450);
      detect.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(detect.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void hasNoTimerLeftWhenNothingWaits() throws Exception {
    try (var detect = detect(ENDLESS, null)) {
      minute(detect, "10:00:00", 100);
      pass(detect, "10:30:00");

      assertThat(detect.numEventTimeTimers()).isZero();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, Routed, Input> detect(
      Horizon horizon, OperatorSubtaskState saved) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DetectFunction(List.of(StoryPack.pack()), horizon)),
            Routed::shard,
            Types.INT);
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static void minute(
      KeyedOneInputStreamOperatorTestHarness<Integer, Routed, Input> detect, String from, int value)
      throws Exception {
    Tallier tallier = new Tallier();
    for (long millis = at(from); millis < at(from) + 60_000; millis += 5_000) {
      tallier.add(new Sample("latency", "service=a", SampleType.GAUGE, millis, Decimal.of(value)));
    }
    List<StreamRecord<Routed>> records = new ArrayList<>();
    Routing routing = new Routing(List.of(StoryPack.pack()));
    tallier.drainAll(
        partial -> routing.route(partial, routed -> records.add(new StreamRecord<>(routed))));
    for (StreamRecord<Routed> record : records) {
      detect.processElement(record);
    }
  }

  private static void pass(
      KeyedOneInputStreamOperatorTestHarness<Integer, Routed, Input> detect, String time)
      throws Exception {
    detect.processWatermark(new Watermark(at(time)));
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<Integer, Routed, Input> detect) {
    return detect.extractOutputValues().stream()
        .map(Input::verdict)
        .map(
            verdict ->
                Times.text(verdict.windowEndMillis()).substring(11, 19)
                    + " "
                    + verdict.trigger()
                    + (verdict.violated() ? " violated" : " clear"))
        .toList();
  }
}
