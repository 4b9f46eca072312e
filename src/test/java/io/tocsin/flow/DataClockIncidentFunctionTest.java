package io.tocsin.flow;

import static io.tocsin.flow.StoryInputs.at;
import static io.tocsin.flow.StoryInputs.command;
import static io.tocsin.flow.StoryInputs.down;
import static io.tocsin.flow.StoryInputs.fine;
import static io.tocsin.flow.StoryInputs.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.Input;
import io.tocsin.metric.Times;
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
class DataClockIncidentFunctionTest {
  private static final Horizon ENDLESS = new Horizon(Long.MAX_VALUE);

  @Test
  void opensWhenTheVerdictIsKnownAndNotBefore() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:01:09.999");
      assertThat(told(incident)).isEmpty();

      pass(incident, "10:01:10");
      assertThat(told(incident)).containsExactly("10:01:00 incident.opened", "10:01:00 page");
    }
  }

  @Test
  void escalatesAtItsDueTimeAndReportsTheMissedAnswer() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:30:00");

      assertThat(told(incident))
          .containsExactly(
              "10:01:00 incident.opened",
              "10:01:00 page",
              "10:06:00 clock.breached",
              "10:11:00 escalate");
    }
  }

  @Test
  void appliesAnAnswerOfTheSameInstantBeforeTheStepThatIsDueThen() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, command("ack", "a", "10:11:00"));
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:30:00");

      assertThat(told(incident))
          .contains("10:11:00 incident.acked")
          .doesNotContain("10:11:00 escalate");
    }
  }

  @Test
  void appliesAVerdictBeforeACommandOfTheInstantAtWhichItIsKnown() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, command("ack", "a", "10:01:10"));
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:01:10");

      assertThat(told(incident))
          .contains("10:01:00 incident.opened", "10:01:10 incident.acked")
          .doesNotContain("10:01:10 command.rejected");
    }
  }

  @Test
  void givesTheSameStoryInWhateverOrderItHearsIt() throws Exception {
    List<Input> story =
        List.of(
            slow("a", "10:01:00"),
            down("a", "10:02:30"),
            command("ack", "a", "10:03:00"),
            fine("a", "10:04:00"),
            command("resolve", "a", "10:20:00"));
    List<String> forwards;
    try (var incident = incident(ENDLESS, null)) {
      for (Input input : story) {
        tell(incident, input);
      }
      pass(incident, "12:00:00");
      forwards = told(incident);
    }
    try (var incident = incident(ENDLESS, null)) {
      for (int i = story.size() - 1; i >= 0; i--) {
        tell(incident, story.get(i));
      }
      for (int minute = 0; minute < 60; minute++) {
        pass(incident, "10:%02d:00".formatted(minute));
      }
      assertThat(told(incident)).isEqualTo(forwards).hasSizeGreaterThan(4);
    }
  }

  @Test
  void keepsItsTimerAndWhatWaitsAcrossARestart() throws Exception {
    OperatorSubtaskState saved;
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:02:00");
      tell(incident, command("ack", "a", "10:09:00"));
      saved = incident.snapshot(1, 1);
    }
    try (var incident = incident(ENDLESS, saved)) {
      assertThat(incident.numEventTimeTimers()).isEqualTo(2);
      pass(incident, "10:30:00");

      assertThat(told(incident))
          .containsExactly("10:06:00 clock.breached", "10:09:00 incident.acked");
    }
  }

  @Test
  void leavesNothingBehindWhenTheStoryEnds() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, slow("a", "10:01:00"));
      tell(incident, fine("a", "10:02:00"));
      pass(incident, "10:12:10");
      assertThat(told(incident)).contains("10:12:00 incident.resolved");

      incident.processWatermark(new Watermark(at("10:30:00") + 91L * 24 * 3_600_000));

      assertThat(incident.numKeyedStateEntries()).isZero();
      assertThat(incident.numEventTimeTimers()).isZero();
      assertThat(incident.extractOutputValues())
          .last()
          .isEqualTo(Unnumbered.over(StoryPack.ID, "service=a"));
    }
  }

  @Test
  void firesNothingBeyondTheHorizon() throws Exception {
    try (var incident = incident(new Horizon(at("10:06:00")), null)) {
      tell(incident, slow("a", "10:01:00"));
      tell(incident, command("ack", "a", "10:06:01"));
      incident.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(told(incident))
          .containsExactly("10:01:00 incident.opened", "10:01:00 page", "10:06:00 clock.breached");
    }
  }

  @Test
  void takesTheEndOfAnEndlessRunForNoTimeAtAll() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      tell(incident, slow("a", "10:01:00"));
      pass(incident, "10:01:10");
      incident.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(told(incident)).hasSize(2);
    }
  }

  @Test
  void refusesWhatShouldHaveTakenEffectBefore() throws Exception {
    try (var incident = incident(ENDLESS, null)) {
      pass(incident, "10:01:10");

      assertThatThrownBy(() -> tell(incident, slow("a", "10:01:00")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("takes effect at 2025-10-10T10:01:10Z");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Input, Unnumbered> incident(
      Horizon horizon, OperatorSubtaskState saved) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new DataClockIncidentFunction(
                    "-", List.of(StoryPack.pack()), StoryInputs.LATENESS, horizon)),
            Input::key,
            Types.STRING);
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static void tell(
      KeyedOneInputStreamOperatorTestHarness<String, Input, Unnumbered> incident, Input input)
      throws Exception {
    incident.processElement(new StreamRecord<>(input));
  }

  private static void pass(
      KeyedOneInputStreamOperatorTestHarness<String, Input, Unnumbered> incident, String time)
      throws Exception {
    incident.processWatermark(new Watermark(at(time)));
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<String, Input, Unnumbered> incident) {
    return incident.extractOutputValues().stream()
        .filter(told -> !told.isOver())
        .map(told -> told.event())
        .map(event -> Times.text(event.timeMillis()).substring(11, 19) + " " + event.type())
        .toList();
  }
}
