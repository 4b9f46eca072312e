package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each way in which a sender can be wrong has its code, and a sentence that says where. */
class JsonDecoderRefusalTest {
  /** A record, the code it is refused with, and a part of the sentence. */
  record Bad(String reason, String detail, byte[] record) {
    @Override
    public String toString() {
      return reason + ": " + detail;
    }
  }

  private static final String REST = "\"timestamp\":0,\"value\":1}";

  static final List<Bad> BAD =
      List.of(
          // The record as a whole.
          bad("empty", "record is empty", ""),
          bad("empty", "record is empty", " \r\n\t "),
          bad("too-large", "must have at most 65536", "{\"x\":\"" + "y".repeat(1_000_000) + "\"}"),
          bad("not-json", "byte 2: Unexpected character ('n'", "{name:1}"),
          bad("not-json", "Unrecognized token 'hello'", "hello world"),
          bad(
              "not-json",
              "byte 12: Unexpected close marker ']': expected '}'; must",
              "{\"name\":\"n\"]"),
          bad("not-json", "Unexpected character ('}'", "{\"name\":}"),
          bad("not-json", "must be one JSON object in UTF-8", "{'name':'n'}"),
          bad("not-json", "Illegal unquoted character", "{\"name\":\"a\nb\"," + REST),
          bad("not-json", "Unrecognized character escape", "{\"name\":\"\\x\"," + REST),
          bad("not-json", "Invalid UTF-8", raw("{\"name\":\"", 0xC3, 0x28, "\"," + REST)),
          bad("not-json", "Leading zeroes not allowed", "{\"value\":007}"),
          bad("not-json", "byte 0: not UTF-8", "{}".getBytes(StandardCharsets.UTF_16BE)),
          bad("not-json", "byte 0: not UTF-8", "{}".getBytes(StandardCharsets.UTF_16LE)),
          bad("not-json", "byte 0: not UTF-8", "{}".getBytes(StandardCharsets.UTF_16)),
          bad("truncated", "byte 5: the record ends here", "{\"nam"),
          bad("truncated", "byte 10: the record ends here", "{\"name\":\"n"),
          bad("truncated", "the record ends here", "{\"name\":\"n\",\"labels\":{\"a\":\"b\"}"),
          bad("truncated", "the record ends here", "{"),
          bad("too-deep", "nested deeper than 16", "{\"a\":".repeat(9_000)),
          bad(
              "too-deep",
              "nested deeper than 16",
              "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"),
          bad("not-an-object", "record is a list", "[" + good() + "]"),
          bad("not-an-object", "record is a number", "12"),
          bad("not-an-object", "record is a text", "\"name\""),
          bad("not-an-object", "record is null", "null"),
          bad("trailing-text", "byte 36: text after the object", good() + good()),
          bad("trailing-text", "byte 36: text after the object", good() + " 1"),
          bad("trailing-text", "byte 36: text after the object", good() + "garbage"),
          bad("trailing-text", "byte 36: text after the object", good() + "}"),
          bad("trailing-text", "byte 36: text after the object", good() + "{\"name\":"),
          // Which kind it is.
          bad("unknown-kind", "record has no field name, signal or command", "{}"),
          bad(
              "unknown-kind",
              "record has no field name, signal",
              "{\"metric\":\"n\",\"timestamp\":0}"),
          bad("unknown-kind", "a signal and a sample", "{\"signal\":\"s\",\"name\":\"n\"," + REST),
          bad(
              "unknown-kind",
              "a signal and a command",
              "{\"signal\":\"s\",\"command\":\"ack\",\"pack\":\"p\"," + REST),
          bad("duplicate-field", "value comes twice", "{\"name\":\"n\",\"value\":2," + REST),
          bad("duplicate-field", "labels comes twice", "{\"labels\":{},\"labels\":{}}"),
          bad(
              "duplicate-field",
              "'reason' comes twice",
              "{\"command\":\"ack\",\"pack\":\"p\",\"timestamp\":0,\"reason\":1,\"reason\":2}"),
          // Fields that must be there.
          bad("missing-field", "name is missing", "{" + REST),
          bad("missing-field", "value is missing", "{\"name\":\"n\",\"timestamp\":0}"),
          bad(
              "missing-field",
              "value is missing",
              "{\"name\":\"n\",\"timestamp\":0,\"value\":null}"),
          bad("missing-field", "timestamp is missing", "{\"name\":\"n\",\"value\":1}"),
          bad("missing-field", "timestamp is missing", "{\"signal\":\"s\"}"),
          bad("missing-field", "pack is missing", "{\"command\":\"ack\",\"timestamp\":0}"),
          // Texts.
          bad("bad-text", "name is empty", "{\"name\":\"\"," + REST),
          bad("bad-text", "name is '5', must be a text", "{\"name\":5," + REST),
          bad("bad-text", "name is '{\"a\": 1}', must be", "{\"name\":{\"a\": 1}," + REST),
          bad(
              "bad-text",
              "name is 'a\\u0000b', must have no control",
              "{\"name\":\"a\\u0000b\"," + REST),
          bad("bad-text", "name is 'a\\uFFFF', must have no", "{\"name\":\"a\\uffff\"," + REST),
          bad("bad-text", "name is 'a\\uFFFF', must have no", "{\"name\":\"a\uFFFF\"," + REST),
          bad("bad-text", "name is '\\uD83D', must have no", "{\"name\":\"\\ud83d\"," + REST),
          bad("bad-text", "of 1025 characters", "{\"name\":\"" + "n".repeat(1025) + "\"," + REST),
          bad("bad-text", "labels.__name__ is empty", "{\"labels\":{\"__name__\":\"\"}," + REST),
          bad("bad-text", "id is 'true'", "{\"signal\":\"s\",\"id\":true,\"timestamp\":0}"),
          bad(
              "bad-fields",
              "text is '\\uFFFF'",
              "{\"command\":\"post_update\",\"pack\":\"p\",\"timestamp\":0,\"text\":\"\\uffff\"}"),
          bad(
              "bad-fields",
              "more than 64 fields",
              "{\"command\":\"ack\",\"pack\":\"p\",\"timestamp\":0," + numbered(65) + "}"),
          // Numbers.
          bad("not-a-number", "value is 'fast', must be a number", number("\"fast\"")),
          bad("not-a-number", "value is ''", number("\"\"")),
          bad("not-a-number", "value is ' 1'", number("\" 1\"")),
          bad("not-a-number", "value is '1,5'", number("\"1,5\"")),
          bad("not-a-number", "value is '0x1F'", number("\"0x1F\"")),
          bad("not-a-number", "value is 'true'", number("true")),
          bad("not-a-number", "value is '[1]'", number("[1]")),
          bad("not-a-number", "value is '{}'", number("{}")),
          bad("not-a-number", "value is 'a\\u202Eb\\u2028'", number("\"a\u202Eb\u2028\"")),
          bad("not-a-number", "value is '١٢'", number("\"١٢\"")),
          bad("not-finite", "value is 'NaN'", number("NaN")),
          bad("not-finite", "value is 'NaN'", number("\"NaN\"")),
          bad("not-finite", "value is '+Inf'", number("\"+Inf\"")),
          bad("not-finite", "value is '-Infinity'", number("-Infinity")),
          bad("out-of-range", "value is '1e400'", number("1e400")),
          bad("out-of-range", "value is '-1E2000000000'", number("\"-1E2000000000\"")),
          bad("out-of-range", "value is '1e99999999999'", number("1e99999999999")),
          bad("out-of-range", "value is '999", number("9".repeat(60_000))),
          bad(
              "bad-type",
              "type is 'histogram', must be gauge",
              "{\"name\":\"n\",\"type\":\"histogram\"," + REST),
          bad("bad-type", "type is 'Gauge'", "{\"name\":\"n\",\"type\":\"Gauge\"," + REST),
          // Instants.
          bad("bad-timestamp", "timestamp is 'yesterday', must be RFC 3339", time("\"yesterday\"")),
          bad("bad-timestamp", "timestamp is '2025-10-10'", time("\"2025-10-10\"")),
          bad("bad-timestamp", "'2025-10-10T10:00:00'", time("\"2025-10-10T10:00:00\"")),
          bad("bad-timestamp", "'2025-02-29T10:00:00Z'", time("\"2025-02-29T10:00:00Z\"")),
          bad("bad-timestamp", "'2025-10-10T24:00:00Z'", time("\"2025-10-10T24:00:00Z\"")),
          bad("bad-timestamp", "timestamp is '1760090400000000000'", time("1760090400000000000")),
          bad("bad-timestamp", "timestamp is 'false'", time("false")),
          bad("bad-timestamp", "timestamp is '[0]'", time("[0]")),
          bad(
              "bad-timestamp",
              "started is 'long ago'",
              "{\"signal\":\"s\",\"timestamp\":0,\"started\":\"long ago\"}"),
          // Labels.
          bad("bad-labels", "labels is a list", labels("[]")),
          bad("bad-labels", "labels is a text", labels("\"a=b\"")),
          bad("bad-labels", "labels.a is a list", labels("{\"a\":[1]}")),
          bad("bad-labels", "labels.a is an object", labels("{\"a\":{}}")),
          bad("bad-labels", "name of a label is empty", labels("{\"\":\"b\"}")),
          bad("bad-labels", "labels.a comes twice", labels("{\"a\":\"b\",\"c\":1,\"a\":\"b\"}")),
          bad(
              "bad-labels",
              "__name__ comes twice",
              labels("{\"__name__\":\"b\",\"__name__\":\"b\"}")),
          bad("bad-labels", "labels.a is '\\uFFFF'", labels("{\"a\":\"\\uffff\"}")),
          bad("bad-labels", "labels.a is '\\uFFFE'", labels("{\"a\":\"\\ufffe\"}")),
          bad("bad-labels", "labels.a is 'x\\uDE00'", labels("{\"a\":\"x\\ude00\"}")),
          bad("bad-labels", "of 2049 characters", labels("{\"a\":\"" + "v".repeat(2049) + "\"}")),
          bad("bad-labels", "of 1025 characters", labels("{\"" + "n".repeat(1025) + "\":\"v\"}")),
          bad("bad-labels", "name of a label is 'a\\u000Ab'", labels("{\"a\\nb\":\"v\"}")),
          bad("bad-labels", "more than 64 entries", labels("{" + numbered(65) + "}")));

  @ParameterizedTest
  @FieldSource("BAD")
  void refusesOnceWithItsCodeAndDeliversNothing(Bad bad) {
    RecordingReader reader = RecordingReader.of(new JsonDecoder(), bad.record());
    assertThat(reader.reasons).containsExactly(bad.reason());
    assertThat(reader.details.get(0)).contains(bad.detail()).contains("must ");
    assertThat(reader.deliveries()).isZero();
  }

  @ParameterizedTest
  @FieldSource("BAD")
  void saysItInOneShortPrintableSentence(Bad bad) {
    String detail = RecordingReader.of(new JsonDecoder(), bad.record()).details.get(0);
    assertThat(detail.length()).isLessThan(320);
    assertThat(detail.chars()).noneMatch(Character::isISOControl);
    assertThat(detail).doesNotContain("\uFFFF");
  }

  @Test
  void acceptsWhatIsExactlyAtTheLimits() {
    for (String record :
        List.of(
            labels("{" + numbered(64) + "}"),
            labels("{\"" + "n".repeat(1024) + "\":\"" + "v".repeat(2048) + "\"}"),
            "{\"name\":\"" + "n".repeat(1024) + "\"," + REST,
            "{\"name\":\"n\",\"x\":" + "[".repeat(15) + "]".repeat(15) + "," + REST,
            number("1e29"),
            number("1e-400"),
            time("253402300799999"))) {
      assertThat(RecordingReader.of(new JsonDecoder(), record).details).isEmpty();
    }
  }

  @Test
  void cutsALongValueBetweenCharacters() {
    String detail =
        RecordingReader.of(new JsonDecoder(), number("\"" + "a" + "😀".repeat(200) + "\""))
            .details
            .get(0);
    assertThat(detail).contains("'a" + "😀".repeat(39) + "…'");
  }

  private static String good() {
    return "{\"name\":\"n\"," + REST;
  }

  private static String number(String value) {
    return "{\"name\":\"n\",\"timestamp\":0,\"value\":" + value + "}";
  }

  private static String time(String timestamp) {
    return "{\"name\":\"n\",\"value\":1,\"timestamp\":" + timestamp + "}";
  }

  private static String labels(String labels) {
    return "{\"name\":\"n\",\"labels\":" + labels + "," + REST;
  }

  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"f" + i + "\":" + i)
        .collect(Collectors.joining(","));
  }

  private static Bad bad(String reason, String detail, String record) {
    return bad(reason, detail, record.getBytes(StandardCharsets.UTF_8));
  }

  private static Bad bad(String reason, String detail, byte[] record) {
    return new Bad(reason, detail, record);
  }

  private static byte[] raw(String before, int first, int second, String after) {
    byte[] bytes = (before + "??" + after).getBytes(StandardCharsets.UTF_8);
    bytes[before.length()] = (byte) first;
    bytes[before.length() + 1] = (byte) second;
    return bytes;
  }
}
