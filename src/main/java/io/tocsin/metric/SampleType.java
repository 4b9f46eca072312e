package io.tocsin.metric;

/** What the value of a sample means. */
public enum SampleType {
  /** A reading: a level, a ratio, one observed latency. */
  GAUGE,
  /** A running total since some start; a smaller value than before is a reset. */
  COUNTER,
  /** An increase since the previous report. */
  DELTA
}
