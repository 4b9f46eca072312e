package io.tocsin.cli.scenario;

import io.tocsin.detect.Detector;
import io.tocsin.detect.Judgement;
import io.tocsin.detect.Memory;
import io.tocsin.detect.Routed;
import io.tocsin.detect.Routing;
import io.tocsin.detect.Ticked;
import io.tocsin.incident.Addressing;
import io.tocsin.incident.Duties;
import io.tocsin.incident.Event;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.window.Slices;
import io.tocsin.window.Tallier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole chain from samples to ledger in virtual time, without Flink: what a job with {@code
 * clock: data} does, one thing after the other.
 *
 * <p>A verdict takes effect at its window end plus the lateness, a signal and a command at their
 * timestamps. Nothing is late.
 */
public final class Rehearsal {
  private final List<Pack> packs;
  private final long latenessMillis;
  private final Routing routing;
  private final Detector detector;
  private final Addressing addressing;
  private final Map<Integer, PlainMemory> shards = new HashMap<>();
  private final TreeMap<Long, java.util.TreeSet<Integer>> judgeAt = new TreeMap<>();
  private final Map<Integer, Long> dueOf = new HashMap<>();

  /**
   * A rehearsal from nothing.
   *
   * @param latenessMillis how long after its window end a verdict is known, 0 or more
   */
  public Rehearsal(List<Pack> packs, long latenessMillis) {
    this.packs = List.copyOf(packs);
    this.latenessMillis = latenessMillis;
    this.routing = new Routing(this.packs);
    this.detector = new Detector(this.packs);
    this.addressing = new Addressing(this.packs);
  }

  /**
   * Plays the input and returns the ledger, in canonical order.
   *
   * @param untilMillis nothing due after this instant happens
   */
  public List<Event> play(
      List<Sample> samples, List<Signal> signals, List<Command> commands, long untilMillis) {
    return play(samples, signals, commands, Times.NOT_YET, untilMillis);
  }

  /**
   * The same, with the packs' recurring duties.
   *
   * @param startMillis instant from which on duties are told, or {@link Times#NOT_YET} for none
   */
  public List<Event> play(
      List<Sample> samples,
      List<Signal> signals,
      List<Command> commands,
      long startMillis,
      long untilMillis) {
    List<Timed> inputs = new ArrayList<>();
    if (startMillis != Times.NOT_YET) {
      Duties.beginning(packs, startMillis)
          .forEach(input -> inputs.add(new Timed(startMillis, input)));
    }
    detect(samples, untilMillis - latenessMillis, inputs);
    for (Signal signal : signals) {
      addressing.route(signal, input -> inputs.add(new Timed(signal.timestampMillis(), input)));
    }
    for (Command command : commands) {
      addressing.route(command, input -> inputs.add(new Timed(command.timestampMillis(), input)));
    }
    inputs.removeIf(input -> input.engineMillis() > untilMillis);
    inputs.sort(Timed.ORDER);
    return new Incidents(packs, latenessMillis).play(inputs, untilMillis);
  }

  /** An input and when the machine hears of it. */
  record Timed(long engineMillis, Input input) {
    static final Comparator<Timed> ORDER =
        Comparator.comparingLong(Timed::engineMillis)
            .thenComparing(timed -> timed.input().pack())
            .thenComparing(timed -> timed.input().entity())
            .thenComparing(timed -> timed.input().kind())
            .thenComparing(timed -> timed.input().id());
  }

  private void detect(List<Sample> samples, long untilMillis, List<Timed> inputs) {
    List<Sample> inOrder = new ArrayList<>(samples);
    inOrder.sort(Comparator.comparingLong(Sample::timestampMillis));
    Tallier tallier = new Tallier();
    int next = 0;
    while (next < inOrder.size() || !judgeAt.isEmpty()) {
      long boundary =
          next < inOrder.size()
              ? Slices.startOf(inOrder.get(next).timestampMillis()) + Slices.MILLIS
              : Long.MAX_VALUE;
      if (!judgeAt.isEmpty()) {
        boundary = Math.min(boundary, judgeAt.firstKey());
      }
      if (boundary > untilMillis) {
        return;
      }
      while (next < inOrder.size() && inOrder.get(next).timestampMillis() < boundary) {
        tallier.add(inOrder.get(next++));
      }
      tallier.drainThrough(boundary, partial -> routing.route(partial, this::remember));
      judgeThrough(boundary, inputs);
    }
  }

  private void remember(Routed routed) {
    PlainMemory memory = shards.computeIfAbsent(routed.shard(), shard -> new PlainMemory());
    wake(routed.shard(), detector.add(routed, memory));
  }

  private void wake(int shard, long boundary) {
    if (boundary == Times.NOT_YET) {
      return;
    }
    Long planned = dueOf.get(shard);
    if (planned != null && planned <= boundary) {
      return;
    }
    if (planned != null) {
      forget(shard, planned);
    }
    dueOf.put(shard, boundary);
    judgeAt.computeIfAbsent(boundary, at -> new java.util.TreeSet<>()).add(shard);
  }

  private void forget(int shard, long planned) {
    judgeAt.get(planned).remove(shard);
    if (judgeAt.get(planned).isEmpty()) {
      judgeAt.remove(planned);
    }
  }

  private void judgeThrough(long boundary, List<Timed> inputs) {
    while (!judgeAt.isEmpty() && judgeAt.firstKey() <= boundary) {
      Map.Entry<Long, java.util.TreeSet<Integer>> due = judgeAt.pollFirstEntry();
      for (int shard : due.getValue()) {
        dueOf.remove(shard);
        Judgement judgement = detector.judge(due.getKey(), shards.get(shard), Ticked.ALWAYS);
        judgement
            .verdicts()
            .forEach(
                verdict ->
                    inputs.add(
                        new Timed(verdict.windowEndMillis() + latenessMillis, Input.of(verdict))));
        wake(shard, judgement.nextMillis());
      }
    }
  }

  /** What detection remembers of one shard, in a map. */
  private static final class PlainMemory implements Memory {
    private final Map<String, byte[]> parts = new HashMap<>();

    @Override
    public byte[] get(String part) {
      return parts.get(part);
    }

    @Override
    public void put(String part, byte[] value) {
      parts.put(part, value);
    }

    @Override
    public void remove(String part) {
      parts.remove(part);
    }
  }
}
