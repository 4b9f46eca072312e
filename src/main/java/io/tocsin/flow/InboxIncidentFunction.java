package io.tocsin.flow;

import io.tocsin.incident.EntityState;
import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.IncidentMachine;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberBook;
import io.tocsin.incident.NumberRequest;
import io.tocsin.incident.Numbers;
import io.tocsin.incident.Outcome;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The incident stage on the wall clock: one machine per entity, a function of the inbox alone.
 *
 * <p>Keyed by {@link InboxEntry#key()}, which is an entity, or the counter of one rendered id
 * pattern. Before it applies a record it fires what was due before the last tick in front of that
 * record; on a watermark what is due by then. So the order of what happens to an entity is the
 * order of its partition, however late a watermark comes.
 *
 * <p>Told are events that carry their incident's number. Until the number is there the events of an
 * episode are held, in order; what is put in is never held.
 */
public final class InboxIncidentFunction extends KeyedProcessFunction<String, InboxEntry, Event> {
  /** Requests for numbers and their answers: they go back into the inbox. */
  public static final OutputTag<InboxEntry> INBOX =
      new OutputTag<>("inbox", TypeInformation.of(InboxEntry.class));

  private final String tenant;
  private final List<Pack> packs;
  private final long latenessMillis;
  private final long horizonMillis;

  private transient Map<String, IncidentMachine> machines;
  private transient ValueState<EntityState> entity;
  private transient ListState<Event> held;
  private transient ValueState<NumberBook> book;
  private transient ValueState<Long> armed;
  private transient Counter unknownPacks;

  /**
   * The stage for some packs.
   *
   * @param tenant stands in the identity of episodes, see {@link IncidentMachine}
   * @param packs whose incidents it runs; what the inbox holds for another pack is counted and
   *     ignored
   * @param latenessMillis how long after its window end a verdict is known
   * @param horizonMillis nothing due after this instant is fired; {@link Long#MAX_VALUE} when the
   *     run has no end
   */
  public InboxIncidentFunction(
      String tenant, List<Pack> packs, long latenessMillis, long horizonMillis) {
    this.tenant = tenant;
    this.packs = new ArrayList<>(packs);
    this.latenessMillis = latenessMillis;
    this.horizonMillis = horizonMillis;
  }

  @Override
  public void open(OpenContext context) {
    machines = new HashMap<>();
    for (Pack pack : packs) {
      machines.put(pack.id(), new IncidentMachine(tenant, pack, latenessMillis));
    }
    entity = getRuntimeContext().getState(States.ENTITY);
    held = getRuntimeContext().getListState(InboxStates.HELD);
    book = getRuntimeContext().getState(InboxStates.NUMBER_BOOK);
    armed = getRuntimeContext().getState(InboxStates.ARMED);
    unknownPacks = Count.UNKNOWN_PACK.in(getRuntimeContext());
  }

  @Override
  public void processElement(InboxEntry entry, Context context, Collector<Event> out)
      throws Exception {
    switch (entry.kind()) {
      case INPUT -> apply(entry, context, out);
      case REQUEST -> count(entry, context);
      case ANSWER -> number(entry, context, out);
      case TICK -> throw new IllegalStateException("a tick must not come past the engine time");
    }
  }

  @Override
  public void onTimer(long dueMillis, OnTimerContext context, Collector<Event> out)
      throws Exception {
    // The end of a bounded run raises the watermark to its maximum: nothing has become due by it.
    boolean runEnds = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (runEnds || dueMillis > horizonMillis) {
      return;
    }
    EntityState state = entity.value();
    if (state == null) {
      book.clear();
      armed.clear();
      return;
    }
    if (!isKnown(state.pack())) {
      return;
    }
    Outcome outcome = machines.get(state.pack()).advance(dueMillis, state);
    keep(outcome, context.timerService());
    tell(outcome, context, out);
  }

  private void apply(InboxEntry entry, Context context, Collector<Event> out) throws Exception {
    Input input = entry.input();
    if (!isKnown(input.pack())) {
      return;
    }
    IncidentMachine machine = machines.get(input.pack());
    long upTo = dueBefore(entry);
    Outcome before = machine.advance(upTo, state(input.pack(), input.entity()));
    tell(before, context, out);
    Outcome applied = machine.on(input, entry.engineMillis(), before.next());
    tell(applied, context, out);
    // The input may have set a timer that was due before the tick: a verdict is known late.
    Outcome after = machine.advance(upTo, applied.next());
    keep(after, context.timerService());
    tell(after, context, out);
  }

  private void count(InboxEntry entry, Context context) throws Exception {
    NumberRequest request = entry.request();
    if (!isKnown(request.pack())) {
      return;
    }
    Long ends = armed.value();
    boolean ended = ends != null && ends <= dueBefore(entry);
    NumberBook known = ended ? null : book.value();
    Numbers.Answered answered = Numbers.answer(known == null ? NumberBook.none() : known, request);
    book.update(answered.next());
    context.output(
        INBOX,
        answered.answer() == null
            ? InboxEntry.of(answered.onward())
            : InboxEntry.of(answered.answer()));
    // Only a dated pattern runs out: one without a date counts for as long as there is the pack.
    boolean dated =
        !request.displayId().isEmpty()
            || pack(request.pack()).incident().idPattern().contains("{opened");
    long bookEnds = entry.engineMillis() + InboxStates.BOOK_LIFE.toMillis();
    rearm(dated ? bookEnds : Times.NOT_YET, context.timerService());
  }

  private void number(InboxEntry entry, Context context, Collector<Event> out) throws Exception {
    NumberAnswer answer = entry.answer();
    if (!isKnown(answer.pack())) {
      return;
    }
    IncidentMachine machine = machines.get(answer.pack());
    EntityState state = state(answer.pack(), answer.entity());
    Outcome before = machine.advance(dueBefore(entry), state);
    tell(before, context, out);
    EntityState numbered = machine.number(answer, before.next());
    keep(new Outcome(numbered, List.of(), before.wakeAtMillis()), context.timerService());
    release(answer, out);
  }

  private void release(NumberAnswer answer, Collector<Event> out) throws Exception {
    List<Event> waiting = new ArrayList<>();
    for (Event event : held.get()) {
      if (event.episode().equals(answer.episode())) {
        out.collect(event.numbered(answer.displayId(), answer.roomSuffix()));
      } else {
        waiting.add(event);
      }
    }
    held.update(waiting);
  }

  private void keep(Outcome outcome, TimerService timers) throws Exception {
    if (outcome.next().isEmpty()) {
      entity.clear();
    } else {
      entity.update(outcome.next());
    }
    rearm(outcome.wakeAtMillis(), timers);
  }

  private void tell(Outcome outcome, Context context, Collector<Event> out) throws Exception {
    for (Event event : outcome.events()) {
      if (!waitsForNumber(event)) {
        out.collect(event);
        continue;
      }
      held.add(event);
      if (event.type().equals("incident.opened")) {
        context.output(INBOX, InboxEntry.of(Numbers.request(pack(event.pack()), event)));
      }
    }
  }

  private void rearm(long wakeAtMillis, TimerService timers) throws Exception {
    Long before = armed.value();
    if (before != null && before != wakeAtMillis) {
      timers.deleteEventTimeTimer(before);
    }
    if (wakeAtMillis == Times.NOT_YET) {
      armed.clear();
    } else {
      timers.registerEventTimeTimer(wakeAtMillis);
      armed.update(wakeAtMillis);
    }
  }

  /** What no incident brought about has no number to wait for. */
  private static boolean waitsForNumber(Event event) {
    return event.subject().isEmpty() && !event.episode().equals(event.pack());
  }

  /** Last instant whose timers come before the record. */
  private long dueBefore(InboxEntry entry) {
    long lastTick = entry.lastTickMillis();
    return lastTick == Times.NOT_YET ? lastTick : Math.min(lastTick - 1, horizonMillis);
  }

  private EntityState state(String pack, String labels) throws Exception {
    EntityState known = entity.value();
    return known == null ? EntityState.none(pack, labels) : known;
  }

  private boolean isKnown(String packId) {
    if (!machines.containsKey(packId)) {
      unknownPacks.inc();
    }
    return machines.containsKey(packId);
  }

  private Pack pack(String packId) {
    return packs.stream().filter(pack -> pack.id().equals(packId)).findFirst().orElseThrow();
  }
}
