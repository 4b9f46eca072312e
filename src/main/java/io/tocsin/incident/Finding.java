package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an incident opens, is joined or recovers: one trigger at one instant, or a person's word.
 *
 * @param trigger trigger id, or empty when a person declared it
 * @param severity severity it asks for
 * @param cause cause of the events that come of it
 * @param atMillis when it counts: window end, or engine time of a signal or command
 * @param startedMillis since when it is so; of a trigger that is clear, since when it was good
 * @param summary what is wrong, in a line
 * @param detection how it was found: {@code automated:<trigger>} or {@code manual}
 * @param value deciding value, or empty
 * @param threshold limit with its sign, or empty
 * @param hints runbook text
 * @param values names and values of the metrics in turn
 * @param drill whether it is a drill
 */
record Finding(
    String trigger,
    String severity,
    String cause,
    long atMillis,
    long startedMillis,
    String summary,
    String detection,
    String value,
    String threshold,
    List<String> hints,
    List<String> values,
    boolean drill) {

  /** What {@code trigger.attached}, {@code trigger.cleared} and {@code incident.reopened} say. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    if (!trigger.isEmpty()) {
      fields.add(Field.text("trigger", trigger));
    }
    if (!value.isEmpty()) {
      fields.add(Field.number("value", value));
    }
    if (!threshold.isEmpty()) {
      fields.add(Field.text("threshold", threshold));
    }
    return fields;
  }

  /** What {@code incident.opened} says. */
  List<Field> openingFields() {
    List<Field> fields = new ArrayList<>();
    if (!trigger.isEmpty()) {
      fields.add(Field.text("trigger", trigger));
    }
    fields.add(Field.text("summary", summary));
    fields.add(Field.text("detection", detection));
    if (!hints.isEmpty()) {
      fields.add(Field.list("hints", hints));
    }
    if (!values.isEmpty()) {
      fields.add(new Field("values", Event.Shape.NUMBERS, new ArrayList<>(values)));
    }
    return fields;
  }
}
