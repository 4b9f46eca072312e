package io.tocsin.incident;

/**
 * Asks for the display id of a new incident.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity that asks
 * @param episode episode that needs the id
 * @param pattern the id with everything rendered but its counter: {@code INC-20251010-{n:000}}, or
 *     {@code INC-20251010-100100} for a pattern without one
 * @param openedMillis opening time of the episode
 */
public record NumberRequest(
    String pack, String entity, String episode, String pattern, long openedMillis) {
  /** Where the counter lives: {@code #pack/pattern}. */
  public String key() {
    return "#" + pack + "/" + pattern;
  }
}
