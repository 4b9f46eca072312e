package io.tocsin.pack;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rung of the pack's ladder.
 *
 * @param id {@code P0}
 * @param name {@code Critical}
 * @param means the document's definition
 * @param icon a sign for messages, or empty
 * @param words words of its own for templates, by name: {@code impact} is {@code major} there
 */
public record Severity(String id, String name, String means, String icon, Map<String, String> words)
    implements Serializable {
  public Severity {
    words = new TreeMap<>(words);
  }

  /** A rung without words of its own. */
  public Severity(String id, String name, String means, String icon) {
    this(id, name, means, icon, Map.of());
  }
}
