package io.tocsin.incident;

/** Everything remembered about one entity of one pack: placeholder to be shaped by the machine. */
public record EntityState(String pack, String entity) {
  /** Nothing is known of the entity yet. */
  public static EntityState none(String pack, String entity) {
    return new EntityState(pack, entity);
  }

  /** Nothing is left to remember. */
  public boolean isEmpty() {
    return true;
  }
}
