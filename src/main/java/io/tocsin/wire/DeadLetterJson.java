package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.metric.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A dead letter as bytes: where it was, why it is here, and the record as text ({@code data}), or
 * in base64 ({@code data_base64}) when it is no UTF-8.
 */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  /** The bytes, without a line end. */
  public static byte[] encode(DeadLetter letter) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("topic", letter.source());
          json.writeNumberField("partition", letter.partition());
          json.writeNumberField("offset", letter.offset());
          json.writeStringField("reason", letter.reason());
          json.writeStringField("detail", letter.detail());
          writeRecord(json, letter.bytes());
          json.writeEndObject();
        });
  }

  private static void writeRecord(JsonGenerator json, byte[] bytes) throws IOException {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    try {
      json.writeStringField("data", strict.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException binary) {
      json.writeStringField("data_base64", Base64.getEncoder().encodeToString(bytes));
    }
  }
}
