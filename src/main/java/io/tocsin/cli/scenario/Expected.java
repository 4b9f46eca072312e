package io.tocsin.cli.scenario;

import io.tocsin.incident.Event;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One event that a story says must come.
 *
 * @param line line of the story
 * @param atMillis when, milliseconds since the epoch
 * @param type type without the {@code io.tocsin.} prefix
 * @param fields what it must say: subject, pack, entity, or any field of its data
 */
record Expected(int line, long atMillis, String type, Map<String, Wanted> fields) {
  Expected {
    fields = new TreeMap<>(fields);
  }

  /** What a field must be. */
  sealed interface Wanted {
    boolean isMet(List<String> values);

    /** These values in this order. */
    record Exactly(List<String> values) implements Wanted {
      @Override
      public boolean isMet(List<String> actual) {
        return values.equals(actual);
      }

      @Override
      public String toString() {
        return shown(values);
      }
    }

    /** Contains the text somewhere. */
    record Containing(String text) implements Wanted {
      @Override
      public boolean isMet(List<String> actual) {
        return actual != null && actual.stream().anyMatch(value -> value.contains(text));
      }

      @Override
      public String toString() {
        return "{contains: " + text + "}";
      }
    }

    /** Is not there. */
    record Missing() implements Wanted {
      @Override
      public boolean isMet(List<String> actual) {
        return actual == null;
      }

      @Override
      public String toString() {
        return "null";
      }
    }
  }

  boolean isMetBy(Event event) {
    return event.timeMillis() == atMillis
        && event.type().equals(type)
        && mismatches(event).isEmpty();
  }

  /** Names of the fields that are not as wanted, with what they are. */
  Map<String, String> mismatches(Event event) {
    Map<String, List<String>> said = fieldsOf(event);
    Map<String, String> wrong = new TreeMap<>();
    fields.forEach(
        (name, wanted) -> {
          if (!wanted.isMet(said.get(name))) {
            wrong.put(name, said.containsKey(name) ? shown(said.get(name)) : "null");
          }
        });
    return wrong;
  }

  /** Everything an event says, by name. */
  static Map<String, List<String>> fieldsOf(Event event) {
    Map<String, List<String>> said = new TreeMap<>();
    said.put("pack", List.of(event.pack()));
    said.put("entity", List.of(event.entity()));
    said.put("subject", List.of(event.subject()));
    said.put("cause", List.of(event.cause()));
    said.put("sequence", List.of(Long.toString(event.sequence())));
    Labels.parse(event.entity().startsWith("_") ? "" : event.entity())
        .asMap()
        .forEach((name, value) -> said.put("labels." + name, List.of(value)));
    for (Event.Field field : event.data()) {
      List<String> values = field.values();
      switch (field.shape()) {
        case TEXT, NUMBER, FLAG, LIST -> said.put(field.name(), values);
        case MAP, NUMBERS -> {
          for (int i = 0; i + 1 < values.size(); i += 2) {
            said.put(field.name() + "." + values.get(i), List.of(values.get(i + 1)));
          }
        }
      }
    }
    return said;
  }

  private static String shown(List<String> values) {
    return values.size() == 1 ? values.get(0) : values.toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Times.text(atMillis)).append("  ").append(type);
    fields.forEach((name, wanted) -> text.append("  ").append(name).append('=').append(wanted));
    return text.toString();
  }
}
