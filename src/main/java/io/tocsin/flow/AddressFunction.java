package io.tocsin.flow;

import io.tocsin.incident.Addressing;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends a signal or command to every entity that it concerns. */
final class AddressFunction extends ProcessFunction<Arrival, Input> {

  /** Signals and commands that concern nobody. */
  static final OutputTag<DeadLetter> DEAD = AdmissionFunction.DEAD;

  private final ArrayList<Pack> packs;
  private transient Addressing addressing;
  private transient Counter unaddressed;

  AddressFunction(List<Pack> packs) {
    this.packs = new ArrayList<>(packs);
  }

  @Override
  public void open(OpenContext context) {
    addressing = new Addressing(packs);
    unaddressed = Count.UNADDRESSED.in(getRuntimeContext());
  }

  @Override
  public void processElement(Arrival report, Context context, Collector<Input> out) {
    boolean addressed =
        report.signal() != null
            ? addressing.route(report.signal(), out::collect)
            : addressing.route(report.command(), out::collect);
    if (!addressed) {
      unaddressed.inc();
      context.output(DEAD, report.dead("unaddressed", nobody(report)));
    }
  }

  private static String nobody(Arrival report) {
    return report.signal() != null
        ? "signal '%s' with labels '%s' concerns no entity of any pack, must be a signal of a pack and have the labels of its group_by"
            .formatted(report.signal().name(), report.signal().labels())
        : "command '%s' to pack '%s', labels '%s', reaches nobody, must name a pack of this job and the labels of its group_by"
            .formatted(report.command().verb(), report.command().pack(), report.command().labels());
  }
}
