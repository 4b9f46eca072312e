package io.tocsin.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads one JSON object per record: a metric sample, a signal or a command, told apart by their
 * fields.
 *
 * <p>Fields may come in any order; those it does not know are ignored (in a command they are its
 * fields). A record that breaks a rule is refused as a whole, with a {@link Reason}: nothing of it
 * is delivered. Limits: bytes per record (64 KiB unless told), {@value #MAX_DEPTH} levels of
 * nesting, 64 labels, names of 1024 and values of 2048 characters.
 */
public final class JsonDecoder implements Decoder {
  /** Most bytes of a record unless told otherwise. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Most objects and lists inside each other, the record itself included. */
  public static final int MAX_DEPTH = 16;

  private static final int MAX_MESSAGE = 160;

  /** Lengths are not limited here: the record's is, and the reader checks each text it keeps. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Names of labels come from senders: they must not fill the JVM's table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // The table of names is shared: what one record brings must not get another refused.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // So that NaN can be refused as what it is.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final int maxBytes;
  private final boolean isOfLines;

  /** With the default limits. */
  public JsonDecoder() {
    this(MAX_BYTES);
  }

  /**
   * With another limit of size.
   *
   * @param maxBytes most bytes of a record, greater than 0
   */
  public JsonDecoder(int maxBytes) {
    this(maxBytes, false);
  }

  private JsonDecoder(int maxBytes, boolean isOfLines) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ", must be greater than 0");
    }
    this.maxBytes = maxBytes;
    this.isOfLines = isOfLines;
  }

  /**
   * Reads lines of files. What brings no identity has that of its line's text there: the same lines
   * tell the same story under any file name and in any order, and a line that comes twice is one.
   *
   * @param maxBytes most bytes of a line, greater than 0
   */
  public static JsonDecoder ofLines(int maxBytes) {
    return new JsonDecoder(maxBytes, true);
  }

  @Override
  public void decode(RawRecord record, Reader reader) {
    Recognition.Delivery delivery;
    try {
      delivery = read(record);
    } catch (Refusal refusal) {
      reader.reject(refusal.reason().code(), refusal.getMessage());
      return;
    }
    delivery.to(reader);
  }

  private Recognition.Delivery read(RawRecord record) throws Refusal {
    byte[] bytes = record.bytes();
    if (bytes.length > maxBytes) {
      throw new Refusal(
          Reason.TOO_LARGE, "record has " + bytes.length + " bytes, must have at most " + maxBytes);
    }
    // The parser would guess UTF-16 and UTF-32 from zero bytes and byte order marks.
    if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFE) == 0xFE)) {
      throw new Refusal(Reason.NOT_JSON, "byte 0: not UTF-8, must be one JSON object in UTF-8");
    }
    JsonFields fields = new JsonFields(bytes);
    try (JsonParser parser = JSON.createParser(bytes)) {
      try {
        fields.read(parser);
      } catch (IOException broken) {
        throw fields.isWhole() ? fields.textAfterObject() : refusal(broken, parser);
      }
    } catch (IOException closing) {
      throw new UncheckedIOException("closing bytes in memory", closing);
    }
    return Recognition.of(fields, isOfLines ? LineIdentity.of(bytes) : record.id());
  }

  private static Refusal refusal(IOException broken, JsonParser parser) {
    String place = "byte " + Math.max(0, parser.currentLocation().getByteOffset()) + ": ";
    if (broken instanceof JsonEOFException) {
      return new Refusal(
          Reason.TRUNCATED, place + "the record ends here, must be one whole JSON object");
    }
    if (broken instanceof StreamConstraintsException) {
      return new Refusal(
          Reason.TOO_DEEP, place + "nested deeper than " + MAX_DEPTH + ", must be at most that");
    }
    String message =
        broken instanceof JsonProcessingException jackson
            ? jackson.getOriginalMessage()
            : String.valueOf(broken.getMessage());
    // Jackson tells where the object began in a form that is of no use here.
    int end = message.indexOf(" (for ");
    message = end < 0 ? message : message.substring(0, end);
    return new Refusal(
        Reason.NOT_JSON,
        place + Refusal.printable(message, MAX_MESSAGE) + "; must be one JSON object in UTF-8");
  }
}
