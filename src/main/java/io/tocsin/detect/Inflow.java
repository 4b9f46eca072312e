package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Times;
import io.tocsin.window.Partial;
import io.tocsin.window.Slices;
import io.tocsin.window.Tally;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/** Moves slices that are complete into the rings of an entity, oldest first. */
final class Inflow {
  private final PackPlan plan;
  private final Parts parts;
  private final Memory memory;
  private final EntityState state;
  private final Pages pages;

  Inflow(PackPlan plan, Parts parts, Memory memory, EntityState state, Pages pages) {
    this.plan = plan;
    this.parts = parts;
    this.memory = memory;
    this.state = state;
    this.pages = pages;
  }

  /** Applies what waits of slices that end at or before the boundary. */
  void through(long boundaryMillis, EntityHead head) {
    NavigableMap<Long, TreeSet<String>> complete =
        head.pending.headMap(boundaryMillis - Slices.MILLIS, true);
    for (Map.Entry<Long, TreeSet<String>> slice : complete.entrySet()) {
      for (String name : slice.getValue()) {
        String part = parts.pending(slice.getKey(), name);
        MetricPlan metric = plan.metric(name);
        if (metric != null) {
          apply(metric, Pending.of(memory.get(part), name, slice.getKey()));
        }
        memory.remove(part);
      }
    }
    complete.clear();
  }

  private void apply(MetricPlan metric, Pending pending) {
    MetricState known = stateOf(metric);
    Counters counters = null;
    for (Partial partial : pending.partials()) {
      Decimal sum = partial.sum();
      if (partial.type() == SampleType.COUNTER) {
        if (counters == null) {
          counters = Counters.of(memory.get(parts.counters(metric.name())));
        }
        sum = counters.rise(partial);
      }
      apply(metric, known, partial, Tally.of(partial, sum));
    }
    if (counters != null) {
      counters.evict(known.lastSampleMillis - plan.horizonMillis());
      memory.put(parts.counters(metric.name()), counters.toBytes());
      known.counters = true;
    }
  }

  private void apply(MetricPlan metric, MetricState known, Partial partial, Tally tally) {
    Labels labels = Labels.parse(partial.labels());
    Strand strand =
        known.strand(metric.keepsSeriesApart() ? labels : labels.only(metric.keyLabels()));
    long start = partial.sliceStartMillis();
    if (strand.firstSliceMillis == Times.NOT_YET
        || start - strand.lastSliceEndMillis >= metric.windowMillis()) {
      strand.firstSliceMillis = start;
    }
    strand.lastSliceEndMillis = Math.max(strand.lastSliceEndMillis, start + Slices.MILLIS);
    strand.counter |= partial.type() == SampleType.COUNTER;
    known.lastSliceEndMillis = Math.max(known.lastSliceEndMillis, start + Slices.MILLIS);
    known.lastSampleMillis = Math.max(known.lastSampleMillis, partial.lastMillis());
    if (state.firstSampleMillis == Times.NOT_YET
        || partial.firstMillis() < state.firstSampleMillis) {
      state.firstSampleMillis = partial.firstMillis();
    }
    pages.add(metric.name(), known.cellMillis, strand, start, tally);
  }

  /** The metric's state; begun anew when a later version of the pack cuts its time otherwise. */
  private MetricState stateOf(MetricPlan metric) {
    MetricState known = state.metrics.get(metric.name());
    if (known != null && known.cellMillis != metric.cellMillis()) {
      known
          .strands
          .values()
          .forEach(strand -> pages.evict(metric.name(), known.cellMillis, strand, Long.MAX_VALUE));
      state.metrics.remove(metric.name());
    }
    return state.metrics.computeIfAbsent(
        metric.name(), name -> new MetricState(metric.cellMillis()));
  }
}
