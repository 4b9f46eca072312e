package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.Event.Shape;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;

/** An event or a page while it is read back from its JSON. */
final class EventReading {
  private String id = "";
  private String type = "";
  private String subject = "";
  private long timeMillis = Times.NOT_YET;
  private long sequence;
  private String page = "";
  private String dedup = "";
  private String pack = "";
  private String entity;
  private final List<Field> data = new ArrayList<>();

  private EventReading() {}

  static EventReading of(JsonParser json) throws IOException {
    EventReading reading = new EventReading();
    Json.fields(json, reading::takeEnvelope);
    if (reading.timeMillis == Times.NOT_YET || reading.pack.isEmpty()) {
      throw new IOException("'time' and 'data.pack' must be there");
    }
    return reading;
  }

  private void takeEnvelope(String field, JsonParser json) throws IOException {
    switch (field) {
      case "id" -> id = Json.text(json);
      case "type" -> type = withoutPrefix(Json.text(json));
      case "subject" -> subject = Json.text(json);
      case "time" -> timeMillis = Times.parse(Json.text(json));
      case "sequence" -> sequence = Long.parseLong(Json.text(json));
      case "page" -> page = Json.text(json);
      case "dedup" -> dedup = Json.text(json);
      case "data" -> Json.fields(json, this::takeData);
      default -> json.skipChildren();
    }
  }

  private static String withoutPrefix(String type) throws IOException {
    if (!type.startsWith(EventJson.TYPE)) {
      throw new IOException("type is '" + type + "', must begin with " + EventJson.TYPE);
    }
    return type.substring(EventJson.TYPE.length());
  }

  private void takeData(String field, JsonParser json) throws IOException {
    switch (field) {
      case "pack" -> pack = Json.text(json);
      case "entity" -> entity = Json.text(json);
      case "labels" -> entity = labels(json);
      default -> data.add(field(field, json));
    }
  }

  private static String labels(JsonParser json) throws IOException {
    TreeMap<String, String> labels = new TreeMap<>();
    Json.fields(json, (name, value) -> labels.put(name, Json.text(value)));
    return Labels.of(labels).canonical();
  }

  private static Field field(String name, JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case VALUE_STRING -> new Field(name, Shape.TEXT, one(json));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Field(name, Shape.NUMBER, one(json));
      case VALUE_TRUE, VALUE_FALSE -> new Field(name, Shape.FLAG, one(json));
      case START_ARRAY -> new Field(name, Shape.LIST, list(json));
      case START_OBJECT -> pairs(name, json);
      default -> throw new IOException("data." + name + " is " + token);
    };
  }

  private static List<String> one(JsonParser json) throws IOException {
    return new ArrayList<>(List.of(json.getText()));
  }

  private static List<String> list(JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(Json.text(json));
    }
    return values;
  }

  private static Field pairs(String name, JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    EnumSet<JsonToken> tokens = EnumSet.noneOf(JsonToken.class);
    Json.fields(
        json,
        (key, value) -> {
          tokens.add(value.currentToken());
          values.add(key);
          values.add(Json.text(value));
        });
    boolean texts = tokens.isEmpty() || tokens.contains(JsonToken.VALUE_STRING);
    return new Field(name, texts ? Shape.MAP : Shape.NUMBERS, values);
  }

  /** The event, its episode and cause cut out of its id. */
  Event event() {
    int end = entity == null ? pack.length() : endOfEpisode();
    String between = "/" + type + "/";
    if (end < 0 || !id.startsWith(between, end) || !id.startsWith(pack)) {
      throw new IllegalArgumentException(
          "id is '" + id + "', must be episode/" + type + "/cause with an episode of " + pack);
    }
    return new Event(
        type,
        pack,
        entity == null ? "" : entity,
        id.substring(0, end),
        id.substring(end + between.length()),
        subject,
        timeMillis,
        sequence,
        data,
        List.of());
  }

  /** An episode is pack, entity and opening time: no label has a slash unescaped. */
  private int endOfEpisode() {
    int entityEnd = id.indexOf('/', pack.length() + 1);
    return entityEnd < 0 ? -1 : id.indexOf('/', entityEnd + 1);
  }

  String page() {
    return page;
  }

  String dedup() {
    return dedup;
  }
}
