package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.InboxEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class TickFunctionTest {
  @Test
  void givesEveryPartitionATick() {
    assertThat(ticks(new TickFunction(3, 0, List.of()), 1))
        .containsExactly(InboxEntry.tick(0), InboxEntry.tick(1), InboxEntry.tick(2));
  }

  @Test
  void leavesTheFirstTicksOutSoThatWhatWasSaidMeanwhileComesFirst() {
    TickFunction ticks = new TickFunction(1, 2, List.of());

    assertThat(ticks(ticks, 2)).isEmpty();
    assertThat(ticks(ticks, 2)).hasSize(2);
  }

  @Test
  void writesOnceWhatMustBeThereFromTheBeginning() {
    InboxEntry first = InboxEntry.tick(7);
    TickFunction ticks = new TickFunction(1, 1, List.of(first));

    assertThat(ticks(ticks, 3)).containsExactly(first, InboxEntry.tick(0), InboxEntry.tick(0));
  }

  private static List<InboxEntry> ticks(TickFunction function, int times) {
    List<InboxEntry> ticks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      function.flatMap(1_000L, new ListCollector<>(ticks));
    }
    return ticks;
  }
}
