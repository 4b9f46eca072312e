package io.tocsin.flow;

import io.tocsin.incident.Duties;
import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a tick for every partition of the inbox each time its clock ticks.
 *
 * <p>The first ticks after a start are left out: what people said while the job was down comes into
 * the inbox before time goes on, and so stops what fell due meanwhile. In front of the first one
 * that is written goes what begins the packs' duties.
 */
final class TickFunction implements FlatMapFunction<Long, InboxEntry> {
  private final int partitions;
  private final ArrayList<Pack> packs;
  private int leftOut;

  /**
   * Ticks for an inbox.
   *
   * @param partitions how many partitions it has
   * @param leftOut how many ticks of the clock are left out after a start
   * @param packs whose duties begin once after each start
   */
  TickFunction(int partitions, int leftOut, List<Pack> packs) {
    this.partitions = partitions;
    this.leftOut = leftOut;
    this.packs = new ArrayList<>(packs);
  }

  @Override
  public void flatMap(Long wallMillis, Collector<InboxEntry> out) {
    if (leftOut > 0) {
      leftOut--;
      return;
    }
    // The time at which they begin is that of the log.
    Duties.beginning(packs, Times.NOT_YET).stream().map(InboxEntry::of).forEach(out::collect);
    packs.clear();
    for (int partition = 0; partition < partitions; partition++) {
      out.collect(InboxEntry.tick(partition));
    }
  }
}
