package io.tocsin.cli.kpi;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One incident as the ledger tells it: what counts for figures.
 *
 * <p>Times are those that people or metrics gave where the ledger keeps them ({@code said}), else
 * those of the events. An acknowledgement counts once, the first; a recovery or resolution that was
 * taken back does not.
 */
final class Chronicle {
  private final String pack;
  private final Map<String, Long> marks = new TreeMap<>();
  private final Map<String, String> clocks = new TreeMap<>();
  private String severity = "";
  private boolean drill;
  private boolean manual;

  private Chronicle(String pack) {
    this.pack = pack;
  }

  /** One for each incident, in the order in which they first appear. */
  static List<Chronicle> of(List<Event> ledger) {
    Map<String, List<Event>> episodes = new LinkedHashMap<>();
    for (Event event : ledger) {
      if (!event.episode().equals(event.pack())) {
        episodes.computeIfAbsent(event.episode(), episode -> new ArrayList<>()).add(event);
      }
    }
    return episodes.values().stream().map(Chronicle::tell).toList();
  }

  private static Chronicle tell(List<Event> events) {
    Chronicle chronicle = new Chronicle(events.get(0).pack());
    events.sort(Comparator.comparingLong(Event::sequence));
    events.forEach(chronicle::add);
    return chronicle;
  }

  private void add(Event event) {
    text(event, "severity").ifPresent(id -> severity = id);
    drill |= text(event, "drill").isPresent();
    long at = text(event, "said").map(Chronicle::millis).orElse(event.timeMillis());
    switch (event.type()) {
      case "incident.opened" -> opened(event);
      case "incident.acked" -> marks.putIfAbsent("acked", at);
      case "incident.recovered" -> {
        marks.putIfAbsent("mitigated", at);
        marks.put("recovered", at);
      }
      case "incident.reopened" -> reopened();
      case "incident.resolved" -> resolved(at);
      case "incident.closed" -> marks.put("closed", at);
      case "incident.noted" -> {
        if (text(event, "what").filter("mark"::equals).isPresent()) {
          text(event, "name").ifPresent(mark -> marks.putIfAbsent(mark, at));
        }
      }
      case "clock.met", "clock.breached", "clock.void", "clock.resumed" -> clock(event);
      default -> {}
    }
  }

  private void opened(Event event) {
    marks.put("opened", event.timeMillis());
    text(event, "started").ifPresent(started -> marks.put("started", millis(started)));
    manual = text(event, "detection").filter("manual"::equals).isPresent();
  }

  private void resolved(long at) {
    marks.putIfAbsent("mitigated", at);
    marks.putIfAbsent("recovered", at);
    marks.put("resolved", at);
  }

  private void reopened() {
    Long recovered = marks.remove("recovered");
    if (recovered != null && recovered.equals(marks.get("mitigated"))) {
      marks.remove("mitigated");
    }
    marks.remove("resolved");
    marks.remove("closed");
  }

  /** What became of a clock last counts; one that goes on again has not ended. */
  private void clock(Event event) {
    String timer = text(event, "timer").orElse("");
    if (event.type().equals("clock.resumed")) {
      clocks.remove(timer);
    } else if (text(event, "advisory").isEmpty()) {
      clocks.put(timer, event.type());
    }
  }

  private static Optional<String> text(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name) && !field.values().isEmpty())
        .findFirst()
        .map(Field::values)
        .map(values -> values.get(0));
  }

  private static long millis(String rfc3339) {
    return Instant.parse(rfc3339).toEpochMilli();
  }

  String pack() {
    return pack;
  }

  String severity() {
    return severity;
  }

  boolean isDrill() {
    return drill;
  }

  /**
   * Time between two marks in milliseconds, or empty when one was not reached. A report without a
   * start says nothing about how long something went unseen.
   */
  Optional<Long> between(String from, String to) {
    boolean unknownStart =
        manual && marks.containsKey("started") && marks.get("started").equals(marks.get("opened"));
    if (unknownStart && (from.equals("started") || to.equals("started"))) {
      return Optional.empty();
    }
    return marks.containsKey(from) && marks.containsKey(to)
        ? Optional.of(marks.get(to) - marks.get(from))
        : Optional.empty();
  }

  /** Whether a clock was met; empty when it was not breached either. */
  Optional<Boolean> wasMet(String timer) {
    String end = clocks.getOrDefault(timer, "");
    return switch (end) {
      case "clock.met" -> Optional.of(true);
      case "clock.breached" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Clocks of which something became, by timer id. */
  Iterable<String> clocks() {
    return clocks.keySet();
  }
}
