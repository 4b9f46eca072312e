package io.tocsin.flow;

import io.tocsin.flow.EngineSettings.Clock;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.PartitionClock;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The door: samples in time go on, everything else to the output it belongs to. Nothing vanishes.
 *
 * <p>Chained to its source. What each partition has shown lives in operator state: what was late
 * before a restart is late after it. (Its price: Flink takes no checkpoint of such state while some
 * subtasks of a bounded feed have come to their end and others have not.)
 *
 * <p>With {@link Clock#DATA} a signal or command that comes later than the lateness allows is not
 * lost, it takes effect at the oldest instant that is still open. With {@link Clock#WALL} it takes
 * effect when it is logged, whatever its timestamp says.
 */
final class AdmissionFunction extends ProcessFunction<Arrival, Sample>
    implements CheckpointedFunction {
  /** Samples that came too late. */
  static final OutputTag<Sample> LATE = new OutputTag<>("late", TypeInformation.of(Sample.class));

  /** Signals and commands. */
  static final OutputTag<Arrival> REPORTS =
      new OutputTag<>("reports", TypeInformation.of(Arrival.class));

  /** What cannot be read, or must not be believed. */
  static final OutputTag<DeadLetter> DEAD =
      new OutputTag<>("dead", TypeInformation.of(DeadLetter.class));

  private final TimeBounds bounds;

  private transient Map<String, Map<Integer, PartitionClock>> clocks;
  private transient ListState<SeenTime> seenTimes;
  private transient Map<Count, Counter> counters;

  /**
   * What one partition has shown.
   *
   * @param source topic or file name
   * @param partition partition number, or the number of the file
   * @param seenMillis see {@link PartitionClock}
   */
  public record SeenTime(String source, int partition, long seenMillis) {}

  AdmissionFunction(TimeBounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    clocks = new HashMap<>();
    // Union, merged by maximum: partitions move between subtasks, and a subtask may still carry
    // what it knew of a partition before that was taken from it.
    seenTimes = context.getOperatorStateStore().getUnionListState(States.SEEN_TIMES);
    for (SeenTime time : seenTimes.get()) {
      Map<Integer, PartitionClock> partitions =
          clocks.computeIfAbsent(time.source(), source -> new HashMap<>());
      PartitionClock known = partitions.get(time.partition());
      if (known == null || known.seenMillis() < time.seenMillis()) {
        partitions.put(time.partition(), bounds.startingFrom(time.seenMillis()));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<SeenTime> times = new ArrayList<>();
    clocks.forEach(
        (source, partitions) ->
            partitions.forEach(
                (partition, clock) ->
                    times.add(new SeenTime(source, partition, clock.seenMillis()))));
    seenTimes.update(times);
  }

  @Override
  public void open(OpenContext context) {
    counters = new EnumMap<>(Count.class);
    for (Count count :
        List.of(
            Count.FOUND,
            Count.SAMPLES,
            Count.LATE,
            Count.SIGNALS,
            Count.COMMANDS,
            Count.DEAD,
            Count.BELATED)) {
      counters.put(count, count.in(getRuntimeContext()));
    }
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Sample> out) {
    count(Count.FOUND);
    if (arrival.isRejected()) {
      bury(arrival.dead(arrival.reason(), arrival.detail()), context);
    } else if (bounds.isTimed(arrival)) {
      judge(arrival, context, out);
    } else {
      report(arrival, context);
    }
  }

  private void judge(Arrival arrival, Context context, Collector<Sample> out) {
    RawRecord record = arrival.record();
    PartitionClock clock = clockOf(record);
    switch (clock.arrive(arrival.timestampMillis(), record.appendMillis())) {
      case FUTURE -> bury(arrival.dead("future", aheadOf(arrival)), context);
      case IN_TIME -> {
        if (arrival.isSample()) {
          count(Count.SAMPLES);
          out.collect(arrival.sample());
        } else {
          report(arrival, context);
        }
      }
      case LATE -> {
        if (arrival.isSample()) {
          count(Count.LATE);
          context.output(LATE, arrival.sample());
        } else {
          count(Count.BELATED);
          report(arrival.saidAt(clock.floorMillis()), context);
        }
      }
    }
  }

  private void report(Arrival arrival, Context context) {
    count(arrival.signal() != null ? Count.SIGNALS : Count.COMMANDS);
    context.output(REPORTS, arrival);
  }

  private void bury(DeadLetter letter, Context context) {
    count(Count.DEAD);
    context.output(DEAD, letter);
  }

  private PartitionClock clockOf(RawRecord record) {
    return clocks
        .computeIfAbsent(record.source(), source -> new HashMap<>())
        .computeIfAbsent(record.partition(), partition -> bounds.startingFrom(Times.NOT_YET));
  }

  private String aheadOf(Arrival arrival) {
    return "timestamp %s is more than %d ms after the append time %s"
        .formatted(
            Times.text(arrival.timestampMillis()),
            bounds.futureMillis(),
            Times.text(arrival.record().appendMillis()));
  }

  private void count(Count count) {
    counters.get(count).inc();
  }

  /** So many since the start of this subtask. */
  long counted(Count count) {
    return counters.get(count).getCount();
  }
}
