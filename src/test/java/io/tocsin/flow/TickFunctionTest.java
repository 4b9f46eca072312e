package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Duties;
import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
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
  void beginsTheDutiesOfThePacksOnceInFrontOfTheFirstTick() throws Exception {
    TickFunction written = new TickFunction(1, 1, List.of(SmallPack.get()));
    TickFunction ticks = InstantiationUtil.clone(written);
    InboxEntry duties =
        InboxEntry.of(Duties.beginning(List.of(SmallPack.get()), Times.NOT_YET).get(0));

    assertThat(ticks(ticks, 3)).containsExactly(duties, InboxEntry.tick(0), InboxEntry.tick(0));
  }

  private static List<InboxEntry> ticks(TickFunction function, int times) {
    List<InboxEntry> ticks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      function.flatMap(1_000L, new ListCollector<>(ticks));
    }
    return ticks;
  }
}
