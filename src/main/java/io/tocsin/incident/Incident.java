package io.tocsin.incident;

import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One incident: what is wrong with one entity, since when, how bad, and what is still to happen.
 *
 * <pre>
 *            ┌────────── relapse ───────────┐
 *            ▼                              │
 *   open (investigating, …) ── recovered ───┴── hold ends, or a person says so ──► resolved
 *            └──────────────── a person says so ──────────────────────────────────►
 * </pre>
 *
 * @param episode identity: {@code pack/entity/openedMillis}
 * @param displayId the id people use, or empty as long as it has none
 * @param roomSuffix what tells its dated rooms from another incident's, or empty
 * @param severity severity id
 * @param status canonical state: {@code investigating}, {@code identified}, {@code mitigating},
 *     {@code monitoring}, {@code resolved}
 * @param startedMillis event time of the first violating sample, or what a person states
 * @param openedMillis when it opened
 * @param summary what is wrong, in a line
 * @param detection how it was found: {@code automated:<trigger>} or {@code manual}
 * @param drill whether it is a drill
 * @param triggers ids of the triggers that belong to it, in the order they came
 * @param marks marks that were reached, by name: {@code acked}, {@code recovered}, …
 * @param flags flags that are set, by name, with the time they were set
 * @param timers its timers, ended ones too where they can come back
 * @param told who was told what
 * @param repetitions how often each kind of event of each timer came
 * @param sequence number of its last event
 * @param generation raised when somebody must be woken again
 * @param fields what people supplied, by field name
 * @param holders who has which role
 * @param ticked items of gates and checklists that are done, with the time
 * @param actions what was agreed to be done, in the order it was
 * @param snapshots values of metrics at some marks, by {@code mark/metric}
 * @param downMillis how long it was violated before the last recovery
 * @param downSinceMillis since when it is violated, {@link Times#NOT_YET} while it is not
 */
public record Incident(
    String episode,
    String displayId,
    String roomSuffix,
    String severity,
    String status,
    long startedMillis,
    long openedMillis,
    String summary,
    String detection,
    boolean drill,
    List<String> triggers,
    Map<String, Long> marks,
    Map<String, Long> flags,
    List<TimerState> timers,
    List<Told> told,
    Map<String, Integer> repetitions,
    long sequence,
    int generation,
    Map<String, String> fields,
    Map<String, String> holders,
    Map<String, Long> ticked,
    List<ActionItem> actions,
    Map<String, String> snapshots,
    long downMillis,
    long downSinceMillis) {
  public Incident {
    triggers = new ArrayList<>(triggers);
    marks = new TreeMap<>(marks);
    flags = new TreeMap<>(flags);
    timers = new ArrayList<>(timers);
    told = new ArrayList<>(told);
    repetitions = new TreeMap<>(repetitions);
    fields = new TreeMap<>(fields);
    holders = new TreeMap<>(holders);
    ticked = new TreeMap<>(ticked);
    actions = new ArrayList<>(actions);
    snapshots = new TreeMap<>(snapshots);
  }

  /** An incident that has only just opened: nothing was reached, told or done yet. */
  static Incident opened(String episode, Finding finding) {
    return new Incident(
        episode,
        "",
        "",
        finding.severity(),
        "investigating",
        finding.startedMillis(),
        finding.atMillis(),
        finding.summary(),
        finding.detection(),
        finding.drill(),
        finding.trigger().isEmpty() ? List.of() : List.of(finding.trigger()),
        Map.of(Marks.STARTED, finding.startedMillis(), Marks.OPENED, finding.atMillis()),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        0,
        1,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        0,
        finding.startedMillis());
  }

  Incident numbered(NumberAnswer answer) {
    return new Incident(
        episode,
        answer.displayId(),
        answer.roomSuffix(),
        severity,
        status,
        startedMillis,
        openedMillis,
        summary,
        detection,
        drill,
        triggers,
        marks,
        flags,
        timers,
        told,
        repetitions,
        sequence,
        generation,
        fields,
        holders,
        ticked,
        actions,
        snapshots,
        downMillis,
        downSinceMillis);
  }

  public boolean isResolved() {
    return marks.containsKey(Marks.RESOLVED);
  }

  public boolean isRecovered() {
    return marks.containsKey(Marks.RECOVERED);
  }

  public boolean isAcked() {
    return marks.containsKey(Marks.ACKED);
  }

  /** When a mark was reached, or {@link Times#NOT_YET}. */
  public long markedAt(String mark) {
    return marks.getOrDefault(mark, Times.NOT_YET);
  }
}
