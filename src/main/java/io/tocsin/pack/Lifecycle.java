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
 * @param gates what should be done before a phase is left
 * @param checklists lists of things to tick
 * @param timeline marks that a report shows, in order
 * @param slackLabels words for chat messages where they differ from {@code labels}
 * @param ticks mark or checklist item to the mark or event that sets it by itself
 */
public record Lifecycle(
    Map<String, String> labels,
    List<String> phases,
    boolean recoversByItself,
    boolean resolvesByCommand,
    List<FlagRule> flags,
    List<Gate> gates,
    List<Checklist> checklists,
    List<String> timeline,
    Map<String, String> slackLabels,
    Map<String, String> ticks)
    implements Serializable {
  /** The canonical states, in the order in which an incident passes through them. */
  public static final List<String> STATES =
      List.of("investigating", "identified", "mitigating", "monitoring", "resolved");

  public Lifecycle {
    labels = new TreeMap<>(labels);
    phases = List.copyOf(phases);
    flags = List.copyOf(flags);
    gates = List.copyOf(gates);
    checklists = List.copyOf(checklists);
    timeline = List.copyOf(timeline);
    slackLabels = new TreeMap<>(slackLabels);
    ticks = new TreeMap<>(ticks);
  }

  /** A course without gates and checklists. */
  public Lifecycle(
      Map<String, String> labels,
      List<String> phases,
      boolean recoversByItself,
      boolean resolvesByCommand,
      List<FlagRule> flags) {
    this(
        labels,
        phases,
        recoversByItself,
        resolvesByCommand,
        flags,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /**
   * What should be done before a phase is left.
   *
   * @param phase the phase
   * @param items what should be done
   * @param blocking whether leaving is refused until it is, or only recorded
   */
  public record Gate(String phase, List<String> items, boolean blocking) implements Serializable {
    public Gate {
      items = List.copyOf(items);
    }
  }

  /**
   * A list of things to tick; when all are ticked the mark {@code checklist:<id>} is set.
   *
   * @param id the pack's name for it
   * @param after mark or phase after which it is due, or empty
   * @param items its items
   */
  public record Checklist(String id, String after, List<Item> items) implements Serializable {
    public Checklist {
      items = List.copyOf(items);
    }
  }

  /** One thing to tick. */
  public record Item(String id, String text) implements Serializable {}

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
