package io.tocsin.flow;

import io.tocsin.detect.Detector;
import io.tocsin.detect.Judgement;
import io.tocsin.detect.Memory;
import io.tocsin.detect.Routed;
import io.tocsin.detect.Ticked;
import io.tocsin.detect.Verdict;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Detection over the keyed state of the current shard: one timer, at the last millisecond of the
 * slice after which the shard must be judged. A watermark that reaches it says that every sample of
 * the slice is in.
 */
final class ShardJudge {
  private final Detector detector;
  private final Horizon horizon;
  private final Memory memory;
  private final ValueState<Long> armed;
  private final Counter judgedWithout;
  private final Counter verdicts;
  private DeadLetter refused;

  ShardJudge(List<Pack> packs, Horizon horizon, RuntimeContext context) {
    this.detector = new Detector(packs, this::refuse);
    this.horizon = horizon;
    this.memory = new ShardMemory(context.getMapState(States.SHARD_MEMORY));
    this.armed = context.getState(States.SHARD_TIMER);
    this.judgedWithout = Count.JUDGED_WITHOUT.in(context);
    this.verdicts = Count.VERDICTS.in(context);
  }

  /** Takes a partial in; gives it back as a dead letter when its entity was judged without it. */
  Optional<DeadLetter> take(Routed routed, TimerService timers) throws Exception {
    refused = null;
    long next = detector.add(routed, memory);
    Long before = armed.value();
    if (next != Times.NOT_YET && (before == null || next < before)) {
      arm(next, before, timers);
    }
    return Optional.ofNullable(refused);
  }

  /** Judges the slices that end with a timer. */
  void judge(long timerMillis, Ticked ticked, TimerService timers, Collector<Input> out)
      throws Exception {
    long boundary = timerMillis + 1;
    if (horizon.swallows(boundary, timers)) {
      return;
    }
    Judgement judgement = detector.judge(boundary, memory, ticked);
    for (Verdict verdict : judgement.verdicts()) {
      verdicts.inc();
      out.collect(Input.of(verdict));
    }
    armed.clear();
    if (judgement.nextMillis() != Times.NOT_YET) {
      arm(judgement.nextMillis(), null, timers);
    }
  }

  private void arm(long boundary, Long before, TimerService timers) throws Exception {
    if (before != null) {
      timers.deleteEventTimeTimer(before - 1);
    }
    timers.registerEventTimeTimer(boundary - 1);
    armed.update(boundary);
  }

  private void refuse(Routed routed) {
    Partial partial = routed.partial();
    judgedWithout.inc(partial.count());
    String detail =
        "%d samples of %s{%s} for %s/%s came after the slice from %s was judged"
            .formatted(
                partial.count(),
                partial.name(),
                partial.labels(),
                routed.pack(),
                routed.entity(),
                Times.text(partial.sliceStartMillis()));
    refused = new DeadLetter("detect", routed.shard(), 0, "judged-without", detail, new byte[0]);
  }
}
