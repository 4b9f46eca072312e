package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDecoderTest {
  private static final long TEN = 1_760_090_400_000L;
  private static final CsvDecoder BARE =
      new CsvDecoder(
          CsvDecoder.header("timestamp,value"), Map.of("metric", "latency", "service", "x"));
  private static final CsvDecoder FULL =
      new CsvDecoder(
          CsvDecoder.header("timestamp,name,value,region,service"), Map.of("service", "all"));

  @ParameterizedTest
  @CsvSource({
    "2025-10-10 10:00:00, 0",
    "2025-10-10T10:00:00Z, 0",
    "2025-10-10 12:00:00+02:00, 0",
    "2025-10-10 10:00:00.25, 250",
    "2025-10-10T10:00:00, 0",
    "1760090400000, 0"
  })
  void readsABareFileWithWhatTheCommandLineSaysOfIt(String timestamp, long afterTen) {
    assertThat(RecordingReader.of(BARE, timestamp + ",12.50").samples)
        .containsExactly(
            new Sample(
                "latency", "service=x", SampleType.GAUGE, TEN + afterTen, Decimal.parse("12.5")));
  }

  @Test
  void readsNamesAndLabelsFromTheirColumns() {
    assertThat(RecordingReader.of(FULL, "2025-10-10 10:00:00,errors,3,eu,a\r\n").samples)
        .containsExactly(
            new Sample("errors", "region=eu,service=a", SampleType.GAUGE, TEN, Decimal.of(3)));
  }

  @Test
  void takesAnEmptyCellForAnAbsentLabel() {
    assertThat(RecordingReader.of(FULL, "2025-10-10 10:00:00,errors,3,,").samples)
        .extracting(Sample::labels)
        .containsExactly("service=all");
  }

  @Test
  void readsQuotedCells() {
    assertThat(
            RecordingReader.of(FULL, "\"2025-10-10 10:00:00\",\"e\",\"3\",\"\",\"a \"\"b\"\", c\"")
                .samples)
        .extracting(Sample::labels)
        .containsExactly("service=a%20\"b\"%2C%20c");
  }

  @Test
  void passesOverTheHeaderLine() {
    RecordingReader reader = new RecordingReader();
    BARE.decode(
        new RawRecord("f", 0, 1, 0, "timestamp,value".getBytes(StandardCharsets.UTF_8)), reader);
    assertThat(reader.deliveries()).isZero();
    assertThat(reader.reasons).isEmpty();
  }

  @Test
  void readsAHeaderAsSpreadsheetsWriteIt() {
    assertThat(CsvDecoder.header("\uFEFF\"timestamp\", value ,a\r"))
        .containsExactly("timestamp", "value", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "empty; line is empty; ''",
        "empty; line is empty; '  '",
        "bad-csv; line has 1 cells, must have 5; garbage",
        "bad-csv; line has 6 cells, must have 5; 0,n,1,a,b,c",
        "bad-csv; column 7: a quote is not closed; '0,n,1,\"a,b'",
        "bad-csv; column 10: text after a closing quote; '0,n,1,\"a\"b,c'",
        "bad-csv; has a quote inside; '0,n,1,a\"b,c'",
        "missing-field; name is empty; 0,,1,a,b",
        "missing-field; value is empty; 0,n, ,a,b",
        "missing-field; timestamp is empty; ,n,1,a,b",
        "not-finite; value is 'nan'; 0,n,nan,a,b",
        "not-a-number; value is '1.2.3'; 0,n,1.2.3,a,b",
        "bad-timestamp; timestamp is '10.10.2025'; 10.10.2025,n,1,a,b",
        "bad-timestamp; timestamp is '2025-10-10 25:00:00'; 2025-10-10 25:00:00,n,1,a,b",
        "bad-labels; labels.region is '\\uFFFF'; 0,n,1,\uFFFF,b"
      })
  void refusesALineWithItsReason(String reason, String detail, String line) {
    RecordingReader reader = RecordingReader.of(FULL, line);
    assertThat(reader.reasons).containsExactly(reason);
    assertThat(reader.details.get(0)).contains(detail).contains("must ");
    assertThat(reader.deliveries()).isZero();
  }

  @Test
  void refusesBytesThatAreNoUtf8AndLinesThatAreTooLong() {
    byte[] latin = "0,n,1,\u00e9,b".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(RecordingReader.of(FULL, latin).reasons).containsExactly("not-utf8");
    assertThat(RecordingReader.of(FULL, "0,n,1,\uFFFD,b").samples).hasSize(1);
    assertThat(RecordingReader.of(FULL, "x".repeat(70_000)).reasons).containsExactly("too-large");
  }

  @Test
  void refusesAHeaderThatCannotWork() {
    refuses("must have a column 'timestamp'", "time,value", Map.of("metric", "m"));
    refuses("must have a column 'value'", "timestamp,name", Map.of());
    refuses("or 'metric' must be given", "timestamp,value", Map.of("service", "x"));
    refuses("a name of its own", "timestamp,value,a,a", Map.of("metric", "m"));
    refuses("a name of its own", "timestamp,value,", Map.of("metric", "m"));
    refuses("a quote is not closed", "timestamp,\"value", Map.of("metric", "m"));
  }

  private static void refuses(String message, String header, Map<String, String> defaults) {
    assertThatThrownBy(() -> new CsvDecoder(CsvDecoder.header(header), defaults))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
