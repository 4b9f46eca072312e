package io.tocsin.detect;

import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import java.util.TreeMap;

/** What is remembered of one raw metric of one entity, besides its rings. */
final class MetricState {
  /** Length of a cell of its rings; another one in a later pack version starts them anew. */
  final long cellMillis;

  /** By canonical labels. */
  final TreeMap<String, Strand> strands = new TreeMap<>();

  /** Event time of its last sample. */
  long lastSampleMillis = Times.NOT_YET;

  /** End of the slice of its last sample. */
  long lastSliceEndMillis = Times.NOT_YET;

  /** Whether the last totals of counters are kept beside it. */
  boolean counters;

  private int nextId;

  MetricState(long cellMillis) {
    this.cellMillis = cellMillis;
  }

  Strand strand(Labels labels) {
    return strands.computeIfAbsent(labels.canonical(), text -> new Strand(nextId++, labels));
  }

  void write(ByteWriter out) {
    out.whole(cellMillis).whole(lastSampleMillis).whole(lastSliceEndMillis);
    out.flag(counters).whole(nextId).whole(strands.size());
    strands.values().forEach(strand -> strand.write(out));
  }

  static MetricState read(ByteReader in) {
    MetricState state = new MetricState(in.whole());
    state.lastSampleMillis = in.whole();
    state.lastSliceEndMillis = in.whole();
    state.counters = in.flag();
    state.nextId = in.index();
    for (int left = in.index(); left > 0; left--) {
      Strand strand = Strand.read(in);
      state.strands.put(strand.labels.canonical(), strand);
    }
    return state;
  }
}
