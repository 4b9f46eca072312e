package io.tocsin.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.metric.Command;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Writes samples, signals and commands as the JSON lines that Tocsin reads. */
public final class RecordJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_REMEMBERED = 100_000;

  private final Map<String, Map<String, String>> labelsByText = new HashMap<>();

  /** A sample. */
  public byte[] sample(Sample sample) throws IOException {
    return line(
        json -> {
          json.writeStringField("name", sample.name());
          json.writeNumberField("timestamp", sample.timestampMillis());
          json.writeStringField("value", sample.value().toString());
          switch (sample.type()) {
            case GAUGE -> {}
            case COUNTER -> json.writeStringField("type", "counter");
            case DELTA -> json.writeStringField("type", "delta");
          }
          labels(json, sample.labels());
        });
  }

  /** A signal, with its identity. */
  public byte[] signal(Signal signal) throws IOException {
    return line(
        json -> {
          json.writeStringField("signal", signal.name());
          json.writeNumberField("timestamp", signal.timestampMillis());
          json.writeStringField("id", signal.id());
          if (signal.startedMillis() != Times.NOT_YET) {
            json.writeNumberField("started", signal.startedMillis());
          }
          labels(json, signal.labels());
        });
  }

  /** A command, with its identity. */
  public byte[] command(Command command) throws IOException {
    return line(
        json -> {
          json.writeStringField("command", command.verb());
          json.writeStringField("pack", command.pack());
          json.writeNumberField("timestamp", command.timestampMillis());
          json.writeStringField("id", command.id());
          text(json, "incident", command.incident());
          text(json, "by", command.by());
          for (Map.Entry<String, String> field : command.fields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
          }
          labels(json, command.labels());
        });
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] line(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private void labels(JsonGenerator json, String canonical) throws IOException {
    if (labelsByText.size() > MOST_REMEMBERED) {
      labelsByText.clear();
    }
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label :
        labelsByText.computeIfAbsent(canonical, text -> Labels.parse(text).asMap()).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }
}
