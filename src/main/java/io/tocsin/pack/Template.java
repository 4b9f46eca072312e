package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;

/**
 * A message: text with fields that are filled when an event happens.
 *
 * @param id the pack's name for it
 * @param on what renders it: event types, without the {@code io.tocsin.} prefix, and marks behind
 *     {@link #ON_MARK}
 * @param severities severities it belongs to; empty means all
 * @param statuses canonical states it belongs to ({@code identified}, …), for messages on a change
 *     of status; empty means all
 * @param body text with {@code {field}} places, or empty when it is a JSON payload or a document
 * @param json JSON payload as text, or empty
 * @param channels channels it goes to; empty when it is only kept in the ledger
 * @param publish {@code auto}, {@code draft} or {@code manual}
 * @param sections headings of a document, in order; empty for a message
 * @param auto parts the job fills
 * @param human parts that stay in brackets until a person supplies them
 */
public record Template(
    String id,
    List<String> on,
    List<String> severities,
    List<String> statuses,
    String body,
    String json,
    List<String> channels,
    String publish,
    List<String> sections,
    List<String> auto,
    List<String> human)
    implements Serializable {
  /** In front of a mark that renders a template when it is reached: {@code mark:mitigated}. */
  public static final String ON_MARK = "mark:";

  public Template {
    on = List.copyOf(on);
    severities = List.copyOf(severities);
    statuses = List.copyOf(statuses);
    channels = List.copyOf(channels);
    sections = List.copyOf(sections);
    auto = List.copyOf(auto);
    human = List.copyOf(human);
  }

  /** Whether it is a document of sections instead of a text or a payload. */
  public boolean isDocument() {
    return !sections.isEmpty();
  }
}
