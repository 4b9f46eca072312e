package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of one JSON record, read in one pass and in any order. What they mean is asked later
 * ({@link Recognition}): until the last one is read, nobody knows.
 */
final class JsonFields {
  /** Most fields kept that only a command has a use for. */
  static final int MAX_OTHERS = 64;

  private static final String METRIC_NAME_LABEL = "__name__";

  /** The fields that have a meaning of their own. */
  enum Known {
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
    private final String field = name().toLowerCase(Locale.ROOT);

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

    /** Its name in the record. */
    String field() {
      return field;
    }
  }

  private final byte[] bytes;
  private final String[] texts = new String[Known.ALL.length];
  private final JsonToken[] tokens = new JsonToken[Known.ALL.length];
  private final LabelSet labels = new LabelSet();
  private final Map<String, String> others = new TreeMap<>();
  private long objectEnd = -1;
  private boolean labelled;
  private String labelledName;
  private String repeatedOther;
  private boolean tooManyOthers;

  /** Fields of the record in these bytes, not yet read. */
  JsonFields(byte[] bytes) {
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
    objectEnd = parser.currentLocation().getByteOffset();
    if (parser.nextToken() != null) {
      throw textAfterObject();
    }
  }

  /** Whether the object has been read to its end. */
  boolean isWhole() {
    return objectEnd >= 0;
  }

  /** Why a record is refused that goes on behind its object. */
  Refusal textAfterObject() {
    return new Refusal(
        Reason.TRAILING_TEXT,
        "byte " + objectEnd + ": text after the object, must be one JSON object and nothing else");
  }

  private void keep(String field, JsonToken token, String text) throws Refusal {
    Known known = Known.of(field);
    if (known == null) {
      keepOther(field, text);
      return;
    }
    if (has(known)) {
      throw new Refusal(Reason.DUPLICATE_FIELD, field + " comes twice, must come once");
    }
    texts[known.ordinal()] = text;
    tokens[known.ordinal()] = token;
  }

  /** Whether these matter is known only once all fields are: in a sample they do not. */
  private void keepOther(String field, String text) {
    if (others.size() == MAX_OTHERS && !others.containsKey(field)) {
      tooManyOthers = true;
    } else if (others.put(field, text) != null) {
      repeatedOther = field;
    }
  }

  /** An object or a list is kept as the JSON that was sent. */
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
            LabelSet.place(label)
                + " is "
                + kind(token)
                + ", must be a text, a number or a boolean");
      }
      keepLabel(label, parser.getText());
    }
  }

  private void keepLabel(String label, String value) throws Refusal {
    if (!label.equals(METRIC_NAME_LABEL)) {
      labels.put(label, value);
    } else if (labelledName == null) {
      labelledName = value;
    } else {
      throw LabelSet.twice(label);
    }
  }

  boolean has(Known known) {
    return tokens[known.ordinal()] != null;
  }

  /** The field as it was sent; null when it is not there. */
  String text(Known known) {
    return texts[known.ordinal()];
  }

  boolean isText(Known known) {
    return tokens[known.ordinal()] == JsonToken.VALUE_STRING;
  }

  boolean isNumber(Known known) {
    return has(known) && tokens[known.ordinal()].isNumeric();
  }

  /** The label that Prometheus keeps a metric's name in; null when it is not there. */
  String labelledName() {
    return labelledName;
  }

  /** Canonical text of the labels without that one. */
  String labelsOfSample() {
    return labels.canonical();
  }

  /** Canonical text of the labels; only of a sample is {@code __name__} no label. */
  String allLabels() throws Refusal {
    if (labelledName != null) {
      labels.put(METRIC_NAME_LABEL, labelledName);
    }
    return labels.canonical();
  }

  /** The fields without a meaning of their own, by name. */
  Map<String, String> others() throws Refusal {
    if (repeatedOther != null) {
      throw new Refusal(
          Reason.DUPLICATE_FIELD, Refusal.shown(repeatedOther) + " comes twice, must come once");
    }
    if (tooManyOthers) {
      throw new Refusal(
          Reason.BAD_FIELDS,
          "command has more than " + MAX_OTHERS + " fields of its own, must have at most that");
    }
    return others;
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
