package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.config.PackReader;
import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The ladder of a P0 under document 000, with the job away for a while. */
// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class RestartOnTheLadderTest {
  private static final long OPENED = Instant.parse("2025-10-10T10:01:00Z").toEpochMilli();
  private static final Pack PACK =
      PackReader.read(Path.of("conf/packs/claude-enhancer.yaml")).pack().orElseThrow();

  @Test
  void goesOnAfterASavepointAsIfItHadNeverStopped() throws Exception {
    List<Event> uninterrupted = new ArrayList<>();
    try (Stage stage = new Stage(null)) {
      stage.open();
      for (int minute = 1; minute <= 40; minute++) {
        stage.tick(minute);
      }
      uninterrupted.addAll(stage.told());
    }

    List<Event> told = new ArrayList<>();
    OperatorSubtaskState saved;
    try (Stage before = new Stage(null)) {
      before.open();
      before.tick(12);
      saved = before.harness.snapshot(1, 1);
      told.addAll(before.told());
    }
    try (Stage after = new Stage(saved)) {
      after.tick(40);
      told.addAll(after.told());
    }

    assertThat(told)
        .filteredOn(event -> event.type().equals("escalate"))
        .extracting(Event::cause, Event::timeMillis)
        .containsExactly(
            tuple("p0-l2#1", OPENED + minutes(15)), tuple("p0-l3#1", OPENED + minutes(30)));
    assertThat(told).isEqualTo(uninterrupted);
  }

  private static long minutes(int count) {
    return count * 60_000L;
  }

  private static final class Stage implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, InboxEntry, Event> harness;

    Stage(OperatorSubtaskState saved) throws Exception {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(
                  new InboxIncidentFunction("-", List.of(PACK), 0, Long.MAX_VALUE)),
              InboxEntry::key,
              Types.STRING);
      harness.setup();
      if (saved != null) {
        harness.initializeState(saved);
      }
      harness.open();
    }

    /** A system failure, and the number of its incident a moment later. */
    void open() throws Exception {
      Signal signal = new Signal("s1", "system_failure", "service=svc-a", OPENED, Times.NOT_YET);
      read(InboxEntry.of(Input.of(PACK.id(), "service=svc-a", signal)), OPENED);
      read(appended().get(0), OPENED + 10);
      read(appended().get(1), OPENED + 20);
    }

    private void read(InboxEntry entry, long engineMillis) throws Exception {
      harness.processElement(new StreamRecord<>(entry.at(0, engineMillis, OPENED - 200)));
    }

    void tick(int minute) throws Exception {
      harness.processWatermark(OPENED + minutes(minute));
    }

    List<Event> told() {
      return harness.extractOutputValues();
    }

    private List<InboxEntry> appended() {
      return harness.getSideOutput(InboxIncidentFunction.INBOX).stream()
          .map(StreamRecord::getValue)
          .toList();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
