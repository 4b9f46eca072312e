package io.tocsin.flow;

import io.tocsin.incident.EntityState;
import io.tocsin.incident.IncidentMachine;
import io.tocsin.incident.Input;
import io.tocsin.incident.Outcome;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The incident stage where the data moves time: one machine per entity, keyed by {@link
 * Input#key()}.
 *
 * <p>Inputs wait until the watermark reaches the instant at which they take effect, a verdict's
 * when it is known, a signal's or command's when it was said. At an instant first comes what was
 * due before it, then the inputs by kind and id, then what is due by it. So the order in which they
 * arrived makes no difference.
 */
final class DataClockIncidentFunction extends KeyedProcessFunction<String, Input, Unnumbered> {

  /** What is still due for incidents that are open when the run ends. */
  static final OutputTag<Pending> PENDING =
      new OutputTag<>("pending", TypeInformation.of(Pending.class));

  private static final Comparator<Input> AT_ONE_INSTANT =
      Comparator.comparing(Input::kind).thenComparing(Input::id);

  private final String tenant;
  private final ArrayList<Pack> packs;
  private final long latenessMillis;
  private final Horizon horizon;

  private transient Map<String, IncidentMachine> machines;
  private transient ValueState<EntityState> entity;
  private transient MapState<Long, List<Input>> waiting;
  private transient ValueState<Long> armed;
  private transient Counter beyondHorizon;

  /**
   * The stage for some packs.
   *
   * @param tenant stands in the identity of episodes, see {@link IncidentMachine}
   * @param latenessMillis how long after its window end a verdict is known
   */
  DataClockIncidentFunction(String tenant, List<Pack> packs, long latenessMillis, Horizon horizon) {
    this.tenant = tenant;
    this.packs = new ArrayList<>(packs);
    this.latenessMillis = latenessMillis;
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    machines = new HashMap<>();
    for (Pack pack : packs) {
      machines.put(pack.id(), new IncidentMachine(tenant, pack, latenessMillis));
    }
    entity = getRuntimeContext().getState(States.ENTITY);
    waiting = getRuntimeContext().getMapState(States.WAITING);
    armed = getRuntimeContext().getState(States.ENTITY_TIMER);
    beyondHorizon = Count.BEYOND_HORIZON.in(getRuntimeContext());
  }

  @Override
  public void processElement(Input input, Context context, Collector<Unnumbered> out)
      throws Exception {
    long at = engineMillis(input);
    if (at <= context.timerService().currentWatermark()) {
      throw new IllegalStateException(
          "input %s of %s takes effect at %s, which is over; the door must not let it in"
              .formatted(input.id(), input.key(), Times.text(at)));
    }
    if (horizon.isBeyond(at)) {
      beyondHorizon.inc();
      return;
    }
    List<Input> together = new ArrayList<>();
    if (waiting.contains(at)) {
      together.addAll(waiting.get(at));
    }
    together.add(input);
    waiting.put(at, together);
    context.timerService().registerEventTimeTimer(at);
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Unnumbered> out)
      throws Exception {
    if (horizon.swallows(millis, context.timerService())) {
      tellPending(millis, context);
      return;
    }
    List<Input> inputs = inputsAt(millis);
    EntityState known = entity.value();
    if (known == null && inputs.isEmpty()) {
      rearm(Times.NOT_YET, millis, context.timerService());
      return;
    }
    EntityState before =
        known != null ? known : EntityState.none(inputs.get(0).pack(), inputs.get(0).entity());
    Outcome outcome = live(before, inputs, millis, out);
    keep(outcome.next());
    if (known != null && outcome.next().isEmpty()) {
      out.collect(Unnumbered.over(before.pack(), before.entity()));
    }
    rearm(outcome.wakeAtMillis(), millis, context.timerService());
  }

  private void tellPending(long millis, OnTimerContext context) throws Exception {
    EntityState known = entity.value();
    Long next = armed.value();
    if (known != null && known.open() != null && next != null && next == millis) {
      context.output(PENDING, new Pending(known.open().episode(), millis));
    }
  }

  /** Takes an entity through one instant. */
  private Outcome live(
      EntityState before, List<Input> inputs, long millis, Collector<Unnumbered> out) {
    IncidentMachine machine = machines.get(before.pack());
    Outcome outcome = tell(machine.advance(millis - 1, before), out);
    for (Input input : inputs) {
      outcome = tell(machine.on(input, millis, outcome.next()), out);
    }
    return tell(machine.advance(millis, outcome.next()), out);
  }

  private static Outcome tell(Outcome outcome, Collector<Unnumbered> out) {
    outcome.events().forEach(event -> out.collect(Unnumbered.of(event)));
    return outcome;
  }

  private List<Input> inputsAt(long millis) throws Exception {
    if (!waiting.contains(millis)) {
      return List.of();
    }
    List<Input> inputs = new ArrayList<>(waiting.get(millis));
    waiting.remove(millis);
    inputs.sort(AT_ONE_INSTANT);
    return inputs;
  }

  private void keep(EntityState next) throws Exception {
    if (next.isEmpty()) {
      entity.clear();
    } else {
      entity.update(next);
    }
  }

  private void rearm(long wakeAtMillis, long nowMillis, TimerService timers) throws Exception {
    Long before = armed.value();
    // Inputs that wait for the same instant share its timer.
    if (before != null && before != wakeAtMillis && !waiting.contains(before)) {
      timers.deleteEventTimeTimer(before);
    }
    if (wakeAtMillis == Times.NOT_YET) {
      armed.clear();
      return;
    }
    if (wakeAtMillis <= nowMillis) {
      throw new IllegalStateException(
          "due at %s, but everything up to %s was fired"
              .formatted(Times.text(wakeAtMillis), Times.text(nowMillis)));
    }
    armed.update(wakeAtMillis);
    timers.registerEventTimeTimer(wakeAtMillis);
  }

  private long engineMillis(Input input) {
    return switch (input.kind()) {
      case VERDICT -> input.verdict().windowEndMillis() + latenessMillis;
      case SIGNAL -> input.signal().timestampMillis();
      case COMMAND -> input.command().timestampMillis();
    };
  }
}
