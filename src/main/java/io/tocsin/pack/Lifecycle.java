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
 * @param timeline milestones that a report shows, in order
 * @param slackLabels words for chat messages where they differ from {@code labels}
 * @param ticks mark or checklist item to what sets it by itself: a mark, {@code step:<id>} or
 *     {@code message:<template>}
 */
public record Lifecycle(
    Map<String, String> labels,
    List<String> phases,
    boolean recoversByItself,
    boolean resolvesByCommand,
    List<FlagRule> flags,
    List<Gate> gates,
    List<Checklist> checklists,
    List<Milestone> timeline,
    Map<String, String> slackLabels,
    Map<String, String> ticks)
    implements Serializable {
  /** The canonical states, in the order in which an incident passes through them. */
  public static final List<String> STATES =
      List.of("investigating", "identified", "mitigating", "monitoring", "resolved");

  /** Marks that the engine or a command sets by itself; a pack may add its own. */
  public static final List<String> MARKS =
      List.of(
          "started",
          "opened",
          "acked",
          "triaged",
          "identified",
          "mitigated",
          "recovered",
          "stable",
          "resolved",
          "closed",
          "review_scheduled",
          "review_done",
          "rca_attached",
          "statuspage_posted",
          "initial_sent");

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
   * What should be done before a phase is left, or before a mark is set by a person. Metrics never
   * meet a gate.
   *
   * @param id the phase it ends, or a name of its own
   * @param mark mark that goes through it ({@code resolved}, {@code closed}, …), or empty when only
   *     {@code phase_done} does
   * @param severities severities it stands in the way of; empty means all
   * @param items what should be done; a mark of an item's name ticks it too
   * @param blocking whether passing is refused until all is done, or only recorded
   */
  public record Gate(
      String id, String mark, List<String> severities, List<Item> items, boolean blocking)
      implements Serializable {
    public Gate {
      severities = List.copyOf(severities);
      items = List.copyOf(items);
    }

    public boolean appliesTo(String severity) {
      return severities.isEmpty() || severities.contains(severity);
    }
  }

  /**
   * A list of things to tick; when all are ticked the mark {@code checklist:<id>} is set.
   *
   * @param id the pack's name for it
   * @param after mark or phase after which it is due, or empty
   * @param severities severities it belongs to; empty means all
   * @param items its items
   */
  public record Checklist(String id, String after, List<String> severities, List<Item> items)
      implements Serializable {
    public Checklist {
      severities = List.copyOf(severities);
      items = List.copyOf(items);
    }

    public boolean appliesTo(String severity) {
      return severities.isEmpty() || severities.contains(severity);
    }
  }

  /**
   * One thing to tick.
   *
   * @param id the pack's name for it
   * @param text what is to be done
   * @param severities severities it belongs to; empty means all
   */
  public record Item(String id, String text, List<String> severities) implements Serializable {
    public Item {
      severities = List.copyOf(severities);
    }

    public boolean appliesTo(String severity) {
      return severities.isEmpty() || severities.contains(severity);
    }
  }

  /** A mark and the document's words for reaching it; empty words mean the mark itself. */
  public record Milestone(String mark, String text) implements Serializable {}

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
