package io.tocsin.cli;

import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Incidents that a ledger opens and does not resolve. */
final class OpenIncidents {
  private OpenIncidents() {}

  /**
   * One line each, in the order in which they opened.
   *
   * @param ledger in canonical order
   * @param dueMillis when something would happen next, by episode; nothing when it is not there
   */
  static List<String> of(List<Event> ledger, Map<String, Long> dueMillis) {
    Map<String, Event> last = new LinkedHashMap<>();
    for (Event event : ledger) {
      if (event.type().equals("incident.opened") || last.containsKey(event.episode())) {
        last.put(event.episode(), event);
      }
      if (event.type().equals("incident.resolved") || event.type().equals("incident.closed")) {
        last.remove(event.episode());
      }
    }
    List<String> lines = new ArrayList<>();
    for (Event event : last.values()) {
      lines.add(
          "open: %s %s %s %s, %s since %s; %s"
              .formatted(
                  event.subject(),
                  field(event, "severity"),
                  event.pack(),
                  event.entity(),
                  field(event, "status"),
                  field(event, "opened"),
                  next(dueMillis.get(event.episode()))));
    }
    return lines;
  }

  private static String next(Long dueMillis) {
    return dueMillis == null ? "nothing is due" : "next due " + Times.text(dueMillis);
  }

  /** The field's text, or empty when the event does not have it. */
  static String field(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name) && !field.values().isEmpty())
        .map(field -> String.join(", ", field.values()))
        .findFirst()
        .orElse("");
  }
}
