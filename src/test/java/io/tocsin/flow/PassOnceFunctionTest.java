package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Event;
import io.tocsin.notify.Page;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class PassOnceFunctionTest {
  @Test
  void passesPagesOnInTheOrderInWhichTheyCome() throws Exception {
    try (var pager = pager(null)) {
      pager.processElement(page("oncall", 2));
      pager.processElement(page("oncall", 1));
      pager.processElement(page("boss", 2));

      assertThat(pager.extractOutputValues())
          .extracting(Page::id)
          .containsExactly("oncall-2", "oncall-1", "boss-2");
    }
  }

  @Test
  void dropsARepeatedPageAlsoAfterItIsRestored() throws Exception {
    OperatorSubtaskState saved;
    try (var pager = pager(null)) {
      pager.processElement(page("oncall", 1));
      pager.processElement(page("oncall", 1));
      assertThat(pager.extractOutputValues()).hasSize(1);
      saved = pager.snapshot(1, 1);
    }
    try (var pager = pager(saved)) {
      pager.processElement(page("oncall", 1));
      pager.processElement(page("oncall", 2));

      assertThat(pager.extractOutputValues()).extracting(Page::id).containsExactly("oncall-2");
    }
  }

  @Test
  void forgetsAPageThatCanNoLongerComeAgain() throws Exception {
    try (var pager = pager(null)) {
      pager.setStateTtlProcessingTime(0);
      pager.processElement(page("oncall", 1));
      pager.setStateTtlProcessingTime(InboxStates.REPEATS.toMillis() + 1);
      pager.processElement(page("oncall", 1));

      assertThat(pager.extractOutputValues()).hasSize(2);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Page, Page> pager(
      OperatorSubtaskState saved) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PassOnceFunction()), PagerPipeline::line, Types.STRING);
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<Page> page(String target, long sequence) {
    Event event =
        new Event(
            "page",
            "shop",
            "service=pay",
            "shop/service=pay/0",
            "p1#" + sequence,
            "INC-1",
            0,
            sequence,
            List.of(),
            List.of());
    return new StreamRecord<>(new Page(target + "-" + sequence, "dedup", target, "chat", event));
  }
}
