package io.tocsin.wire;

import io.tocsin.metric.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
          byte[] kept =
              letter.bytes().length > DeadLetter.MAX_BYTES
                  ? Arrays.copyOf(letter.bytes(), DeadLetter.MAX_BYTES)
                  : letter.bytes();
          try {
            json.writeStringField(
                "data",
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString());
          } catch (CharacterCodingException binary) {
            json.writeStringField("data_base64", Base64.getEncoder().encodeToString(kept));
          }
          json.writeEndObject();
        });
  }
}
