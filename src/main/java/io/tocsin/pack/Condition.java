package io.tocsin.pack;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a trigger is violated: a tree of comparisons, absences and signals.
 *
 * <p>Measured leaves (metrics, SLOs, absences) are judged where metrics are windowed; signal leaves
 * where incidents live, because a signal holds until somebody says it is over. A pack in which the
 * two meet below an {@code all} is refused when it is read.
 */
public sealed interface Condition extends Serializable {

  /**
   * {@code metric op value}.
   *
   * @param anyKey label whose worst value decides ({@code any_key}), or empty
   */
  record MetricIs(String metric, Comparison op, Decimal value, String anyKey)
      implements Condition {}

  /** All of them at one evaluation instant. */
  record All(List<Condition> of) implements Condition {
    public All {
      of = List.copyOf(of);
    }
  }

  /** At least one of them. */
  record Any(List<Condition> of) implements Condition {
    public Any {
      of = List.copyOf(of);
    }
  }

  /** All objectives of the pack violated at once, or any of them. */
  record Slos(boolean all) implements Condition {}

  /**
   * No sample of the metric for so long.
   *
   * @param expected whether a metric that was never seen counts as absent
   * @param forgetAfter after so long without a sample the entity is forgotten instead; null never
   */
  record Absent(String metric, Duration silence, boolean expected, Duration forgetAfter)
      implements Condition {}

  /**
   * One of the named signals came.
   *
   * @param names signals that count
   * @param where labels the signal must have
   * @param consecutive so many in a row
   * @param brokenBy signal that breaks the row and clears the trigger, or empty
   */
  record SignalSeen(List<String> names, Map<String, String> where, int consecutive, String brokenBy)
      implements Condition {
    public SignalSeen {
      names = List.copyOf(names);
      where = new TreeMap<>(where);
    }

    /** Whether a signal's labels have what {@code where} asks for. */
    public boolean matches(Labels labels) {
      return where.entrySet().stream()
          .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }
  }

  /** Never: it needs a parameter that is not set. */
  record Off(String parameter) implements Condition {}

  /** The signal leaves, in order. */
  default List<SignalSeen> signals() {
    List<SignalSeen> found = new ArrayList<>();
    if (this instanceof SignalSeen signal) {
      found.add(signal);
    } else if (this instanceof All all) {
      all.of().forEach(part -> found.addAll(part.signals()));
    } else if (this instanceof Any any) {
      any.of().forEach(part -> found.addAll(part.signals()));
    }
    return found;
  }
}
