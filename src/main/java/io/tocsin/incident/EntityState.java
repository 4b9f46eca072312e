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
 * @param touchedMillis engine time of the last input
 */
public record EntityState(
    String pack,
    String entity,
    List<TriggerState> triggers,
    List<Incident> incidents,
    Map<String, Long> signals,
    List<String> seen,
    String lastEpisode,
    long touchedMillis) {
  /** How many input ids are remembered: far more than one crash can repeat. */
  static final int SEEN = 256;

  /**
   * How long an entity without incidents is remembered. A detection that is restored from a
   * checkpoint repeats verdicts; a day covers any checkpoint one would restore.
   */
  static final long MEMORY_MILLIS = 24 * 60 * 60 * 1000L;

  public EntityState {
    triggers = new ArrayList<>(triggers);
    incidents = new ArrayList<>(incidents);
    signals = new TreeMap<>(signals);
    seen = new ArrayList<>(seen);
  }

  /** Nothing is known of the entity yet. */
  public static EntityState none(String pack, String entity) {
    return new EntityState(
        pack, entity, List.of(), List.of(), Map.of(), List.of(), "", Times.NOT_YET);
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
