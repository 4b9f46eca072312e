package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The document's words and rules for the course of an incident.
 *
 * @param labels canonical state ({@code investigating}, {@code identified}, {@code mitigating},
 *     {@code monitoring}, {@code resolved}) to the document's word
 * @param phases names of the phases, in order
 * @param recoversByItself whether clear metrics set {@code recovered}
 * @param resolvesByCommand whether only a command resolves; otherwise the end of the hold does, or
 *     recovery where a severity has no hold
 * @param flags flags that a metric sets
 */
public record Lifecycle(
    Map<String, String> labels,
    List<String> phases,
    boolean recoversByItself,
    boolean resolvesByCommand,
    List<FlagRule> flags)
    implements Serializable {
  public Lifecycle {
    labels = new TreeMap<>(labels);
    phases = List.copyOf(phases);
    flags = List.copyOf(flags);
  }

  /** A flag that a metric sets while it compares so. */
  public record FlagRule(String flag, Condition.MetricIs when) implements Serializable {}

  /** The document's word for a canonical state. */
  public String word(String state) {
    String word = labels.get(state);
    return word != null
        ? word
        : state.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + state.substring(1);
  }
}
