package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class AddressFunctionTest {
  private static final RawRecord RECORD = new RawRecord("reports", 2, 9, 0, new byte[] {42});

  @Test
  void sendsASignalToTheEntityThatItsLabelsName() throws Exception {
    try (var address = address()) {
      address.processElement(report(signal("site_down", "host=h1,service=a")));

      assertThat(address.extractOutputValues())
          .extracting(Input::key)
          .containsExactly("shop/service=a");
    }
  }

  @Test
  void buriesASignalThatNoPackKnows() throws Exception {
    try (var address = address()) {
      address.processElement(report(signal("rain", "service=a")));

      DeadLetter letter = address.getSideOutput(AddressFunction.DEAD).poll().getValue();
      assertThat(letter.reason()).isEqualTo("unaddressed");
      assertThat(letter.detail()).startsWith("signal 'rain' with labels 'service=a' concerns no");
      assertThat(letter.offset()).isEqualTo(9);
      assertThat(letter.bytes()).containsExactly(42);
    }
  }

  @Test
  void buriesACommandWithoutTheLabelsOfAnEntity() throws Exception {
    try (var address = address()) {
      Command command = new Command("c", "ack", "shop", "host=h1", "", 0, "eve", Map.of());
      address.processElement(new StreamRecord<>(Arrival.of(RECORD, command)));

      assertThat(address.extractOutputValues()).isEmpty();
      assertThat(address.getSideOutput(AddressFunction.DEAD)).hasSize(1);
    }
  }

  private static OneInputStreamOperatorTestHarness<Arrival, Input> address() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new AddressFunction(List.of(StoryPack.pack()))));
    harness.open();
    return harness;
  }

  private static StreamRecord<Arrival> report(Signal signal) {
    return new StreamRecord<>(Arrival.of(RECORD, signal));
  }

  private static Signal signal(String name, String labels) {
    return new Signal("s", name, labels, 0, Times.NOT_YET);
  }
}
