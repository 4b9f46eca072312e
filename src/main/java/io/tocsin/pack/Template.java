package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;

/**
 * A message: text with fields that are filled when an event happens.
 *
 * @param id the pack's name for it
 * @param on event types that render it, without the {@code io.tocsin.} prefix
 * @param severities severities it belongs to; empty means all
 * @param body text with {@code {field}} places, or empty when it is a JSON payload or a document
 * @param json JSON payload as text, or empty
 * @param channel channel it goes to, or empty
 * @param publish {@code auto}, {@code draft} or {@code manual}
 */
public record Template(
    String id,
    List<String> on,
    List<String> severities,
    String body,
    String json,
    String channel,
    String publish)
    implements Serializable {
  public Template {
    on = List.copyOf(on);
    severities = List.copyOf(severities);
  }
}
