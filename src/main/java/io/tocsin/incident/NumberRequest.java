package io.tocsin.incident;

/**
 * Asks for the display id of a new incident, and then for rooms of its own: one counter after the
 * other.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity that asks
 * @param episode episode that needs the id
 * @param pattern the id with everything rendered but its counter: {@code INC-20251010-{n:000}}, or
 *     {@code INC-20251010-100100} for a pattern without one
 * @param rooms names of the incident's rooms that are made of a date and could be another's too, or
 *     empty when there are none
 * @param displayId the id, once it was found and only the rooms are left to ask for, or empty
 * @param openedMillis opening time of the episode
 */
public record NumberRequest(
    String pack,
    String entity,
    String episode,
    String pattern,
    String rooms,
    String displayId,
    long openedMillis) {
  /** Where the counter asked next lives: {@code #pack/pattern}, {@code #pack/rooms/…}. */
  public String key() {
    return "#" + pack + "/" + (displayId.isEmpty() ? pattern : "rooms/" + rooms);
  }

  NumberRequest withDisplayId(String found) {
    return new NumberRequest(pack, entity, episode, pattern, rooms, found, openedMillis);
  }
}
