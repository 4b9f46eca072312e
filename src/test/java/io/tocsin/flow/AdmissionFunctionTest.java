package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.metric.Command;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class AdmissionFunctionTest {
  private static final long NOW = 1_000_000_000;
  private static final TimeBounds DATA = new TimeBounds(10_000, 30_000, 30_000, Clock.DATA);
  private static final TimeBounds WALL = new TimeBounds(10_000, 30_000, 30_000, Clock.WALL);

  @Test
  void letsSamplesInThatAreNotOlderThanTheLateness() throws Exception {
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 60_000));
      door.processElement(sample(0, 50_000));
      door.processElement(sample(0, 49_999));

      assertThat(door.extractOutputValues())
          .extracting(Sample::timestampMillis)
          .containsExactly(60_000L, 50_000L);
      assertThat(values(door, AdmissionFunction.LATE))
          .extracting(Sample::timestampMillis)
          .containsExactly(49_999L);
    }
  }

  @Test
  void judgesEachPartitionByWhatThatOneHasShown() throws Exception {
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 600_000));
      door.processElement(sample(1, 10_000));

      assertThat(door.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void buriesWhatComesFromTheFutureAndIsNotMovedByIt() throws Exception {
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, NOW + 30_001));
      door.processElement(sample(0, 1_000));

      assertThat(values(door, AdmissionFunction.DEAD))
          .extracting(DeadLetter::reason)
          .containsExactly("future");
      assertThat(door.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void buriesWhatCannotBeReadWithItsPlaceAndBytes() throws Exception {
    try (var door = door(DATA, null)) {
      door.processElement(
          new StreamRecord<>(Arrival.rejected(record(3), "not-json", "it is no JSON")));

      DeadLetter letter = values(door, AdmissionFunction.DEAD).get(0);
      assertThat(letter.reason()).isEqualTo("not-json");
      assertThat(letter.detail()).isEqualTo("it is no JSON");
      assertThat(letter.partition()).isEqualTo(3);
      assertThat(letter.bytes()).isEqualTo(record(3).bytes());
    }
  }

  @Test
  void movesABelatedCommandToTheOldestInstantThatIsOpen() throws Exception {
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 60_000));
      door.processElement(command(0, 20_000));
      door.processElement(command(0, 55_000));

      assertThat(values(door, AdmissionFunction.REPORTS))
          .extracting(Arrival::timestampMillis)
          .containsExactly(50_000L, 55_000L);
    }
  }

  @Test
  void letsCommandsPassAsTheyAreWhereTheLogDecidesWhenTheyTakeEffect() throws Exception {
    try (var door = door(WALL, null)) {
      door.processElement(sample(0, 60_000));
      door.processElement(command(0, 20_000));
      door.processElement(command(0, NOW + 3_600_000));
      door.processElement(sample(0, 50_000));

      assertThat(values(door, AdmissionFunction.REPORTS))
          .extracting(Arrival::timestampMillis)
          .containsExactly(20_000L, NOW + 3_600_000);
      assertThat(door.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void countsEverythingItFindsExactlyOnce() throws Exception {
    AdmissionFunction function = new AdmissionFunction(DATA);
    try (var door = harness(function, null)) {
      door.processElement(sample(0, 60_000));
      door.processElement(sample(0, 1_000));
      door.processElement(sample(0, NOW + 60_000));
      door.processElement(command(0, 60_000));
      door.processElement(command(0, 1_000));
      door.processElement(new StreamRecord<>(Arrival.of(record(0), signal(60_000))));
      door.processElement(new StreamRecord<>(Arrival.rejected(record(0), "not-json", "")));

      assertThat(function.counted(Count.FOUND)).isEqualTo(7);
      assertThat(
              function.counted(Count.SAMPLES)
                  + function.counted(Count.LATE)
                  + function.counted(Count.SIGNALS)
                  + function.counted(Count.COMMANDS)
                  + function.counted(Count.DEAD))
          .isEqualTo(7);
      assertThat(function.counted(Count.DEAD)).isEqualTo(2);
      assertThat(function.counted(Count.COMMANDS)).isEqualTo(2);
      assertThat(function.counted(Count.BELATED)).isEqualTo(1);
    }
  }

  @Test
  void remembersWhatWasLateAcrossARestart() throws Exception {
    OperatorSubtaskState saved;
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 60_000));
      saved = door.snapshot(1, 1);
    }
    try (var door = door(DATA, saved)) {
      door.processElement(sample(0, 49_999));

      assertThat(values(door, AdmissionFunction.LATE)).hasSize(1);
    }
  }

  @Test
  void takesTheHighestTimeWhenSeveralSubtasksKnewAPartition() throws Exception {
    OperatorSubtaskState before;
    OperatorSubtaskState after;
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 10_000));
      before = door.snapshot(1, 1);
    }
    try (var door = door(DATA, null)) {
      door.processElement(sample(0, 60_000));
      after = door.snapshot(1, 1);
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(after, before);
    try (var door = door(DATA, both)) {
      door.processElement(sample(0, 49_999));

      assertThat(values(door, AdmissionFunction.LATE)).hasSize(1);
    }
  }

  private static OneInputStreamOperatorTestHarness<Arrival, Sample> door(
      TimeBounds bounds, OperatorSubtaskState saved) throws Exception {
    return harness(new AdmissionFunction(bounds), saved);
  }

  private static OneInputStreamOperatorTestHarness<Arrival, Sample> harness(
      AdmissionFunction function, OperatorSubtaskState saved) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static <T> List<T> values(
      OneInputStreamOperatorTestHarness<Arrival, Sample> door, OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = door.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  private static RawRecord record(int partition) {
    return new RawRecord("metrics", partition, 7, NOW, new byte[] {1, 2, 3});
  }

  private static StreamRecord<Arrival> sample(int partition, long timestamp) {
    Sample sample = new Sample("latency", "service=a", SampleType.GAUGE, timestamp, Decimal.of(1));
    return new StreamRecord<>(Arrival.of(record(partition), sample), timestamp);
  }

  private static StreamRecord<Arrival> command(int partition, long timestamp) {
    Command command =
        new Command("c" + timestamp, "ack", "shop", "service=a", "", timestamp, "eve", Map.of());
    return new StreamRecord<>(Arrival.of(record(partition), command), timestamp);
  }

  private static Signal signal(long timestamp) {
    return new Signal("s" + timestamp, "site_down", "service=a", timestamp, Times.NOT_YET);
  }
}
