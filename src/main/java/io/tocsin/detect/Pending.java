package io.tocsin.detect;

import io.tocsin.metric.Labels;
import io.tocsin.metric.SampleType;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import io.tocsin.window.Partial;
import io.tocsin.window.Partials;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * What came in for one metric of one entity in one slice, until it is judged. Waiting makes the
 * order of arrival invisible: a slice is applied once, whole, after the one before it.
 */
final class Pending {
  private static final int VERSION = 1;

  private record Series(String labels, SampleType type) {}

  private final TreeMap<Series, Partial> partials =
      new TreeMap<>(Comparator.comparing(Series::labels).thenComparing(Series::type));

  /** Adds a partial, as one of its series or pooled with others as the metric allows. */
  void add(Partial partial, MetricPlan metric) {
    String labels =
        metric.waitsBySeries(partial.type())
            ? partial.labels()
            : Labels.parse(partial.labels()).only(metric.keyLabels()).canonical();
    Partial kept = metric.withHistogram() ? partial : Partials.withoutHistogram(partial);
    partials.merge(
        new Series(labels, partial.type()), Partials.relabelled(kept, labels), Partials::merge);
  }

  /** By labels and type. */
  Collection<Partial> partials() {
    return partials.values();
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter().whole(VERSION).whole(partials.size());
    partials.values().forEach(partial -> Partials.write(partial, out));
    return out.toBytes();
  }

  static Pending of(byte[] bytes, String metric, long sliceStartMillis) {
    Pending pending = new Pending();
    if (bytes == null) {
      return pending;
    }
    ByteReader in = new ByteReader(bytes).version("pending slice", VERSION);
    for (int left = in.index(); left > 0; left--) {
      Partial partial = Partials.read(metric, sliceStartMillis, in);
      pending.partials.put(new Series(partial.labels(), partial.type()), partial);
    }
    return pending;
  }
}
