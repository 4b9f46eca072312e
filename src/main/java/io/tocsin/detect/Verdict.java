package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.List;

/**
 * A change of what is known about one trigger of one entity: now violated, or now clear.
 *
 * <p>Valid at its window end; known at window end plus lateness. Its identity is (trigger, window
 * end), so a repetition after a crash is recognised. While a trigger stays violated there is no
 * second verdict, except when another key of an {@code any_key} trigger joins, or another objective
 * of one over any of them.
 *
 * <p>Two kinds of verdict are about no trigger: whether a metric sets a flag ({@link #FLAG}), and
 * the mere readings of the metrics that the pack wants at every evaluation ({@link #READINGS}).
 * They come before the others of their instant, because an incident that opens has them from its
 * opening on.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param trigger trigger id, {@code flag:<name>}, or empty for mere readings
 * @param windowEndMillis end of the window that decided, exclusive
 * @param startedMillis event time of the first violating sample; {@link Times#NOT_YET} when clear
 * @param violated whether the trigger is violated now
 * @param key value of the {@code any_key} label that decided, or the objective that joined others,
 *     or empty
 * @param value the deciding value as it is shown, or empty (signals, absences)
 * @param threshold the limit with its sign, {@code < 0.95}, or empty
 * @param readings values of the entity's metrics at that instant, in the pack's order
 * @param order place among the verdicts of one entity at one instant: violated before clear, so
 *     that a change from one trigger to another is no recovery; then by severity, worst first, so
 *     that an incident opens with its worst; then in the pack's order. Detection emits in this
 *     order
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
    List<Reading> readings,
    int order) {
  /** In front of a flag's name in place of a trigger; violated means that the flag is set. */
  public static final String FLAG = "flag:";

  /** In place of a trigger when there is nothing but readings. */
  public static final String READINGS = "";

  /** Order of what stands before every trigger. */
  static final int FIRST = -1;

  /**
   * A metric's value at the instant of a verdict.
   *
   * @param metric metric name
   * @param value decimal in plain notation
   */
  public record Reading(String metric, String value) {}

  /** The order of a verdict on the trigger at this index of the pack's list. */
  public static int order(Pack pack, int triggerIndex, boolean violated) {
    int rank = pack.rank(pack.triggers().get(triggerIndex).severity());
    return (violated ? 0 : 1_000_000) + rank * 10_000 + triggerIndex;
  }

  /** Identity: {@code trigger@window end}. */
  public String cause() {
    return trigger + "@" + windowEndMillis;
  }
}
