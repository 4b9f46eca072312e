package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.metric.Command;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One JSON record while it is read: first its fields, in any order; then what they mean. */
final class JsonRecord {
  /** Most fields a command may bring. */
  static final int MAX_FIELDS = 64;

  private static final String METRIC_NAME_LABEL = "__name__";

  /** The fields that mean something in more than one kind, or tell which kind it is. */
  private enum Known {
    NAME,
    TYPE,
    TIMESTAMP,
    VALUE,
    STARTED,
    SIGNAL,
    COMMAND,
    ID,
    PACK,
    INCIDENT,
    BY;

    private static final Known[] ALL = values();
    private final String field = name().toLowerCase(java.util.Locale.ROOT);

    /** Null for a field that is not one of these. */
    private static Known of(String field) {
      return switch (field) {
        case "name" -> NAME;
        case "type" -> TYPE;
        case "timestamp" -> TIMESTAMP;
        case "value" -> VALUE;
        case "started" -> STARTED;
        case "signal" -> SIGNAL;
        case "command" -> COMMAND;
        case "id" -> ID;
        case "pack" -> PACK;
        case "incident" -> INCIDENT;
        case "by" -> BY;
        default -> null;
      };
    }
  }

  private final byte[] bytes;
  private final String[] texts = new String[Known.ALL.length];
  private final JsonToken[] tokens = new JsonToken[Known.ALL.length];
  private final LabelSet labels = new LabelSet();
  private final Map<String, String> others = new TreeMap<>();
  private boolean labelled;
  private String labelledName;
  private String repeated;
  private boolean tooMany;

  JsonRecord(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the whole object and makes sure that nothing follows it. */
  void read(JsonParser parser) throws IOException, Refusal {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new Refusal(Reason.EMPTY, "record is empty, must be one JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new Refusal(
          Reason.NOT_AN_OBJECT, "record is " + kind(first) + ", must be one JSON object");
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        continue;
      }
      if (field.equals("labels")) {
        readLabels(parser, token);
      } else {
        keep(field, token, text(parser, token));
      }
    }
    if (parser.nextToken() != null) {
      throw new Refusal(
          Reason.TRAILING_TEXT,
          "byte "
              + parser.currentTokenLocation().getByteOffset()
              + ": "
              + kind(parser.currentToken())
              + " after the object, must be one JSON object and nothing else");
    }
  }

  private void keep(String field, JsonToken token, String text) throws Refusal {
    Known known = Known.of(field);
    if (known == null) {
      keepOther(field, text);
      return;
    }
    if (tokens[known.ordinal()] != null) {
      throw new Refusal(Reason.DUPLICATE_FIELD, known.field + " comes twice, must come once");
    }
    texts[known.ordinal()] = text;
    tokens[known.ordinal()] = token;
  }

  /** Whether these matter is known only once all fields are: in a sample they do not. */
  private void keepOther(String field, String text) {
    if (others.size() == MAX_FIELDS && !others.containsKey(field)) {
      tooMany = true;
    } else if (others.put(field, text) != null) {
      repeated = field;
    }
  }

  private String text(JsonParser parser, JsonToken token) throws IOException {
    if (!token.isStructStart()) {
      return parser.getText();
    }
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private void readLabels(JsonParser parser, JsonToken start) throws IOException, Refusal {
    if (start != JsonToken.START_OBJECT) {
      throw new Refusal(
          Reason.BAD_LABELS, "labels is " + kind(start) + ", must be an object of texts");
    }
    if (labelled) {
      throw new Refusal(Reason.DUPLICATE_FIELD, "labels comes twice, must come once");
    }
    labelled = true;
    for (String label = parser.nextFieldName(); label != null; label = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        continue;
      }
      if (!token.isScalarValue()) {
        throw new Refusal(
            Reason.BAD_LABELS,
            "labels."
                + Refusal.printable(label, 80)
                + " is "
                + kind(token)
                + ", must be a text, a number or a boolean");
      }
      if (label.equals(METRIC_NAME_LABEL) && labelledName == null) {
        labelledName = parser.getText();
      } else {
        labels.put(label, parser.getText());
      }
    }
  }

  /** What the fields mean; refuses the record when they do not fit together. */
  JsonDecoder.Delivery understand(RawRecord record) throws Refusal {
    boolean isCommand = has(Known.COMMAND);
    boolean isSignal = has(Known.SIGNAL);
    boolean hasName = has(Known.NAME) || labelledName != null;
    if (isCommand && isSignal || isSignal && has(Known.NAME) && has(Known.VALUE)) {
      throw new Refusal(
          Reason.UNKNOWN_KIND,
          "record is "
              + (isCommand ? "a command and a signal" : "a signal and a sample")
              + " at once, must have one of the fields name, signal, command");
    }
    if (isCommand) {
      Command command = command(record);
      return reader -> reader.command(command);
    }
    if (isSignal) {
      Signal signal = signal(record);
      return reader -> reader.signal(signal);
    }
    if (!hasName && !has(Known.VALUE)) {
      throw new Refusal(
          Reason.UNKNOWN_KIND, "record must have one of the fields name, signal, command");
    }
    Sample sample = sample();
    return reader -> reader.sample(sample);
  }

  private Sample sample() throws Refusal {
    String name =
        labelledName != null && !has(Known.NAME)
            ? Texts.name(Reason.BAD_TEXT, "labels." + METRIC_NAME_LABEL, labelledName)
            : name(Known.NAME);
    return new Sample(
        name,
        labels.canonical(),
        type(),
        instant(Known.TIMESTAMP),
        Texts.number("value", required(Known.VALUE)));
  }

  private SampleType type() throws Refusal {
    String text = has(Known.TYPE) ? texts[Known.TYPE.ordinal()] : "gauge";
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

  private Signal signal(RawRecord record) throws Refusal {
    String name = name(Known.SIGNAL);
    long timestamp = instant(Known.TIMESTAMP);
    long started = has(Known.STARTED) ? instant(Known.STARTED) : Times.NOT_YET;
    return new Signal(id(record), name, allLabels(), timestamp, started);
  }

  private Command command(RawRecord record) throws Refusal {
    String verb = name(Known.COMMAND);
    String pack = name(Known.PACK);
    long timestamp = instant(Known.TIMESTAMP);
    String incident = optional(Known.INCIDENT);
    String by = optional(Known.BY);
    return new Command(
        id(record), verb, pack, allLabels(), incident, timestamp, by, commandFields());
  }

  /** Only of a sample is the label {@code __name__} no label. */
  private String allLabels() throws Refusal {
    if (labelledName != null) {
      labels.put(METRIC_NAME_LABEL, labelledName);
    }
    return labels.canonical();
  }

  private Map<String, String> commandFields() throws Refusal {
    for (Known known : new Known[] {Known.NAME, Known.TYPE, Known.VALUE, Known.STARTED}) {
      if (has(known)) {
        others.put(known.field, texts[known.ordinal()]);
      }
    }
    if (repeated != null) {
      throw new Refusal(
          Reason.DUPLICATE_FIELD, Refusal.shown(repeated) + " comes twice, must come once");
    }
    if (tooMany || others.size() > MAX_FIELDS) {
      throw new Refusal(
          Reason.BAD_FIELDS, "a command must have at most " + MAX_FIELDS + " fields of its own");
    }
    for (Map.Entry<String, String> field : others.entrySet()) {
      Texts.name(Reason.BAD_FIELDS, "name of a field", field.getKey());
      Texts.clean(Reason.BAD_FIELDS, Refusal.printable(field.getKey(), 80), field.getValue());
    }
    return others;
  }

  private boolean has(Known known) {
    return tokens[known.ordinal()] != null;
  }

  private String required(Known known) throws Refusal {
    if (!has(known)) {
      throw new Refusal(Reason.MISSING_FIELD, known.field + " is missing, must be there");
    }
    return texts[known.ordinal()];
  }

  private String name(Known known) throws Refusal {
    String text = required(known);
    mustBeText(known);
    return Texts.name(Reason.BAD_TEXT, known.field, text);
  }

  private String optional(Known known) throws Refusal {
    if (!has(known)) {
      return "";
    }
    mustBeText(known);
    return Texts.value(Reason.BAD_TEXT, known.field, texts[known.ordinal()]);
  }

  private void mustBeText(Known known) throws Refusal {
    if (tokens[known.ordinal()] != JsonToken.VALUE_STRING) {
      throw new Refusal(
          Reason.BAD_TEXT,
          known.field + " is " + Refusal.shown(texts[known.ordinal()]) + ", must be a text");
    }
  }

  private long instant(Known known) throws Refusal {
    return Texts.instant(known.field, required(known));
  }

  private String id(RawRecord record) throws Refusal {
    if (!has(Known.ID)) {
      return record.id();
    }
    if (tokens[Known.ID.ordinal()].isNumeric()) {
      return texts[Known.ID.ordinal()];
    }
    mustBeText(Known.ID);
    return Texts.name(Reason.BAD_TEXT, Known.ID.field, texts[Known.ID.ordinal()]);
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "a stray " + token.asString();
    };
  }
}
