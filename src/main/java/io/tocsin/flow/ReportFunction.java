package io.tocsin.flow;

import io.tocsin.metric.DeadLetter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The door of a feed that brings signals and commands only: what cannot be read is a dead letter,
 * and so is a sample, which nobody here would count.
 */
final class ReportFunction extends ProcessFunction<Arrival, Arrival> {
  private static final long serialVersionUID = 1;

  /** What goes no further. */
  static final OutputTag<DeadLetter> DEAD = AdmissionFunction.DEAD;

  private transient Counter found;
  private transient Counter signals;
  private transient Counter commands;
  private transient Counter dead;

  @Override
  public void open(OpenContext context) {
    found = Count.FOUND.in(getRuntimeContext());
    signals = Count.SIGNALS.in(getRuntimeContext());
    commands = Count.COMMANDS.in(getRuntimeContext());
    dead = Count.DEAD.in(getRuntimeContext());
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Arrival> out) {
    found.inc();
    if (arrival.isRejected()) {
      bury(arrival.dead(arrival.reason(), arrival.detail()), context);
    } else if (arrival.isSample()) {
      String sentence =
          "a sample of '%s', must come in by a source of metrics"
              .formatted(arrival.sample().name());
      bury(arrival.dead("misplaced", sentence), context);
    } else {
      (arrival.signal() != null ? signals : commands).inc();
      out.collect(arrival);
    }
  }

  private void bury(DeadLetter letter, Context context) {
    dead.inc();
    context.output(DEAD, letter);
  }
}
