package io.tocsin.cli.scenario;

import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How a story went.
 *
 * @param scenario the story
 * @param events everything that came, in ledger order
 * @param differences what is not as the story says, one or more lines each; empty when it held
 */
public record Playback(Scenario scenario, List<Event> events, List<String> differences) {
  public boolean held() {
    return differences.isEmpty();
  }

  static Playback of(Scenario scenario, List<Event> events) {
    List<String> differences = new ArrayList<>();
    boolean[] taken = new boolean[events.size()];
    List<Expected> missing = new ArrayList<>();
    int before = -1;
    for (Expected expected : scenario.expected()) {
      int found = find(expected, events, taken);
      if (found < 0) {
        missing.add(expected);
        continue;
      }
      taken[found] = true;
      if (scenario.ordered() && found < before) {
        differences.add("  out of order (line " + expected.line() + "): " + expected);
      }
      before = Math.max(before, found);
    }
    for (Expected expected : missing) {
      differences.add(missed(expected, events, taken));
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && scenario.otherwise().refuses(events.get(i))) {
        differences.add("  not expected: " + shown(events.get(i)));
      }
    }
    return new Playback(scenario, List.copyOf(events), List.copyOf(differences));
  }

  private static int find(Expected expected, List<Event> events, boolean[] taken) {
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && expected.isMetBy(events.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String missed(Expected expected, List<Event> events, boolean[] taken) {
    StringBuilder text =
        new StringBuilder("  missing (line " + expected.line() + "): ").append(expected);
    nearest(expected, events, taken)
        .ifPresent(
            event -> {
              text.append("\n    nearest: ").append(shown(event));
              Map<String, String> wrong = expected.mismatches(event);
              wrong.forEach(
                  (name, value) ->
                      text.append("\n      ")
                          .append(name)
                          .append(" is ")
                          .append(value)
                          .append(", must be ")
                          .append(expected.fields().get(name)));
              if (event.timeMillis() != expected.atMillis()) {
                text.append("\n      at is ")
                    .append(Times.text(event.timeMillis()))
                    .append(", must be ")
                    .append(Times.text(expected.atMillis()));
              }
            });
    return text.toString();
  }

  /** Of the events of the same type that nothing else expects: fewest wrong fields, then time. */
  private static java.util.Optional<Event> nearest(
      Expected expected, List<Event> events, boolean[] taken) {
    List<Event> candidates = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && events.get(i).type().equals(expected.type())) {
        candidates.add(events.get(i));
      }
    }
    return candidates.stream()
        .min(
            Comparator.<Event>comparingInt(event -> expected.mismatches(event).size())
                .thenComparingLong(event -> Math.abs(event.timeMillis() - expected.atMillis())));
  }

  /** An event in one line, as a story would expect it. */
  public static String shown(Event event) {
    StringBuilder text =
        new StringBuilder(Times.text(event.timeMillis())).append("  ").append(event.type());
    if (!event.entity().isEmpty()) {
      text.append("  entity=").append(event.entity());
    }
    for (Event.Field field : event.data()) {
      switch (field.name()) {
        case "pack", "labels", "started", "opened", "text", "values", "summary", "hints" -> {}
        default -> {
          List<String> values = field.values();
          text.append("  ")
              .append(field.name())
              .append('=')
              .append(values.size() == 1 ? values.get(0) : values);
        }
      }
    }
    return text.toString();
  }
}
