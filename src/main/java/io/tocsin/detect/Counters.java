package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import io.tocsin.window.Partial;
import io.tocsin.window.Partials;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last total of each counter of one metric and entity: what joins one slice's rise with the
 * next one's.
 */
final class Counters {
  private static final int VERSION = 1;

  private record Total(long millis, Decimal value) {}

  private final TreeMap<String, Total> totals = new TreeMap<>();

  /**
   * What a counter rose in a slice and since the slice before. The first slice of a counter counts
   * only what it rose within: what stood there before has happened at no known time.
   */
  Decimal rise(Partial partial) {
    Total before = totals.put(partial.labels(), new Total(partial.lastMillis(), partial.last()));
    if (before == null) {
      return partial.increase();
    }
    Decimal between = Partials.rise(before.value(), partial.first());
    try {
      return between.plus(partial.increase());
    } catch (ArithmeticException beyondTheRange) {
      return between;
    }
  }

  /** Forgets counters that were last seen before the instant. */
  void evict(long beforeMillis) {
    totals.values().removeIf(total -> total.millis() < beforeMillis);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter().whole(VERSION).whole(totals.size());
    for (Map.Entry<String, Total> total : totals.entrySet()) {
      out.text(total.getKey());
      out.whole(total.getValue().millis()).decimal(total.getValue().value());
    }
    return out.toBytes();
  }

  static Counters of(byte[] bytes) {
    Counters counters = new Counters();
    if (bytes == null) {
      return counters;
    }
    ByteReader in = new ByteReader(bytes).version("counters", VERSION);
    for (int left = in.index(); left > 0; left--) {
      counters.totals.put(in.text(), new Total(in.whole(), in.decimal()));
    }
    return counters;
  }
}
