package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Detection on the wall clock: silence counts only while ticks come back. The ticks go to every
 * part of the stage; with the partials they move its time.
 */
final class WatchedDetectFunction
    extends KeyedBroadcastProcessFunction<Integer, Routed, Long, Input> {
  private static final long serialVersionUID = 1;

  /** Partials whose slice was judged without them. */
  static final OutputTag<DeadLetter> DEAD = AdmissionFunction.DEAD;

  private final ArrayList<Pack> packs;
  private transient ShardJudge judge;

  WatchedDetectFunction(List<Pack> packs) {
    this.packs = new ArrayList<>(packs);
  }

  @Override
  public void open(OpenContext context) {
    judge = new ShardJudge(packs, new Horizon(Long.MAX_VALUE), getRuntimeContext());
  }

  @Override
  public void processBroadcastElement(Long tickMillis, Context context, Collector<Input> out)
      throws Exception {
    BroadcastState<Long, Long> spans = context.getBroadcastState(InboxStates.WATCHED);
    WatchedTime watched = WatchedTime.of(spans.entries());
    Map.Entry<Long, Long> span = watched.tick(tickMillis);
    spans.put(span.getKey(), span.getValue());
    for (Long old : watched.forgettable(tickMillis)) {
      spans.remove(old);
    }
  }

  @Override
  public void processElement(Routed routed, ReadOnlyContext context, Collector<Input> out)
      throws Exception {
    Optional<DeadLetter> tooLate = judge.take(routed, context.timerService());
    tooLate.ifPresent(letter -> context.output(DEAD, letter));
  }

  @Override
  public void onTimer(long timerMillis, OnTimerContext context, Collector<Input> out)
      throws Exception {
    WatchedTime watched =
        WatchedTime.of(context.getBroadcastState(InboxStates.WATCHED).immutableEntries());
    judge.judge(timerMillis, watched, context.timerService(), out);
  }
}
