package io.tocsin.detect;

import io.tocsin.window.Ring;
import io.tocsin.window.Tally;
import java.util.HashMap;
import java.util.Map;

/** The rings of one entity, page by page: read when they are needed, written when they changed. */
final class Pages {
  private record Page(Ring ring, boolean changed) {}

  private final Memory memory;
  private final Parts parts;
  private final Map<String, Page> loaded = new HashMap<>();

  Pages(Memory memory, Parts parts) {
    this.memory = memory;
    this.parts = parts;
  }

  void add(String metric, long cellMillis, Strand strand, long sliceStartMillis, Tally tally) {
    long page = Math.floorDiv(sliceStartMillis, cellMillis * MetricPlan.PAGE_CELLS);
    strand.firstPage = Math.min(strand.firstPage, page);
    strand.lastPage = Math.max(strand.lastPage, page);
    String part = parts.page(strand.id, page, metric);
    Page known = load(part);
    Ring ring = known == null ? new Ring(cellMillis) : known.ring();
    ring.add(sliceStartMillis, tally);
    loaded.put(part, new Page(ring, true));
  }

  /** Adds the cells between two instants to a tally. */
  void over(String metric, long cellMillis, Strand strand, long from, long to, Tally into) {
    long pageMillis = cellMillis * MetricPlan.PAGE_CELLS;
    long first = Math.max(strand.firstPage, Math.floorDiv(from, pageMillis));
    long last = Math.min(strand.lastPage, Math.floorDiv(to - 1, pageMillis));
    for (long page = first; page <= last; page++) {
      Page known = load(parts.page(strand.id, page, metric));
      if (known != null) {
        known.ring().over(from, to, into);
      }
    }
  }

  /** Removes pages that end at or before the instant. */
  void evict(String metric, long cellMillis, Strand strand, long throughMillis) {
    long pageMillis = cellMillis * MetricPlan.PAGE_CELLS;
    while (strand.firstPage <= strand.lastPage
        && (strand.firstPage + 1) * pageMillis <= throughMillis) {
      String part = parts.page(strand.id, strand.firstPage, metric);
      loaded.remove(part);
      memory.remove(part);
      strand.firstPage++;
    }
  }

  /** Writes what changed. */
  void keep() {
    loaded.forEach(
        (part, page) -> {
          if (page.changed()) {
            memory.put(part, page.ring().toBytes());
          }
        });
  }

  private Page load(String part) {
    Page known = loaded.get(part);
    if (known == null) {
      byte[] bytes = memory.get(part);
      if (bytes == null) {
        return null;
      }
      known = new Page(Ring.fromBytes(bytes), false);
      loaded.put(part, known);
    }
    return known;
  }
}
