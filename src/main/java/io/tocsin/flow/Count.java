package io.tocsin.flow;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * What is counted. Everything found in the input ends in exactly one of {@link #SAMPLES}, {@link
 * #LATE}, {@link #SIGNALS}, {@link #COMMANDS} and {@link #DEAD}.
 */
enum Count {
  /** Things found in records: samples, signals, commands, and records that cannot be read. */
  FOUND("found"),
  /** Samples that came in time and are counted into their slice. */
  SAMPLES("samples"),
  /** Samples older than the lateness of their feed allows; they go to the late output. */
  LATE("late"),
  /** Signals, on their way to the incidents they concern. */
  SIGNALS("signals"),
  /** Commands, on their way to the incident they address. */
  COMMANDS("commands"),
  /** What cannot be read, or claims to come from the future; it goes to the dead letters. */
  DEAD("dead"),
  /**
   * Signals and commands older than the lateness, which take effect at the earliest moment left.
   */
  BELATED("belated"),
  /** Samples that concern no metric of any entity of any pack, by name. */
  UNROUTED("unrouted"),
  /** Signals and commands that concern no pack; they go to the dead letters. */
  UNADDRESSED("unaddressed"),
  /** Samples of slices that were judged before they came; they go to the dead letters. */
  JUDGED_WITHOUT("judged-without"),
  /** Changes of triggers. */
  VERDICTS("verdicts"),
  /** Inputs that would take effect after the end of the run. */
  BEYOND_HORIZON("beyond-horizon"),
  /** Inbox records for a pack that this job does not have. */
  UNKNOWN_PACK("unknown-pack"),
  /** Pages that came again and were not passed on again. */
  REPEATED_PAGES("repeated-pages");

  private final String text;

  Count(String text) {
    this.text = text;
  }

  /** The counter as an operator reports it. */
  Counter in(RuntimeContext context) {
    return context.getMetricGroup().counter(text);
  }

  /** The counter of one metric's name. */
  Counter in(RuntimeContext context, String metric) {
    return context.getMetricGroup().addGroup("metric", metric).counter(text);
  }
}
