package io.tocsin.window;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one series, or several looked at as one, did lately: a tally per cell of time. Windows of
 * any length that is a multiple of the cell read from the same ring, so a sample is kept once.
 *
 * <p>Cells are aligned to the epoch. A long history is kept as several rings side by side (pages),
 * so that a new sample rewrites a small one.
 */
public final class Ring {
  private static final int VERSION = 1;

  private final long cellMillis;
  private final TreeMap<Long, Tally> cells = new TreeMap<>();

  /**
   * An empty ring.
   *
   * @param cellMillis length of a cell, a multiple of {@link Slices#MILLIS}
   */
  public Ring(long cellMillis) {
    if (cellMillis <= 0 || cellMillis % Slices.MILLIS != 0) {
      throw new IllegalArgumentException(
          "a cell of " + cellMillis + " ms, must be a multiple of " + Slices.MILLIS + " ms");
    }
    this.cellMillis = cellMillis;
  }

  /** Adds what happened in a slice. */
  public void add(long sliceStartMillis, Tally tally) {
    long start = Math.floorDiv(sliceStartMillis, cellMillis) * cellMillis;
    cells.computeIfAbsent(start, cell -> new Tally()).merge(tally);
  }

  /** Forgets cells that end at or before the instant. */
  public void evict(long throughMillis) {
    cells.headMap(throughMillis - cellMillis, true).clear();
  }

  /**
   * Adds the cells of a window to a tally.
   *
   * @param fromMillis start of the window, inclusive, at a cell's edge
   * @param toMillis end of the window, exclusive, at a cell's edge
   */
  public void over(long fromMillis, long toMillis, Tally into) {
    cells.subMap(fromMillis, toMillis).values().forEach(into::merge);
  }

  /** The tally of the window. */
  public Tally over(long fromMillis, long toMillis) {
    Tally tally = new Tally();
    over(fromMillis, toMillis, tally);
    return tally;
  }

  public boolean isEmpty() {
    return cells.isEmpty();
  }

  /** A compact form with a version in front. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter().whole(VERSION).whole(cellMillis).whole(cells.size());
    long before = 0;
    for (Map.Entry<Long, Tally> cell : cells.entrySet()) {
      long number = Math.floorDiv(cell.getKey(), cellMillis);
      out.whole(number - before);
      cell.getValue().write(out);
      before = number;
    }
    return out.toBytes();
  }

  /** Reads what {@link #toBytes()} wrote. */
  public static Ring fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes).version("ring", VERSION);
    Ring ring = new Ring(in.whole());
    long number = 0;
    for (int left = in.index(); left > 0; left--) {
      number += in.whole();
      ring.cells.put(number * ring.cellMillis, Tally.read(in));
    }
    return ring;
  }
}
