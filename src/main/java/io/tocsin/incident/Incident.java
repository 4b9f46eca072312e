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
 * @param severity severity id
 * @param status canonical state: {@code investigating}, {@code identified}, {@code mitigating},
 *     {@code monitoring}, {@code resolved}
 * @param startedMillis event time of the first violating sample, or what a person states
 * @param openedMillis when it opened
 * @param summary what is wrong, in a line
 * @param drill whether it is a drill
 * @param triggers ids of the triggers that belong to it, in the order they came
 * @param marks marks that were reached, by name: {@code acked}, {@code recovered}, …
 * @param flags flags that are set, by name, with the time they were set
 * @param timers its timers, ended ones too where they can come back
 * @param told who was told what
 * @param repetitions how often each kind of event of each timer came
 * @param sequence number of its last event
 * @param generation raised when somebody must be woken again
 */
public record Incident(
    String episode,
    String displayId,
    String severity,
    String status,
    long startedMillis,
    long openedMillis,
    String summary,
    boolean drill,
    List<String> triggers,
    Map<String, Long> marks,
    Map<String, Long> flags,
    List<TimerState> timers,
    List<Told> told,
    Map<String, Integer> repetitions,
    long sequence,
    int generation) {
  public Incident {
    triggers = new ArrayList<>(triggers);
    marks = new TreeMap<>(marks);
    flags = new TreeMap<>(flags);
    timers = new ArrayList<>(timers);
    told = new ArrayList<>(told);
    repetitions = new TreeMap<>(repetitions);
  }

  Incident withDisplayId(String id) {
    return new Incident(
        episode,
        id,
        severity,
        status,
        startedMillis,
        openedMillis,
        summary,
        drill,
        triggers,
        marks,
        flags,
        timers,
        told,
        repetitions,
        sequence,
        generation);
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
