package io.tocsin.incident.reference;

import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;

/** Histories and events as lines for a person. */
final class Shown {
  private static final int BEFORE = 12;

  private Shown() {}

  static List<String> moments(List<Moment> moments) {
    List<String> lines = new ArrayList<>();
    for (Moment moment : moments) {
      var input = moment.input();
      String what =
          switch (input.kind()) {
            case VERDICT ->
                (input.verdict().violated() ? "violated " : "clear ")
                    + input.verdict().trigger()
                    + " key '"
                    + input.verdict().key()
                    + "' window end "
                    + Times.text(input.verdict().windowEndMillis());
            case SIGNAL -> "signal " + input.signal().name() + " {" + input.signal().labels() + "}";
            case COMMAND ->
                input.command().verb()
                    + " "
                    + input.command().fields()
                    + " said "
                    + Times.text(input.command().timestampMillis());
          };
      String late =
          moment.firedThroughMillis() == moment.engineMillis() - 1
              ? ""
              : ", fired through " + moment.firedThroughMillis();
      lines.add(Times.text(moment.engineMillis()) + " " + what + " (" + input.id() + late + ")");
    }
    return lines;
  }

  static String difference(List<Event> machine, List<Event> reference) {
    int same = 0;
    int both = Math.min(machine.size(), reference.size());
    while (same < both && machine.get(same).equals(reference.get(same))) {
      same++;
    }
    StringBuilder text = new StringBuilder("the same:\n");
    machine.subList(Math.max(0, same - BEFORE), same).forEach(e -> text.append(line(e)));
    text.append("the machine goes on:\n");
    machine.subList(same, Math.min(machine.size(), same + 4)).forEach(e -> text.append(line(e)));
    text.append("the reference goes on:\n");
    reference
        .subList(same, Math.min(reference.size(), same + 4))
        .forEach(e -> text.append(line(e)));
    return text.toString();
  }

  /** The text of a field, or nothing. */
  static String field(Event event, String name) {
    List<String> values = list(event, name);
    return values.isEmpty() ? "" : values.get(0);
  }

  static List<String> list(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name))
        .map(Event.Field::values)
        .findFirst()
        .orElse(List.of());
  }

  static String line(Event event) {
    StringBuilder line = new StringBuilder("  ");
    line.append(Times.text(event.timeMillis())).append(' ').append(event.type());
    line.append(" [").append(event.cause()).append(']');
    event.data().stream()
        .filter(field -> !List.of("started", "opened").contains(field.name()))
        .forEach(field -> line.append(' ').append(field.name()).append('=').append(field.values()));
    event.deliveries().forEach(delivery -> line.append(' ').append(delivery));
    return line.append('\n').toString();
  }
}
