package io.tocsin.detect;

import java.io.Serializable;

/**
 * How much of a stretch of time can accuse somebody of silence: the part during which we were there
 * and Kafka was alive, as proven by ticks read back. In virtual time all of it.
 */
public interface Ticked extends Serializable {
  /** Everything counts: replay, scenarios, {@code clock: data}. */
  Ticked ALWAYS = (from, to) -> to - from;

  /** Milliseconds of {@code (fromMillis, toMillis]} during which ticks were read. */
  long within(long fromMillis, long toMillis);
}
