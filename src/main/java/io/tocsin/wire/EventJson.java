package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.Event.Shape;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A ledger event as bytes: CloudEvents 1.0 in structured JSON, compact, keys in a fixed order, no
 * line end.
 *
 * <p>The same event always gives the same bytes. An entity that has no labels ({@code _limits})
 * stands in {@code data.entity} instead of {@code data.labels}.
 */
public final class EventJson {
  static final String SOURCE = "tocsin/";
  static final String TYPE = "io.tocsin.";
  static final String TARGETS = "targets";
  static final String CHANNELS = "channels";

  private EventJson() {}

  /** The bytes. */
  public static byte[] encode(Event event) {
    return Json.write(
        json -> {
          json.writeStartObject();
          writeEnvelope(json, event);
          writeData(json, event, event.data());
          json.writeEndObject();
        });
  }

  /**
   * The event that was encoded, without its deliveries: they stand in the pages. Throws {@link
   * IllegalArgumentException} when the bytes are no event of ours.
   */
  public static Event decode(byte[] bytes) {
    return Json.read(bytes, "an event", EventReading::of).event();
  }

  static void writeEnvelope(JsonGenerator json, Event event) throws IOException {
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id());
    json.writeStringField("source", SOURCE + event.pack());
    json.writeStringField("type", TYPE + event.type());
    if (!event.subject().isEmpty()) {
      json.writeStringField("subject", event.subject());
    }
    json.writeStringField("time", Times.text(event.timeMillis()));
    json.writeStringField("datacontenttype", "application/json");
    if (event.sequence() != 0) {
      json.writeStringField("sequence", sequence(event.sequence()));
    }
  }

  private static String sequence(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 10 - digits.length())) + digits;
  }

  static void writeData(JsonGenerator json, Event event, List<Field> fields) throws IOException {
    json.writeObjectFieldStart("data");
    json.writeStringField("pack", event.pack());
    if (!event.episode().equals(event.pack())) {
      writeEntity(json, event.entity());
    }
    for (Field field : fields) {
      writeField(json, field);
    }
    json.writeEndObject();
  }

  private static void writeEntity(JsonGenerator json, String entity) throws IOException {
    if (!entity.isEmpty() && entity.indexOf('=') < 0) {
      json.writeStringField("entity", entity);
      return;
    }
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : Labels.parse(entity).asMap().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, Field field) throws IOException {
    List<String> values = field.values();
    switch (field.shape()) {
      case TEXT -> json.writeStringField(field.name(), values.get(0));
      case NUMBER -> {
        json.writeFieldName(field.name());
        json.writeNumber(PlainNotation.of(field.name(), values.get(0)));
      }
      case FLAG -> json.writeBooleanField(field.name(), Boolean.parseBoolean(values.get(0)));
      case LIST -> Json.writeTexts(json, field.name(), values);
      case MAP, NUMBERS -> {
        json.writeObjectFieldStart(field.name());
        for (int i = 0; i < values.size(); i += 2) {
          json.writeFieldName(values.get(i));
          if (field.shape() == Shape.MAP) {
            json.writeString(values.get(i + 1));
          } else {
            json.writeNumber(PlainNotation.of(values.get(i), values.get(i + 1)));
          }
        }
        json.writeEndObject();
      }
    }
  }
}
