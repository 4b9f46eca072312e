package io.tocsin.window;

/** The grid of time: slices of ten seconds, aligned to the epoch in UTC. */
public final class Slices {
  /** Length of a slice. */
  public static final long MILLIS = 10_000;

  private Slices() {}

  /** Start of the slice an instant lies in. */
  public static long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
  }

  /** The first slice boundary at or after an instant. */
  public static long boundaryAtOrAfter(long epochMillis) {
    return -Math.floorDiv(-epochMillis, MILLIS) * MILLIS;
  }
}
