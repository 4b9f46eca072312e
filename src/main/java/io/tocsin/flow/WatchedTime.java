package io.tocsin.flow;

import io.tocsin.detect.Ticked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time during which we were there and Kafka was alive: spans in which ticks came back one after
 * another. Only such time can accuse a metric of silence.
 */
final class WatchedTime implements Ticked {
  private static final long serialVersionUID = 1;

  /** Ticks further apart than this leave time between them that nobody watched. */
  static final long GAP_MILLIS = 5_000;

  /** How long a span is remembered: longer than any silence that a pack could ask about. */
  static final long MEMORY_MILLIS = 60 * 24 * 60 * 60 * 1000L;

  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  /** Spans as they were kept: first tick and last tick, in milliseconds since the epoch. */
  static WatchedTime of(Iterable<? extends Map.Entry<Long, Long>> spans) {
    WatchedTime watched = new WatchedTime();
    spans.forEach(span -> watched.endByStart.put(span.getKey(), span.getValue()));
    return watched;
  }

  /** Takes a tick in; gives back the span it belongs to, start and end. */
  Map.Entry<Long, Long> tick(long millis) {
    Map.Entry<Long, Long> last = endByStart.lastEntry();
    if (last == null || millis > last.getValue() + GAP_MILLIS) {
      endByStart.put(millis, millis);
    } else {
      // The broker's clock may have gone back; a tick never takes back what was watched.
      endByStart.put(last.getKey(), Math.max(last.getValue(), millis));
    }
    return endByStart.lastEntry();
  }

  /** Starts of the spans that may be forgotten now. */
  List<Long> forgettable(long millis) {
    List<Long> old = new ArrayList<>();
    endByStart.forEach(
        (start, end) -> {
          if (end < millis - MEMORY_MILLIS) {
            old.add(start);
          }
        });
    return old;
  }

  @Override
  public long within(long fromMillis, long toMillis) {
    long watched = 0;
    for (Map.Entry<Long, Long> span : endByStart.entrySet()) {
      long from = Math.max(fromMillis, span.getKey());
      long to = Math.min(toMillis, span.getValue());
      watched += Math.max(0, to - from);
    }
    return watched;
  }
}
