package io.tocsin.detect;

import io.tocsin.metric.Times;
import java.util.List;

/**
 * A change of what is known about one trigger of one entity: now violated, or now clear.
 *
 * <p>Valid at its window end; known at window end plus lateness. Its identity is (trigger, window
 * end), so a repetition after a crash is recognised. While a trigger stays violated there is no
 * second verdict, except when another key of an {@code any_key} trigger joins.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param trigger trigger id
 * @param windowEndMillis end of the window that decided, exclusive
 * @param startedMillis event time of the first violating sample; {@link Times#NOT_YET} when clear
 * @param violated whether the trigger is violated now
 * @param key value of the {@code any_key} label that decided, or empty
 * @param value the deciding value as it is shown, or empty (signals, absences)
 * @param threshold the limit with its sign, {@code < 0.95}, or empty
 * @param readings values of the entity's metrics at that instant, in the pack's order
 */
public record Verdict(
    String pack,
    String entity,
    String trigger,
    long windowEndMillis,
    long startedMillis,
    boolean violated,
    String key,
    String value,
    String threshold,
    List<Reading> readings) {
  /**
   * A metric's value at the instant of a verdict.
   *
   * @param metric metric name
   * @param value decimal in plain notation
   */
  public record Reading(String metric, String value) {}

  /** Identity: {@code trigger@window end}. */
  public String cause() {
    return trigger + "@" + windowEndMillis;
  }
}
