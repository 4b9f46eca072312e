package io.tocsin.incident.reference;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Why an incident opens, is joined, recovers or comes back: a trigger at an instant. */
record Cause(
    String trigger,
    String severity,
    String id,
    long at,
    long since,
    String value,
    String threshold) {

  static Cause of(Verdict verdict, Trigger trigger) {
    long end = verdict.windowEndMillis();
    long started = verdict.startedMillis();
    return new Cause(
        trigger.id(),
        trigger.severity(),
        trigger.id() + "@" + end + (verdict.key().isEmpty() ? "" : "/" + verdict.key()),
        end,
        started == Times.NOT_YET || started > end ? end : started,
        verdict.value(),
        verdict.threshold());
  }

  static Cause of(Signal signal, Trigger trigger, long at) {
    long started = signal.startedMillis();
    return new Cause(
        trigger.id(),
        trigger.severity(),
        trigger.id() + "@" + signal.id(),
        at,
        started == Times.NOT_YET || started > at ? at : started,
        "",
        "");
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("trigger", trigger));
    if (!value.isEmpty()) {
      fields.add(Field.number("value", value));
    }
    if (!threshold.isEmpty()) {
      fields.add(Field.text("threshold", threshold));
    }
    return fields;
  }
}
