package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.incident.Duties;
import io.tocsin.incident.Event;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.clock.ManualClock;

/**
 * The operators of {@link DataPipeline}, each in Flink's harness, one feeding the next: no cluster,
 * no threads, but the functions, serializers, state and timers of a job.
 *
 * <pre>
 * arrivals ─ admit ─ tally ─ route ─ detect ─► incident ─ number ─► ledger
 *              └──── address ─────────────────────┘
 * </pre>
 */
public final class ChainedOperators implements AutoCloseable {
  private static final int MAX_PARTIALS = 200_000;
  private static final String TENANT = "-";
  private static final int SAVEPOINT = 1;

  private final List<Pack> packs;
  private final long latenessMillis;
  private final long untilMillis;
  private final List<Event> told = new ArrayList<>();

  private final ArrivalWatermarks watermarks;
  private final OneInputStreamOperatorTestHarness<Arrival, Sample> admit;
  private final OneInputStreamOperatorTestHarness<Sample, Partial> tally;
  private final OneInputStreamOperatorTestHarness<Partial, Routed> route;
  private final OneInputStreamOperatorTestHarness<Arrival, Input> address;
  private final OneInputStreamOperatorTestHarness<Routed, Input> detect;
  private final OneInputStreamOperatorTestHarness<Input, Unnumbered> incident;
  private final OneInputStreamOperatorTestHarness<Unnumbered, Event> number;

  /**
   * A chain that has seen nothing.
   *
   * @param latenessMillis how late a sample may be
   * @param untilMillis nothing due after this instant happens
   */
  public ChainedOperators(List<Pack> packs, long latenessMillis, long untilMillis)
      throws Exception {
    this(packs, latenessMillis, untilMillis, Collections.emptyIterator());
  }

  private ChainedOperators(
      List<Pack> packs, long latenessMillis, long untilMillis, Iterator<OperatorSubtaskState> saved)
      throws Exception {
    this.packs = packs;
    this.latenessMillis = latenessMillis;
    this.untilMillis = untilMillis;
    TimeBounds bounds =
        new TimeBounds(latenessMillis, Long.MAX_VALUE / 2, 0, EngineSettings.Clock.DATA);
    Horizon horizon = new Horizon(untilMillis);
    watermarks = new ArrivalWatermarks(bounds, new ManualClock());
    admit = plain(new ProcessOperator<>(new AdmissionFunction(bounds)), Sample.class, saved);
    tally = plain(new TallyOperator(MAX_PARTIALS), Partial.class, saved);
    route = plain(new StreamFlatMap<>(new RouteFunction(packs)), Routed.class, saved);
    address = plain(new ProcessOperator<>(new AddressFunction(packs)), Input.class, saved);
    detect =
        keyed(new DetectFunction(packs, horizon), Routed::shard, Types.INT, Input.class, saved);
    incident =
        keyed(
            new DataClockIncidentFunction(TENANT, packs, latenessMillis, horizon),
            Input::key,
            Types.STRING,
            Unnumbered.class,
            saved);
    number =
        keyed(
            new NumberFunction(packs, latenessMillis, horizon),
            Unnumbered::pack,
            Types.STRING,
            Event.class,
            saved);
  }

  /** Input in the order in which it comes, by time. */
  public static List<Arrival> arrivals(
      List<Sample> samples, List<Signal> signals, List<Command> commands) {
    List<Arrival> arrivals = new ArrayList<>();
    samples.forEach(sample -> arrivals.add(Arrival.of(record(sample.timestampMillis()), sample)));
    signals.forEach(signal -> arrivals.add(Arrival.of(record(signal.timestampMillis()), signal)));
    commands.forEach(said -> arrivals.add(Arrival.of(record(said.timestampMillis()), said)));
    arrivals.sort(Comparator.comparingLong(Arrival::timestampMillis));
    return arrivals;
  }

  /** Begins the packs' duties. */
  public void begin(long startMillis) throws Exception {
    for (Input duty : Duties.beginning(packs, startMillis)) {
      incident.processElement(new StreamRecord<>(duty));
    }
  }

  /** Takes input in. */
  public void take(List<Arrival> arrivals) throws Exception {
    for (Arrival arrival : arrivals) {
      admit.processElement(new StreamRecord<>(arrival));
      carry();
      watermarks.onEvent(arrival, arrival.timestampMillis(), intoTheChain());
    }
  }

  /** Says that no more will come, and returns everything told. */
  public List<Event> end() {
    pass(Watermark.MAX_WATERMARK);
    return List.copyOf(told);
  }

  /** Samples that came too late so far. */
  public List<Sample> late() {
    Queue<StreamRecord<Sample>> late = admit.getSideOutput(AdmissionFunction.LATE);
    return late == null ? List.of() : late.stream().map(StreamRecord::getValue).toList();
  }

  /** Stops with a savepoint; returns the chain that goes on from it. */
  public ChainedOperators restarted() throws Exception {
    tally.prepareSnapshotPreBarrier(SAVEPOINT);
    carry();
    List<OperatorSubtaskState> saved = new ArrayList<>();
    for (OneInputStreamOperatorTestHarness<?, ?> harness : inOrder()) {
      saved.add(harness.snapshot(SAVEPOINT, SAVEPOINT));
    }
    close();
    ChainedOperators next =
        new ChainedOperators(packs, latenessMillis, untilMillis, saved.iterator());
    next.told.addAll(told);
    return next;
  }

  private List<OneInputStreamOperatorTestHarness<?, ?>> inOrder() {
    return List.of(admit, tally, route, address, detect, incident, number);
  }

  private static RawRecord record(long millis) {
    return new RawRecord("story", 0, 0, millis, new byte[0]);
  }

  private WatermarkOutput intoTheChain() {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark watermark) {
        pass(new Watermark(watermark.getTimestamp()));
      }

      @Override
      public void markIdle() {}

      @Override
      public void markActive() {}
    };
  }

  private void pass(Watermark watermark) {
    try {
      admit.processWatermark(watermark);
      carry();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Takes everything that waits between two operators on to the next, in order. */
  private void carry() throws Exception {
    Queue<StreamRecord<Arrival>> reports = admit.getSideOutput(AdmissionFunction.REPORTS);
    while (reports != null && !reports.isEmpty()) {
      address.processElement(reports.poll());
    }
    carry(address, incident);
    carry(admit, tally);
    carry(tally, route);
    carry(route, detect);
    carry(detect, incident);
    carry(incident, number);
    told.addAll(number.extractOutputValues());
    number.getOutput().clear();
  }

  private static <T> void carry(
      OneInputStreamOperatorTestHarness<?, T> from, OneInputStreamOperatorTestHarness<T, ?> to)
      throws Exception {
    Queue<Object> waiting = from.getOutput();
    while (!waiting.isEmpty()) {
      Object next = waiting.poll();
      if (next instanceof Watermark watermark) {
        to.processWatermark(watermark);
      } else {
        to.processElement(recordOf(next));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> StreamRecord<T> recordOf(Object output) {
    return (StreamRecord<T>) output;
  }

  private static <I, O> OneInputStreamOperatorTestHarness<I, O> plain(
      OneInputStreamOperator<I, O> operator, Class<O> out, Iterator<OperatorSubtaskState> saved)
      throws Exception {
    return opened(new OneInputStreamOperatorTestHarness<>(operator), out, saved);
  }

  private static <K, I, O> OneInputStreamOperatorTestHarness<I, O> keyed(
      KeyedProcessFunction<K, I, O> function,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      Class<O> out,
      Iterator<OperatorSubtaskState> saved)
      throws Exception {
    return opened(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), key, keyType),
        out,
        saved);
  }

  /** What it puts out is copied by the serializer that a job would use. */
  private static <I, O> OneInputStreamOperatorTestHarness<I, O> opened(
      OneInputStreamOperatorTestHarness<I, O> harness,
      Class<O> out,
      Iterator<OperatorSubtaskState> saved)
      throws Exception {
    SerializerConfig serializers = harness.getExecutionConfig().getSerializerConfig();
    harness.setup(TypeInformation.of(out).createSerializer(serializers));
    if (saved.hasNext()) {
      harness.initializeState(saved.next());
    }
    harness.open();
    return harness;
  }

  @Override
  public void close() {
    for (OneInputStreamOperatorTestHarness<?, ?> harness : inOrder()) {
      try {
        harness.close();
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
