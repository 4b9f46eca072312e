package io.tocsin.incident;

import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything remembered about one entity of one pack: its triggers, at most one open incident, and
 * resolved ones with something still to happen (a review, a deadline).
 *
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param triggers triggers that were ever heard of, in the pack's order
 * @param incidents oldest first; only the last can be unresolved
 * @param signals signals seen in the last 15 minutes, by name, with the time
 * @param seen ids of the last inputs, so that a repeated one is recognised, oldest first
 * @param lastEpisode the episode before the open one, or empty
 * @param touchedMillis engine time of the last input; for the entity of a pack's duties the instant
 *     up to which they were told
 * @param readings latest known value of each metric, by name
 * @param readAtMillis valid time of the readings, or {@link Times#NOT_YET}
 * @param metricFlags flags that a metric sets at present
 * @param past the last incidents that are over, oldest first
 */
public record EntityState(
    String pack,
    String entity,
    List<TriggerState> triggers,
    List<Incident> incidents,
    Map<String, Long> signals,
    List<String> seen,
    String lastEpisode,
    long touchedMillis,
    Map<String, String> readings,
    long readAtMillis,
    List<String> metricFlags,
    List<PastIncident> past) {
  /** How many input ids are remembered: far more than one crash can repeat. */
  static final int SEEN = 256;

  /**
   * How long an entity without incidents is remembered. A detection that is restored from a
   * checkpoint repeats verdicts; a day covers any checkpoint one would restore.
   */
  static final long MEMORY_MILLIS = 24 * 60 * 60 * 1000L;

  /** How long one that had incidents is remembered, so that a new one can be told as related. */
  static final long PAST_MILLIS = 90 * MEMORY_MILLIS;

  /** How many incidents that are over are remembered. */
  static final int PAST = 5;

  public EntityState {
    triggers = new ArrayList<>(triggers);
    incidents = new ArrayList<>(incidents);
    signals = new TreeMap<>(signals);
    seen = new ArrayList<>(seen);
    readings = new TreeMap<>(readings);
    metricFlags = new ArrayList<>(metricFlags);
    past = new ArrayList<>(past);
  }

  /** Nothing is known of the entity yet. */
  public static EntityState none(String pack, String entity) {
    return new EntityState(
        pack,
        entity,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        "",
        Times.NOT_YET,
        Map.of(),
        Times.NOT_YET,
        List.of(),
        List.of());
  }

  EntityState withIncidents(List<Incident> other) {
    return new EntityState(
        pack,
        entity,
        triggers,
        other,
        signals,
        seen,
        lastEpisode,
        touchedMillis,
        readings,
        readAtMillis,
        metricFlags,
        past);
  }

  EntityState touched(long millis) {
    return new EntityState(
        pack,
        entity,
        triggers,
        incidents,
        signals,
        seen,
        lastEpisode,
        millis,
        readings,
        readAtMillis,
        metricFlags,
        past);
  }

  /** Nothing is left to remember. */
  public boolean isEmpty() {
    return touchedMillis == Times.NOT_YET;
  }

  /** The incident that is not resolved, or null. */
  public Incident open() {
    Incident last = incidents.isEmpty() ? null : incidents.get(incidents.size() - 1);
    return last == null || last.isResolved() ? null : last;
  }
}
