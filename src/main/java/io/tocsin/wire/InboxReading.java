package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.detect.Verdict;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberRequest;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one inbox record, or one part of it: scalars by name, then the parts inside. */
final class InboxReading {
  private final Map<String, String> texts = new HashMap<>();
  private final TreeMap<String, String> commandFields = new TreeMap<>();
  private final List<Verdict.Reading> readings = new ArrayList<>();
  private Verdict verdict;
  private Signal signal;
  private Command command;

  InboxEntry read(JsonParser json) throws IOException {
    Json.fields(json, this::take);
    int version = (int) number("v");
    if (version != InboxJson.VERSION) {
      throw new IOException("v is " + version + ", must be " + InboxJson.VERSION);
    }
    String kind = must("kind");
    return switch (kind) {
      case "tick" -> InboxEntry.tick((int) number("partition"));
      case "input" -> entry(InboxEntry.Kind.INPUT, input(), null, null);
      case "request" -> entry(InboxEntry.Kind.REQUEST, null, request(), null);
      case "answer" -> entry(InboxEntry.Kind.ANSWER, null, null, answer());
      default -> throw new IOException("kind is '" + kind + "', must be one of this version");
    };
  }

  private void take(String field, JsonParser json) throws IOException {
    switch (field) {
      case "verdict" -> verdict = part(json).verdict();
      case "signal" -> signal = part(json).signal();
      case "command" -> command = part(json).command();
      case "readings" -> readReadings(json);
      case "fields" -> Json.fields(json, (name, value) -> commandFields.put(name, value.getText()));
      default -> texts.put(field, Json.text(json));
    }
  }

  private static InboxReading part(JsonParser json) throws IOException {
    InboxReading part = new InboxReading();
    Json.fields(json, part::take);
    return part;
  }

  private void readReadings(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String metric = json.nextTextValue();
      String value = json.nextTextValue();
      if (metric == null || value == null || json.nextToken() != JsonToken.END_ARRAY) {
        throw new IOException("a reading must be a pair of texts");
      }
      readings.add(new Verdict.Reading(metric, value));
    }
  }

  private InboxEntry entry(
      InboxEntry.Kind kind, Input input, NumberRequest request, NumberAnswer answer)
      throws IOException {
    return new InboxEntry(kind, must("key"), input, request, answer, 0, 0, 0);
  }

  private Input input() throws IOException {
    Input.Kind kind =
        verdict != null
            ? Input.Kind.VERDICT
            : signal != null ? Input.Kind.SIGNAL : Input.Kind.COMMAND;
    if (verdict == null && signal == null && command == null) {
      throw new IOException("an input must have a verdict, a signal or a command");
    }
    return new Input(must("pack"), must("entity"), kind, must("id"), verdict, signal, command);
  }

  private Verdict verdict() throws IOException {
    return new Verdict(
        must("pack"),
        must("entity"),
        must("trigger"),
        number("end"),
        instant("started"),
        Boolean.parseBoolean(must("violated")),
        text("key"),
        text("value"),
        text("threshold"),
        readings,
        (int) number("order"));
  }

  private Signal signal() throws IOException {
    return new Signal(
        must("id"), must("name"), text("labels"), instant("timestamp"), instant("started"));
  }

  private Command command() throws IOException {
    return new Command(
        must("id"),
        must("verb"),
        must("pack"),
        text("labels"),
        text("incident"),
        instant("timestamp"),
        text("by"),
        commandFields);
  }

  private NumberRequest request() throws IOException {
    return new NumberRequest(
        must("pack"),
        must("entity"),
        must("episode"),
        must("pattern"),
        text("rooms"),
        text("number"),
        number("opened"));
  }

  private NumberAnswer answer() throws IOException {
    return new NumberAnswer(
        must("pack"), must("entity"), must("episode"), must("number"), text("suffix"));
  }

  private String must(String field) throws IOException {
    String text = texts.get(field);
    if (text == null) {
      throw new IOException("'" + field + "' is missing");
    }
    return text;
  }

  private String text(String field) {
    return texts.getOrDefault(field, "");
  }

  private long number(String field) throws IOException {
    return Long.parseLong(must(field));
  }

  private long instant(String field) throws IOException {
    return texts.containsKey(field) ? number(field) : Times.NOT_YET;
  }
}
