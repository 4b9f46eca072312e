package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.detect.Ticked;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Detection where the data moves time: all of it counts as time that was watched. */
final class DetectFunction extends KeyedProcessFunction<Integer, Routed, Input> {

  /** Partials whose slice was judged without them. */
  static final OutputTag<DeadLetter> DEAD = AdmissionFunction.DEAD;

  private final ArrayList<Pack> packs;
  private final Horizon horizon;
  private transient ShardJudge judge;

  DetectFunction(List<Pack> packs, Horizon horizon) {
    this.packs = new ArrayList<>(packs);
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    judge = new ShardJudge(packs, horizon, getRuntimeContext());
  }

  @Override
  public void processElement(Routed routed, Context context, Collector<Input> out)
      throws Exception {
    Optional<DeadLetter> tooLate = judge.take(routed, context.timerService());
    tooLate.ifPresent(letter -> context.output(DEAD, letter));
  }

  @Override
  public void onTimer(long timerMillis, OnTimerContext context, Collector<Input> out)
      throws Exception {
    judge.judge(timerMillis, Ticked.ALWAYS, context.timerService(), out);
  }
}
