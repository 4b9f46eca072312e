package io.tocsin.wire;

import io.tocsin.metric.Command;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.wire.JsonFields.Known;
import java.util.Map;

/** What the fields of a JSON record mean: a sample, a signal or a command. */
final class Recognition {
  private final JsonFields fields;
  private final String ownId;

  private Recognition(JsonFields fields, String ownId) {
    this.fields = fields;
    this.ownId = ownId;
  }

  /** The one thing a good record brings. */
  interface Delivery {
    void to(Decoder.Reader reader);
  }

  /**
   * Refuses the record when its fields do not fit together.
   *
   * @param ownId identity of a record that brings none
   */
  static Delivery of(JsonFields fields, String ownId) throws Refusal {
    return new Recognition(fields, ownId).delivery();
  }

  private Delivery delivery() throws Refusal {
    boolean isCommand = fields.has(Known.COMMAND);
    boolean isSignal = fields.has(Known.SIGNAL);
    boolean isSample = fields.has(Known.NAME) && fields.has(Known.VALUE);
    // A command may have fields of its own that are called name and value.
    if (isSignal && (isCommand || isSample)) {
      throw new Refusal(
          Reason.UNKNOWN_KIND,
          "record is a signal and a "
              + (isCommand ? "command" : "sample")
              + " at once, must have one of the fields name, signal, command");
    }
    if (isCommand) {
      Command command = command();
      return reader -> reader.command(command);
    }
    if (isSignal) {
      Signal signal = signal();
      return reader -> reader.signal(signal);
    }
    if (!fields.has(Known.NAME) && fields.labelledName() == null && !fields.has(Known.VALUE)) {
      throw new Refusal(
          Reason.UNKNOWN_KIND,
          "record has no field name, signal or command, must have one of them");
    }
    Sample sample = sample();
    return reader -> reader.sample(sample);
  }

  private Sample sample() throws Refusal {
    boolean namedByLabel = !fields.has(Known.NAME) && fields.labelledName() != null;
    String name =
        namedByLabel
            ? Texts.name(Reason.BAD_TEXT, "labels.__name__", fields.labelledName())
            : name(Known.NAME);
    return new Sample(
        name,
        fields.labelsOfSample(),
        type(),
        instant(Known.TIMESTAMP),
        Texts.number(Known.VALUE.field(), required(Known.VALUE)));
  }

  private SampleType type() throws Refusal {
    String text = fields.has(Known.TYPE) ? fields.text(Known.TYPE) : "gauge";
    return switch (text) {
      case "gauge" -> SampleType.GAUGE;
      case "counter" -> SampleType.COUNTER;
      case "delta" -> SampleType.DELTA;
      default ->
          throw new Refusal(
              Reason.BAD_TYPE,
              "type is " + Refusal.shown(text) + ", must be gauge, counter or delta");
    };
  }

  private Signal signal() throws Refusal {
    String name = name(Known.SIGNAL);
    long timestamp = instant(Known.TIMESTAMP);
    long started = fields.has(Known.STARTED) ? instant(Known.STARTED) : Times.NOT_YET;
    return new Signal(id(), name, fields.allLabels(), timestamp, started);
  }

  private Command command() throws Refusal {
    String verb = name(Known.COMMAND);
    String pack = name(Known.PACK);
    long timestamp = instant(Known.TIMESTAMP);
    return new Command(
        id(),
        verb,
        pack,
        fields.allLabels(),
        optional(Known.INCIDENT),
        timestamp,
        optional(Known.BY),
        commandFields());
  }

  private Map<String, String> commandFields() throws Refusal {
    Map<String, String> own = fields.others();
    for (Known known : new Known[] {Known.NAME, Known.TYPE, Known.VALUE, Known.STARTED}) {
      if (fields.has(known)) {
        own.put(known.field(), fields.text(known));
      }
    }
    for (Map.Entry<String, String> field : own.entrySet()) {
      Texts.name(Reason.BAD_FIELDS, "name of a field", field.getKey());
      Texts.clean(Reason.BAD_FIELDS, Refusal.printable(field.getKey(), 80), field.getValue());
    }
    return own;
  }

  private String id() throws Refusal {
    if (!fields.has(Known.ID)) {
      return ownId;
    }
    return fields.isNumber(Known.ID) ? fields.text(Known.ID) : name(Known.ID);
  }

  private long instant(Known known) throws Refusal {
    return Texts.instant(known.field(), required(known));
  }

  private String name(Known known) throws Refusal {
    required(known);
    return Texts.name(Reason.BAD_TEXT, known.field(), mustBeText(known));
  }

  private String optional(Known known) throws Refusal {
    return fields.has(known) ? Texts.value(Reason.BAD_TEXT, known.field(), mustBeText(known)) : "";
  }

  private String required(Known known) throws Refusal {
    if (!fields.has(known)) {
      throw new Refusal(Reason.MISSING_FIELD, known.field() + " is missing, must be there");
    }
    return fields.text(known);
  }

  private String mustBeText(Known known) throws Refusal {
    if (!fields.isText(known)) {
      throw new Refusal(
          Reason.BAD_TEXT,
          known.field() + " is " + Refusal.shown(fields.text(known)) + ", must be a text");
    }
    return fields.text(known);
  }
}
