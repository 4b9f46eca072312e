package io.tocsin.flow;

import io.tocsin.incident.InboxEntry;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a tick for every partition of the inbox each time its clock ticks.
 *
 * <p>The first ticks after a start are left out: what people said while the job was down comes into
 * the inbox before time goes on, and so stops what fell due meanwhile.
 */
final class TickFunction implements FlatMapFunction<Long, InboxEntry> {
  private final int partitions;
  private int leftOut;

  /**
   * Ticks for an inbox.
   *
   * @param partitions how many partitions it has
   * @param leftOut how many ticks of the clock are left out after a start
   */
  TickFunction(int partitions, int leftOut) {
    this.partitions = partitions;
    this.leftOut = leftOut;
  }

  @Override
  public void flatMap(Long wallMillis, Collector<InboxEntry> out) {
    if (leftOut > 0) {
      leftOut--;
      return;
    }
    for (int partition = 0; partition < partitions; partition++) {
      out.collect(InboxEntry.tick(partition));
    }
  }
}
