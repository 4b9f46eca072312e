package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.window.Slices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decides, slice boundary by slice boundary, which promises are broken.
 *
 * <p>Partials wait until their slice is judged, so neither their order nor how they were cut can be
 * seen in a verdict. One that belongs before an instant at which its entity has been judged is
 * refused: nothing that was said is revised. Everything remembered lies in the {@link Memory} of
 * the shard; a detector holds tables made from the packs and can be thrown away at any time.
 */
public final class Detector {
  private final Map<String, PackPlan> plans = new HashMap<>();
  private final Consumer<Routed> refused;

  /** A detector for the packs; what comes too late is dropped. */
  public Detector(List<Pack> packs) {
    this(packs, late -> {});
  }

  /**
   * A detector for the packs.
   *
   * @param refused is told of every partial that came after its entity was judged
   * @throws IllegalArgumentException when a pack names a metric it does not have, or a window that
   *     is no multiple of a slice
   */
  public Detector(List<Pack> packs, Consumer<Routed> refused) {
    packs.forEach(pack -> plans.put(pack.id(), new PackPlan(pack)));
    this.refused = refused;
  }

  /**
   * Takes a partial in.
   *
   * @return the slice boundary at which the shard must next be judged, or {@link Times#NOT_YET}
   */
  public long add(Routed routed, Memory memory) {
    Shard shard = new Shard(memory);
    long due = shard.dueMillis();
    PackPlan plan = plans.get(routed.pack());
    MetricPlan metric = plan == null ? null : plan.metric(routed.metric());
    if (metric == null) {
      return due;
    }
    Parts parts = new Parts(routed.pack(), routed.entity());
    byte[] known = memory.get(parts.head());
    EntityHead head = EntityHead.of(known);
    long start = routed.partial().sliceStartMillis();
    if (head.judgedMillis != Times.NOT_YET && start + Slices.MILLIS <= head.judgedMillis) {
      refused.accept(routed);
      return due;
    }
    if (known == null) {
      TreeSet<Parts> entities = shard.entities();
      entities.add(parts);
      shard.keep(entities);
    }
    keep(routed, metric, parts, memory);
    long headDue = head.dueMillis;
    boolean fresh =
        head.pending.computeIfAbsent(start, slice -> new TreeSet<>()).add(metric.name());
    dueFor(start + Slices.MILLIS, metric, head);
    if (fresh || head.dueMillis != headDue) {
      memory.put(parts.head(), head.toBytes());
    }
    if (due == Times.NOT_YET || head.dueMillis < due) {
      shard.dueAt(head.dueMillis);
    }
    return shard.dueMillis();
  }

  private static void keep(Routed routed, MetricPlan metric, Parts parts, Memory memory) {
    long start = routed.partial().sliceStartMillis();
    String part = parts.pending(start, metric.name());
    Pending pending = Pending.of(memory.get(part), metric.name(), start);
    pending.add(routed.partial(), metric);
    memory.put(part, pending.toBytes());
  }

  private static void dueFor(long sliceEndMillis, MetricPlan metric, EntityHead head) {
    if (head.awaited) {
      head.dueAt(sliceEndMillis);
    }
    for (long step : metric.steps()) {
      head.dueAt(MetricPlan.ceiling(sliceEndMillis, step));
    }
  }

  /**
   * Judges everything that is due at or before the boundary, in the order of the instants.
   *
   * @param boundaryMillis a slice boundary; every sample before it must have been added
   * @param ticked how much of a silence counts
   */
  public Judgement judge(long boundaryMillis, Memory memory, Ticked ticked) {
    Shard shard = new Shard(memory);
    List<Verdict> verdicts = new ArrayList<>();
    long due = shard.dueMillis();
    while (due != Times.NOT_YET && due <= boundaryMillis) {
      due = judgeAt(due, shard, memory, ticked, verdicts);
    }
    shard.dueAt(due);
    return new Judgement(verdicts, due);
  }

  private long judgeAt(
      long boundary, Shard shard, Memory memory, Ticked ticked, List<Verdict> verdicts) {
    TreeSet<Parts> entities = shard.entities();
    int before = entities.size();
    EntityHead next = new EntityHead();
    entities.removeIf(
        parts -> {
          EntityHead head = EntityHead.of(memory.get(parts.head()));
          PackPlan plan = plans.get(parts.pack());
          boolean due = head.dueMillis != Times.NOT_YET && head.dueMillis <= boundary;
          if (due || plan == null) {
            Judging judging = new Judging(parts, memory, head);
            if (plan == null || judging.judge(plan, boundary, ticked, verdicts)) {
              judging.forget();
              return true;
            }
          }
          if (head.dueMillis != Times.NOT_YET) {
            next.dueAt(head.dueMillis);
          }
          return false;
        });
    if (entities.size() != before) {
      shard.keep(entities);
    }
    return next.dueMillis;
  }
}
