package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When an entity must be judged, and what has come in since it last was. Small: every slice changes
 * it.
 */
final class EntityHead {
  private static final int VERSION = 1;

  /** Instant it was last judged at; what belongs before it comes too late. */
  long judgedMillis = Times.NOT_YET;

  /** Next slice boundary it must be judged at. */
  long dueMillis = Times.NOT_YET;

  /** Whether any sample, at the end of its slice, may end an absence. */
  boolean awaited;

  /** Slices that wait for the next judging: start to names of metrics. */
  final TreeMap<Long, TreeSet<String>> pending = new TreeMap<>();

  /** Takes an earlier boundary over a later one. */
  void dueAt(long boundaryMillis) {
    if (dueMillis == Times.NOT_YET || boundaryMillis < dueMillis) {
      dueMillis = boundaryMillis;
    }
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter().whole(VERSION).whole(judgedMillis).whole(dueMillis);
    out.flag(awaited).whole(pending.size());
    for (Map.Entry<Long, TreeSet<String>> slice : pending.entrySet()) {
      out.whole(slice.getKey()).whole(slice.getValue().size());
      slice.getValue().forEach(out::text);
    }
    return out.toBytes();
  }

  /** The head that was written, or that of a new entity when there is none. */
  static EntityHead of(byte[] bytes) {
    EntityHead head = new EntityHead();
    if (bytes == null) {
      return head;
    }
    ByteReader in = new ByteReader(bytes).version("entity head", VERSION);
    head.judgedMillis = in.whole();
    head.dueMillis = in.whole();
    head.awaited = in.flag();
    for (int slices = in.index(); slices > 0; slices--) {
      TreeSet<String> metrics = new TreeSet<>();
      head.pending.put(in.whole(), metrics);
      for (int left = in.index(); left > 0; left--) {
        metrics.add(in.text());
      }
    }
    return head;
  }
}
