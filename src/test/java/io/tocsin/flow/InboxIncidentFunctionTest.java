package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Duties;
import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberRequest;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Times are milliseconds; the incident opens at 10 000 unless a test says otherwise. */
// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class InboxIncidentFunctionTest {
  private static final String ENTITY = "service=pay";
  private static final String EPISODE = "small/service=pay/10000";
  private static final String NUMBER = "INC-19700101-001";

  @Test
  void holdsTheEventsOfAnIncidentUntilItsNumberIsThere() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.read(burning(10_000), 10_000, 9_900);
      stage.tick(10_200);
      assertThat(stage.told()).isEmpty();

      InboxEntry request = stage.appended().get(0);
      stage.read(request, 10_210, 10_200);
      InboxEntry answer = stage.appended().get(1);
      stage.read(answer, 10_220, 10_200);

      assertThat(request.key()).isEqualTo("#small/INC-19700101-{n:000}");
      assertThat(answer.key()).isEqualTo("small/service=pay");
      assertThat(stage.told())
          .containsExactly("incident.opened 10000 " + NUMBER, "page 10000 " + NUMBER);
    }
  }

  @Test
  void answersARepeatedRequestWithTheSameNumberAndNothingIsToldTwice() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      int told = stage.told().size();
      InboxEntry request = stage.appended().get(0);
      stage.read(request, 10_300, 10_200);
      InboxEntry again = stage.appended().get(2);
      stage.read(again, 10_310, 10_200);

      assertThat(again.answer().displayId()).isEqualTo(NUMBER);
      assertThat(stage.told()).hasSize(told);
    }
  }

  @Test
  void firesStepsOnTicksAloneEachWithItsDueTime() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      stage.tick(10_999);
      assertThat(stage.told()).hasSize(2);
      stage.tick(13_400);

      assertThat(stage.told().subList(2, 5))
          .containsExactly(
              "escalate 11000 " + NUMBER,
              "clock.breached 12000 " + NUMBER,
              "notify 13000 " + NUMBER);
    }
  }

  @Test
  void firesWhatWasDueBeforeTheLastTickInFrontOfARecordFirst() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      // The watermark is behind, as it is when another partition is slow.
      stage.read(ack(11_300), 11_300, 11_200);

      assertThat(stage.told().subList(2, 5))
          .containsExactly(
              "escalate 11000 " + NUMBER,
              "incident.acked 11300 " + NUMBER,
              "clock.met 11300 " + NUMBER);
    }
  }

  @Test
  void letsAnAckThatIsInTheLogBeforeATickStopTheStepThatFellDueMeanwhile() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      // Nobody wrote ticks from 10 200 to 20 000: the job was down.
      stage.read(ack(15_000), 15_000, 10_200);
      stage.tick(20_000);

      assertThat(stage.told()).noneMatch(line -> line.startsWith("escalate"));
      assertThat(stage.told())
          .contains("incident.acked 15000 " + NUMBER, "clock.breached 12000 " + NUMBER);
    }
  }

  @Test
  void survivesARestoreWithItsTimerPending() throws Exception {
    OperatorSubtaskState saved;
    try (Stage stage = new Stage(null)) {
      stage.open();
      saved = stage.harness.snapshot(1, 1);
    }
    try (Stage stage = new Stage(saved)) {
      stage.tick(11_001);

      assertThat(stage.told()).containsExactly("escalate 11000 " + NUMBER);
    }
  }

  @Test
  void survivesARestoreWithEventsHeld() throws Exception {
    OperatorSubtaskState saved;
    try (Stage stage = new Stage(null)) {
      stage.read(burning(10_000), 10_000, 9_900);
      saved = stage.harness.snapshot(1, 1);
    }
    try (Stage stage = new Stage(saved)) {
      stage.read(burning(10_000), 10_050, 9_900);
      assertThat(stage.told()).isEmpty();
      stage.number(10_100);

      assertThat(stage.told())
          .containsExactly("incident.opened 10000 " + NUMBER, "page 10000 " + NUMBER);
    }
  }

  @Test
  void ignoresARepeatedVerdict() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      int told = stage.told().size();
      stage.read(burning(10_000), 10_500, 10_200);

      assertThat(stage.told()).hasSize(told);
    }
  }

  @Test
  void staysWithTheEngineTimeThatTheBrokersClockHasLeft() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      stage.tick(12_500);
      int told = stage.told().size();
      // The broker went back by three seconds and the job was restored: the watermark starts low,
      // the engine time of the records does not.
      OperatorSubtaskState saved = stage.harness.snapshot(1, 1);
      try (Stage restored = new Stage(saved)) {
        restored.tick(9_600);
        restored.read(ack(12_500), 12_500, 12_500);
        restored.tick(9_800);
        assertThat(restored.told()).containsExactly("incident.acked 12500 " + NUMBER);
        restored.tick(13_001);
        assertThat(restored.told()).contains("notify 13000 " + NUMBER);
      }
      assertThat(stage.told()).hasSize(told);
    }
  }

  @Test
  void firesNothingWhenABoundedRunEnds() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      stage.harness.processWatermark(Long.MAX_VALUE);

      assertThat(stage.told()).hasSize(2);
    }
  }

  @Test
  void firesNothingBeyondItsHorizon() throws Exception {
    try (Stage stage = new Stage(null, 12_000)) {
      stage.open();
      stage.tick(20_000);
      stage.read(ack(20_100), 20_100, 20_000);

      assertThat(stage.told().subList(2, stage.told().size()))
          .containsExactly(
              "escalate 11000 " + NUMBER,
              "clock.breached 12000 " + NUMBER,
              "incident.acked 20100 " + NUMBER);
    }
  }

  @Test
  void tellsAtOnceWhatBelongsToNoIncident() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.read(ack(10_000), 10_000, 9_900);

      assertThat(stage.told()).containsExactly("command.rejected 10000 ");
    }
  }

  @Test
  void leavesNothingBehindWhenTheStoryIsOver() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      stage.read(clear(11_500), 11_500, 11_400);
      stage.tick(13_000);
      assertThat(stage.told()).contains("incident.resolved 12500 " + NUMBER);
      stage.tick(11_500 + Duration.ofDays(90).toMillis() + 1);

      assertThat(stage.harness.numKeyedStateEntries()).isZero();
      assertThat(stage.harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void startsABookAnewWhenItsTimeIsOverEvenIfTheWatermarkHasNotSaidSo() throws Exception {
    try (Stage stage = new Stage(null)) {
      stage.open();
      InboxEntry request = stage.appended().get(0);
      long over = 10_210 + InboxStates.BOOK_LIFE.toMillis();
      InboxEntry other =
          InboxEntry.of(
              new NumberRequest(
                  "small",
                  "service=x",
                  "small/service=x/1",
                  request.request().pattern(),
                  "",
                  "",
                  1));
      stage.read(other, over + 10, over + 1);

      assertThat(stage.appended().get(2).answer().displayId()).isEqualTo(NUMBER);
    }
  }

  @Test
  void tellsADutyOnceHoweverOftenTheJobStartsAndStops() throws Exception {
    InboxEntry duties = InboxEntry.of(Duties.beginning(List.of(SmallPack.get()), 0).get(0));
    long dayTwo = Duration.ofDays(1).toMillis();
    OperatorSubtaskState saved;
    try (Stage stage = new Stage(null)) {
      stage.read(duties, 10_000, 9_900);
      stage.tick(dayTwo);
      assertThat(stage.told()).isEmpty();
      saved = stage.harness.snapshot(1, 1);
    }
    try (Stage stage = new Stage(saved)) {
      stage.read(duties, dayTwo + 500, dayTwo);
      stage.tick(dayTwo + 600);
      stage.read(duties, dayTwo + 700, dayTwo + 600);
      stage.tick(3 * dayTwo);

      assertThat(stage.told()).containsExactly("governance.due 86400000 ");
      assertThat(stage.appended()).isEmpty();
    }
  }

  private static InboxEntry burning(long windowEnd) {
    return verdict(windowEnd, true);
  }

  private static InboxEntry clear(long windowEnd) {
    return verdict(windowEnd, false);
  }

  private static InboxEntry verdict(long windowEnd, boolean violated) {
    long started = violated ? windowEnd - 1_000 : Times.NOT_YET;
    return InboxEntry.of(
        Input.of(
            new Verdict(
                SmallPack.ID,
                ENTITY,
                "burning",
                windowEnd,
                started,
                violated,
                "",
                "",
                "",
                new ArrayList<>(),
                0)));
  }

  private static InboxEntry ack(long saidMillis) {
    Command ack = new Command("a1", "ack", SmallPack.ID, ENTITY, "", saidMillis, "alice", Map.of());
    return InboxEntry.of(Input.of(SmallPack.ID, ENTITY, ack));
  }

  /** The function with one partition of an inbox in front of it. */
  private static final class Stage implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, InboxEntry, Event> harness;

    Stage(OperatorSubtaskState saved) throws Exception {
      this(saved, Long.MAX_VALUE);
    }

    Stage(OperatorSubtaskState saved, long horizonMillis) throws Exception {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(
                  new InboxIncidentFunction("-", List.of(SmallPack.get()), 0, horizonMillis)),
              InboxEntry::key,
              Types.STRING);
      harness.setup();
      if (saved != null) {
        harness.initializeState(saved);
      }
      harness.open();
    }

    void read(InboxEntry entry, long engineMillis, long lastTickMillis) throws Exception {
      harness.processElement(new StreamRecord<>(entry.at(0, engineMillis, lastTickMillis)));
    }

    void tick(long engineMillis) throws Exception {
      harness.processWatermark(engineMillis - 1);
    }

    /** Opens an incident at 10 000 that has its number at 10 220. */
    void open() throws Exception {
      read(burning(10_000), 10_000, 9_900);
      tick(10_200);
      number(10_210);
    }

    void number(long engineMillis) throws Exception {
      InboxEntry request =
          appended().isEmpty()
              ? InboxEntry.of(
                  new NumberRequest(
                      "small", ENTITY, EPISODE, "INC-19700101-{n:000}", "", "", 10_000))
              : appended().get(0);
      read(request, engineMillis, engineMillis - 10);
      read(appended().get(appended().size() - 1), engineMillis + 10, engineMillis - 10);
    }

    /** Type, time and display id of what was told, in order. */
    List<String> told() {
      return harness.extractOutputValues().stream()
          .map(event -> event.type() + " " + event.timeMillis() + " " + event.subject())
          .toList();
    }

    List<InboxEntry> appended() {
      var entries = harness.getSideOutput(InboxIncidentFunction.INBOX);
      return entries == null ? List.of() : entries.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
