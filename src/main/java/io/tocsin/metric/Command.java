package io.tocsin.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a person tells an incident: acknowledge it, resolve it, mark it, and so on.
 *
 * @param id identity of the command: given by the sender, else topic, partition and offset, or the
 *     line of a file
 * @param verb the command's name: {@code ack}, {@code resolve}, {@code mark}, …
 * @param pack id of the pack it addresses
 * @param labels canonical text of the labels that name the entity
 * @param incident display id of the incident it means, or empty when it means the open one
 * @param timestampMillis when its sender says it was given, milliseconds since the epoch, UTC
 * @param by who its sender says gave it, or empty
 * @param fields the fields of the verb, as text ({@code reason}, {@code severity}, …)
 */
public record Command(
    String id,
    String verb,
    String pack,
    String labels,
    String incident,
    long timestampMillis,
    String by,
    Map<String, String> fields) {
  public Command {
    // Order can be seen in what is written; a sorted copy reads the same in every JVM.
    fields = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
  }

  /** The field's text, or the fallback. */
  public String field(String name, String fallback) {
    return fields.getOrDefault(name, fallback);
  }
}
