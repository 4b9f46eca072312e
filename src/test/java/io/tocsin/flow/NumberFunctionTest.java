package io.tocsin.flow;

import static io.tocsin.flow.StoryInputs.at;
import static io.tocsin.flow.StoryInputs.entity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.Event;
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
class NumberFunctionTest {
  private static final Horizon ENDLESS = new Horizon(Long.MAX_VALUE);

  @Test
  void numbersByOpeningTimeAndThenByEntityHoweverTheyCome() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "c", "10:01:00");
      tell(numbers, "incident.opened", "b", "10:02:00");
      tell(numbers, "incident.opened", "a", "10:02:00");
      tell(numbers, "incident.opened", "d", "10:00:00");
      pass(numbers, "10:02:10");

      assertThat(told(numbers))
          .containsExactlyInAnyOrder(
              "INC-20251010-001 service=d",
              "INC-20251010-002 service=c",
              "INC-20251010-003 service=a",
              "INC-20251010-004 service=b");
    }
  }

  @Test
  void holdsTheEventsOfAnEpisodeInOrderUntilEveryEarlierOpeningIsKnown() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      tell(numbers, "page", "a", "10:01:00");
      pass(numbers, "10:01:09.999");
      assertThat(numbers.extractOutputValues()).isEmpty();

      pass(numbers, "10:01:10");
      tell(numbers, "escalate", "a", "10:01:00");
      assertThat(numbers.extractOutputValues())
          .extracting(Event::type)
          .containsExactly("incident.opened", "page", "escalate");
      assertThat(numbers.extractOutputValues())
          .extracting(Event::subject)
          .containsOnly("INC-20251010-001");
    }
  }

  @Test
  void stampsTheNumberIntoTexts() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      pass(numbers, "10:01:10");

      assertThat(numbers.extractOutputValues().get(0).data().get(0).values())
          .containsExactly("about INC-20251010-001");
    }
  }

  @Test
  void letsPassAtOnceWhatBelongsToNoIncident() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      numbers.processElement(
          new StreamRecord<>(Unnumbered.of(event("governance.due", "", StoryPack.ID))));

      assertThat(numbers.extractOutputValues()).extracting(Event::subject).containsExactly("");
    }
  }

  @Test
  void numbersASecondOpeningWithinOneMillisecond() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      String again = episode("a", "10:01:00") + "+";
      numbers.processElement(
          new StreamRecord<>(Unnumbered.of(event("incident.opened", entity("a"), again))));
      pass(numbers, "10:01:10");

      assertThat(numbers.extractOutputValues())
          .extracting(Event::subject)
          .containsExactly("INC-20251010-001", "INC-20251010-002");
    }
  }

  @Test
  void goesOnCountingAndHoldingAfterARestart() throws Exception {
    OperatorSubtaskState saved;
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      pass(numbers, "10:01:10");
      tell(numbers, "incident.opened", "b", "10:02:00");
      saved = numbers.snapshot(1, 1);
    }
    try (var numbers = numbers(ENDLESS, saved)) {
      pass(numbers, "10:02:10");
      tell(numbers, "escalate", "a", "10:01:00");

      assertThat(told(numbers))
          .containsExactly("INC-20251010-002 service=b", "INC-20251010-001 service=a");
    }
  }

  @Test
  void keepsNothingButTheCounterWhenTheStoryEnds() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      pass(numbers, "10:01:10");
      int open = numbers.numKeyedStateEntries();
      numbers.processElement(new StreamRecord<>(Unnumbered.over(StoryPack.ID, entity("a"))));

      assertThat(open).isEqualTo(2);
      assertThat(numbers.numKeyedStateEntries()).isEqualTo(1);
      assertThat(numbers.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void numbersAtTheEndOfABoundedRunWhatOpenedBeforeItsHorizon() throws Exception {
    try (var numbers = numbers(new Horizon(at("10:01:05")), null)) {
      tell(numbers, "incident.opened", "a", "10:01:00");
      numbers.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(told(numbers)).hasSize(1);
    }
  }

  @Test
  void refusesAnEventOfAnIncidentThatNeverOpened() throws Exception {
    try (var numbers = numbers(ENDLESS, null)) {
      assertThatThrownBy(() -> tell(numbers, "page", "a", "10:01:00"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("came before its incident opened");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Unnumbered, Event> numbers(
      Horizon horizon, OperatorSubtaskState saved) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new NumberFunction(List.of(StoryPack.pack()), StoryInputs.LATENESS, horizon)),
            Unnumbered::pack,
            Types.STRING);
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static void tell(
      KeyedOneInputStreamOperatorTestHarness<String, Unnumbered, Event> numbers,
      String type,
      String service,
      String opened)
      throws Exception {
    Event event = event(type, entity(service), episode(service, opened));
    numbers.processElement(new StreamRecord<>(Unnumbered.of(event)));
  }

  private static void pass(
      KeyedOneInputStreamOperatorTestHarness<String, Unnumbered, Event> numbers, String time)
      throws Exception {
    numbers.processWatermark(new Watermark(at(time)));
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<String, Unnumbered, Event> numbers) {
    return numbers.extractOutputValues().stream()
        .map(event -> event.subject() + " " + event.entity())
        .toList();
  }

  private static String episode(String service, String opened) {
    return StoryPack.ID + "/" + entity(service) + "/" + at(opened);
  }

  private static Event event(String type, String entity, String episode) {
    return new Event(
        type,
        StoryPack.ID,
        entity,
        episode,
        "cause",
        "",
        at("10:01:00"),
        1,
        List.of(Event.Field.text("text", "about " + Event.SUBJECT_MARK)),
        List.of());
  }
}
