package io.tocsin.flow;

import io.tocsin.incident.InboxEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a tick for every partition of the inbox each time its clock ticks.
 *
 * <p>The first ticks after a start are left out: what people said while the job was down comes into
 * the inbox before time goes on, and so stops what fell due meanwhile. Before the first one that is
 * written go the entries that must be there from the beginning.
 */
final class TickFunction implements FlatMapFunction<Long, InboxEntry> {
  private final int partitions;
  private final ArrayList<InboxEntry> first;
  private int leftOut;

  /**
   * Ticks for an inbox.
   *
   * @param partitions how many partitions it has
   * @param leftOut how many ticks of the clock are left out after a start
   * @param first entries that are written once after each start, in front of the first ticks
   */
  TickFunction(int partitions, int leftOut, List<InboxEntry> first) {
    this.partitions = partitions;
    this.leftOut = leftOut;
    this.first = new ArrayList<>(first);
  }

  @Override
  public void flatMap(Long wallMillis, Collector<InboxEntry> out) {
    if (leftOut > 0) {
      leftOut--;
      return;
    }
    first.forEach(out::collect);
    first.clear();
    for (int partition = 0; partition < partitions; partition++) {
      out.collect(InboxEntry.tick(partition));
    }
  }
}
