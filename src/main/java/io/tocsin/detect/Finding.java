package io.tocsin.detect;

/**
 * What the leaves of a trigger say together at one instant.
 *
 * @param truth whether it is violated
 * @param startedMillis since when, if it is
 * @param leaf index of the leaf that decided, -1 when none did
 * @param windowed whether it takes a comparison to say so, which is repeated window by window; an
 *     absence has a length of its own
 */
record Finding(Truth truth, long startedMillis, int leaf, boolean windowed) {
  /** Violated, good, or nothing that could be said. */
  enum Truth {
    VIOLATED,
    GOOD,
    UNKNOWN
  }

  static final Finding UNKNOWN = new Finding(Truth.UNKNOWN, Long.MIN_VALUE, -1, false);
}
