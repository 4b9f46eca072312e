package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes and reads the JSON that is ours: compact, keys in the order they are written. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Our own records are as long as they are; what came in was limited when it came in.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  /** Writes one value. */
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** Reads one value; the parser stands on its first token. */
  interface Reading<T> {
    T from(JsonParser json) throws IOException;
  }

  /** Takes a field; the parser stands on its value and must be left at the value's end. */
  interface FieldReading {
    void take(String field, JsonParser json) throws IOException;
  }

  static byte[] write(Writing value) {
    // By way of text: writing bytes, the generator makes escapes of some characters beyond the
    // basic
    // plane, depending on where in its buffer they fall.
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      value.to(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one value and nothing after it. Throws {@link IllegalArgumentException} when the bytes
   * are something else.
   *
   * @param what the thing expected, for the message: {@code an event}
   */
  static <T> T read(byte[] bytes, String what, Reading<T> reading) {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      json.nextToken();
      T value = reading.from(json);
      if (json.nextToken() != null) {
        throw new IOException("text after the object");
      }
      return value;
    } catch (IOException | IllegalArgumentException unread) {
      throw new IllegalArgumentException(
          "not " + what + " as written by Tocsin: " + unread.getMessage(), unread);
    }
  }

  /** Goes through the fields of the object the parser stands on. */
  static void fields(JsonParser json, FieldReading reading) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("found " + json.currentToken() + ", must be an object");
    }
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      reading.take(field, json);
    }
  }

  /** The text of a scalar. */
  static String text(JsonParser json) throws IOException {
    if (!json.currentToken().isScalarValue()) {
      throw new IOException("found " + json.currentToken() + ", must be a text");
    }
    return json.getText();
  }

  static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
