package io.tocsin.flow;

import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every record of the inbox its engine time: the highest append time its partition has seen
 * up to it. Beside it goes the engine time of the last tick in front of it.
 *
 * <p>Both live in operator state, so a broker whose clock went back moves nothing back, not even
 * across a restart. Ticks end here; the watermark generator ({@link OnTick}) in the source has seen
 * them. Chained to the source: expects each partition's records in the order of the log, with
 * {@link InboxEntry#engineMillis()} holding the append time.
 */
public final class EngineTime extends RichFlatMapFunction<InboxEntry, InboxEntry>
    implements CheckpointedFunction {
  private final int partitions;

  private transient long[] engineMillis;
  private transient long[] lastTickMillis;
  private transient ListState<PartitionTime> times;

  /**
   * How far one partition has come.
   *
   * @param partition its number
   * @param partitions how many the inbox has
   * @param engineMillis highest append time seen
   * @param lastTickMillis engine time of its last tick, or {@link Times#NOT_YET}
   */
  public record PartitionTime(
      int partition, int partitions, long engineMillis, long lastTickMillis) {}

  /**
   * Engine time over an inbox of so many partitions.
   *
   * @param partitions at least 1; the same for the life of the inbox
   */
  public EngineTime(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    engineMillis = new long[partitions];
    lastTickMillis = new long[partitions];
    Arrays.fill(engineMillis, Times.NOT_YET);
    Arrays.fill(lastTickMillis, Times.NOT_YET);
    // Union, merged by maximum: after a restore a partition may be read by another subtask, and
    // some subtasks still carry what they knew of a partition before it was taken from them.
    times = context.getOperatorStateStore().getUnionListState(InboxStates.PARTITION_TIMES);
    for (PartitionTime time : times.get()) {
      requireSameInbox(time.partitions());
      int partition = time.partition();
      engineMillis[partition] = Math.max(engineMillis[partition], time.engineMillis());
      lastTickMillis[partition] = Math.max(lastTickMillis[partition], time.lastTickMillis());
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<PartitionTime> seen = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      if (engineMillis[i] != Times.NOT_YET) {
        seen.add(new PartitionTime(i, partitions, engineMillis[i], lastTickMillis[i]));
      }
    }
    times.update(seen);
  }

  @Override
  public void flatMap(InboxEntry entry, Collector<InboxEntry> out) {
    int partition = entry.partition();
    if (partition >= partitions) {
      requireSameInbox(partition + 1);
    }
    engineMillis[partition] = Math.max(engineMillis[partition], entry.engineMillis());
    if (entry.kind() == InboxEntry.Kind.TICK) {
      lastTickMillis[partition] = engineMillis[partition];
    } else {
      out.collect(entry.at(partition, engineMillis[partition], lastTickMillis[partition]));
    }
  }

  private void requireSameInbox(int found) {
    if (found != partitions) {
      throw new IllegalStateException(
          "inbox has "
              + found
              + " or more partitions, must have "
              + partitions
              + " as the job file says: the number is part of every entity's history");
    }
  }
}
