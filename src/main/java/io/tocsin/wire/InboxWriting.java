package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.detect.Verdict;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberRequest;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Writes one inbox record. Instants are milliseconds, and absent when not known. */
final class InboxWriting {
  private final JsonGenerator json;

  InboxWriting(JsonGenerator json) {
    this.json = json;
  }

  void write(InboxEntry entry) throws IOException {
    json.writeStartObject();
    json.writeNumberField("v", InboxJson.VERSION);
    json.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    switch (entry.kind()) {
      case TICK -> json.writeNumberField("partition", entry.partition());
      case INPUT -> write(entry.key(), entry.input());
      case REQUEST -> write(entry.key(), entry.request());
      case ANSWER -> write(entry.key(), entry.answer());
    }
    json.writeEndObject();
  }

  private void write(String key, Input input) throws IOException {
    json.writeStringField("key", key);
    json.writeStringField("pack", input.pack());
    json.writeStringField("entity", input.entity());
    json.writeStringField("id", input.id());
    switch (input.kind()) {
      case VERDICT -> write(input.verdict());
      case SIGNAL -> write(input.signal());
      case COMMAND -> write(input.command());
    }
  }

  private void write(Verdict verdict) throws IOException {
    json.writeObjectFieldStart("verdict");
    json.writeStringField("pack", verdict.pack());
    json.writeStringField("entity", verdict.entity());
    json.writeStringField("trigger", verdict.trigger());
    json.writeNumberField("end", verdict.windowEndMillis());
    writeInstant("started", verdict.startedMillis());
    json.writeBooleanField("violated", verdict.violated());
    writeText("key", verdict.key());
    writeText("value", verdict.value());
    writeText("threshold", verdict.threshold());
    json.writeArrayFieldStart("readings");
    for (Verdict.Reading reading : verdict.readings()) {
      json.writeStartArray();
      json.writeString(reading.metric());
      json.writeString(reading.value());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberField("order", verdict.order());
    json.writeEndObject();
  }

  private void write(Signal signal) throws IOException {
    json.writeObjectFieldStart("signal");
    json.writeStringField("id", signal.id());
    json.writeStringField("name", signal.name());
    writeText("labels", signal.labels());
    writeInstant("timestamp", signal.timestampMillis());
    writeInstant("started", signal.startedMillis());
    json.writeEndObject();
  }

  private void write(Command command) throws IOException {
    json.writeObjectFieldStart("command");
    json.writeStringField("id", command.id());
    json.writeStringField("verb", command.verb());
    json.writeStringField("pack", command.pack());
    writeText("labels", command.labels());
    writeText("incident", command.incident());
    writeInstant("timestamp", command.timestampMillis());
    writeText("by", command.by());
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, String> field : command.fields().entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(String key, NumberRequest request) throws IOException {
    json.writeStringField("key", key);
    json.writeStringField("pack", request.pack());
    json.writeStringField("entity", request.entity());
    json.writeStringField("episode", request.episode());
    json.writeStringField("pattern", request.pattern());
    writeText("rooms", request.rooms());
    writeText("number", request.displayId());
    json.writeNumberField("opened", request.openedMillis());
  }

  private void write(String key, NumberAnswer answer) throws IOException {
    json.writeStringField("key", key);
    json.writeStringField("pack", answer.pack());
    json.writeStringField("entity", answer.entity());
    json.writeStringField("episode", answer.episode());
    json.writeStringField("number", answer.displayId());
    writeText("suffix", answer.roomSuffix());
  }

  /** An empty text is absent. */
  private void writeText(String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }

  private void writeInstant(String field, long millis) throws IOException {
    if (millis != Times.NOT_YET) {
      json.writeNumberField(field, millis);
    }
  }
}
