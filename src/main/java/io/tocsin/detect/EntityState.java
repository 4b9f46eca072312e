package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import java.util.Map;
import java.util.TreeMap;

/** What is known about one entity as of its last judging. Changed by judging only. */
final class EntityState {
  private static final int VERSION = 2;

  /** Event time of its first sample of any metric. */
  long firstSampleMillis = Times.NOT_YET;

  /** By metric name; raw metrics that were seen. */
  final TreeMap<String, MetricState> metrics = new TreeMap<>();

  /** By trigger id. */
  final TreeMap<String, TriggerState> triggers = new TreeMap<>();

  /** By name of the metric that compares with it; learned ones. */
  final TreeMap<String, Baseline> baselines = new TreeMap<>();

  /** What metrics that are told at every evaluation said when they last were, by name. */
  final TreeMap<String, Told> told = new TreeMap<>();

  /**
   * A value that was told.
   *
   * @param endMillis end of its window
   * @param value as it is shown
   */
  record Told(long endMillis, String value) {}

  boolean isViolated() {
    return triggers.values().stream().anyMatch(TriggerState::isViolated);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter().whole(VERSION).whole(firstSampleMillis);
    out.whole(metrics.size());
    for (Map.Entry<String, MetricState> metric : metrics.entrySet()) {
      out.text(metric.getKey());
      metric.getValue().write(out);
    }
    out.whole(triggers.size());
    for (Map.Entry<String, TriggerState> trigger : triggers.entrySet()) {
      out.text(trigger.getKey());
      trigger.getValue().write(out);
    }
    out.whole(baselines.size());
    for (Map.Entry<String, Baseline> baseline : baselines.entrySet()) {
      out.text(baseline.getKey());
      baseline.getValue().write(out);
    }
    out.whole(told.size());
    told.forEach((name, last) -> out.text(name).whole(last.endMillis()).text(last.value()));
    return out.toBytes();
  }

  /** The state that was written, or that of an entity never judged when there is none. */
  static EntityState of(byte[] bytes) {
    EntityState state = new EntityState();
    if (bytes == null) {
      return state;
    }
    ByteReader in = new ByteReader(bytes).version("entity", VERSION);
    state.firstSampleMillis = in.whole();
    for (int left = in.index(); left > 0; left--) {
      state.metrics.put(in.text(), MetricState.read(in));
    }
    for (int left = in.index(); left > 0; left--) {
      state.triggers.put(in.text(), TriggerState.read(in));
    }
    for (int left = in.index(); left > 0; left--) {
      state.baselines.put(in.text(), Baseline.read(in));
    }
    for (int left = in.index(); left > 0; left--) {
      state.told.put(in.text(), new Told(in.whole(), in.text()));
    }
    return state;
  }
}
