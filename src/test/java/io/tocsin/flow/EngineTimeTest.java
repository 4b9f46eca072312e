package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.NumberRequest;
import io.tocsin.metric.Times;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class EngineTimeTest {
  private static final int PARTITIONS = 2;

  @Test
  void givesARecordTheHighestAppendTimeOfItsPartition() throws Exception {
    try (var reader = reader(null, 1, 0)) {
      read(reader, record(0, 100), record(0, 90), record(1, 50), record(0, 110));

      assertThat(reader.extractOutputValues())
          .extracting(InboxEntry::engineMillis)
          .containsExactly(100L, 100L, 50L, 110L);
    }
  }

  @Test
  void tellsEachRecordTheLastTickInFrontOfItAndKeepsTheTick() throws Exception {
    try (var reader = reader(null, 1, 0)) {
      read(reader, record(0, 100), tick(0, 200), tick(1, 205), record(0, 210), record(1, 220));

      assertThat(reader.extractOutputValues())
          .extracting(InboxEntry::lastTickMillis)
          .containsExactly(Times.NOT_YET, 200L, 205L);
    }
  }

  @Test
  void doesNotGoBackWithTheClockOfTheBrokerWhenItIsRestored() throws Exception {
    OperatorSubtaskState saved;
    try (var reader = reader(null, 1, 0)) {
      read(reader, record(0, 9_900), tick(0, 10_000));
      saved = reader.snapshot(1, 1);
    }
    try (var reader = reader(saved, 1, 0)) {
      read(reader, record(0, 7_000), tick(0, 7_100), record(0, 7_200));

      assertThat(reader.extractOutputValues())
          .extracting(InboxEntry::engineMillis, InboxEntry::lastTickMillis)
          .containsExactly(tuple(10_000L, 10_000L), tuple(10_000L, 10_000L));
    }
  }

  @Test
  void remembersAPartitionThatMovesToAnotherSubtask() throws Exception {
    OperatorSubtaskState both;
    try (var first = reader(null, 2, 0);
        var second = reader(null, 2, 1)) {
      read(first, tick(0, 10_000));
      read(second, tick(1, 20_000));
      both =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(1, 1), second.snapshot(1, 1));
    }
    OperatorSubtaskState only =
        AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 4, 2, 1, 0);
    try (var reader = reader(only, 1, 0)) {
      read(reader, record(0, 1), record(1, 1));

      assertThat(reader.extractOutputValues())
          .extracting(InboxEntry::engineMillis)
          .containsExactly(10_000L, 20_000L);
    }
  }

  @Test
  void refusesAnInboxWithAnotherNumberOfPartitionsThanItsState() throws Exception {
    OperatorSubtaskState saved;
    try (var reader = reader(null, 1, 0)) {
      read(reader, tick(0, 10_000));
      saved = reader.snapshot(1, 1);
    }
    try (var grown = harness(8, 1, 0)) {
      grown.setup();
      assertThatThrownBy(() -> grown.initializeState(saved))
          .hasMessageContaining("inbox has 2")
          .hasMessageContaining("must have 8");
    }
  }

  @Test
  void refusesARecordOfAPartitionThatShouldNotExist() throws Exception {
    try (var reader = reader(null, 1, 0)) {
      assertThatThrownBy(() -> read(reader, record(5, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("must have 2");
    }
  }

  private static OneInputStreamOperatorTestHarness<InboxEntry, InboxEntry> reader(
      OperatorSubtaskState saved, int parallelism, int subtask) throws Exception {
    var harness = harness(PARTITIONS, parallelism, subtask);
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<InboxEntry, InboxEntry> harness(
      int partitions, int parallelism, int subtask) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new StreamFlatMap<>(new EngineTime(partitions)), 4, parallelism, subtask);
  }

  private static void read(
      OneInputStreamOperatorTestHarness<InboxEntry, InboxEntry> reader, InboxEntry... entries)
      throws Exception {
    for (InboxEntry entry : List.of(entries)) {
      reader.processElement(new StreamRecord<>(entry, entry.engineMillis()));
    }
  }

  private static InboxEntry record(int partition, long appendMillis) {
    NumberRequest request = new NumberRequest("shop", "service=pay", "e", "INC-{n:0}", "", "", 0);
    return InboxEntry.of(request).at(partition, appendMillis, Times.NOT_YET);
  }

  private static InboxEntry tick(int partition, long appendMillis) {
    return InboxEntry.tick(partition).at(partition, appendMillis, Times.NOT_YET);
  }
}
