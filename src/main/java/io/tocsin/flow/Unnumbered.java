package io.tocsin.flow;

import io.tocsin.incident.Event;

/**
 * An event whose incident has no number yet, or the word that nothing more will come of an entity.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param event the event; null when the story of the entity is over
 */
public record Unnumbered(String pack, String entity, Event event) {

  static Unnumbered of(Event event) {
    return new Unnumbered(event.pack(), event.entity(), event);
  }

  static Unnumbered over(String pack, String entity) {
    return new Unnumbered(pack, entity, null);
  }

  boolean isOver() {
    return event == null;
  }
}
