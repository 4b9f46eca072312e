package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Command;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDecoderTest {
  private static final long TEN = Instant.parse("2025-10-10T10:00:00Z").toEpochMilli();

  @Test
  void readsTheSampleOfTheContract() {
    assertThat(
            sample(
                "{\"name\":\"truth_score\",\"timestamp\":\"2025-10-10T10:00:00Z\",\"value\":0.84,"
                    + "\"labels\":{\"system\":\"claude-code\",\"agent\":\"coder-1\"}}"))
        .isEqualTo(
            new Sample(
                "truth_score",
                "agent=coder-1,system=claude-code",
                SampleType.GAUGE,
                TEN,
                Decimal.parse("0.84")));
  }

  @Test
  void readsWhatThePrometheusAdapterWrites() {
    assertThat(
            sample(
                "{\"timestamp\":\"2025-10-10T10:00:00Z\",\"value\":\"0.25\",\"name\":\"up\","
                    + "\"labels\":{\"__name__\":\"up\",\"job\":\"api\"}}"))
        .isEqualTo(new Sample("up", "job=api", SampleType.GAUGE, TEN, Decimal.parse("0.25")));
  }

  @Test
  void takesTheNameFromTheLabelsWhenItStandsOnlyThere() {
    assertThat(sample("{\"labels\":{\"__name__\":\"up\"},\"value\":1,\"timestamp\":1760090400000}"))
        .isEqualTo(new Sample("up", "", SampleType.GAUGE, TEN, Decimal.ONE));
  }

  @Test
  void ignoresFieldsItDoesNotKnowInAnyOrder() {
    assertThat(
            sample(
                "\n {\"unit\":[{\"a\":[1,{}]}],\"value\":-1e-3,\"help\":null,\"type\":\"counter\","
                    + "\"reason\":7,\"reason\":8,\"timestamp\":\"1760090400000\",\"name\":\"n\"} \r\n"))
        .isEqualTo(new Sample("n", "", SampleType.COUNTER, TEN, Decimal.parse("-0.001")));
  }

  @Test
  void takesNumbersAndBooleansInLabelsAsTheirText() {
    assertThat(
            sample(
                    "{\"name\":\"n\",\"value\":1,\"timestamp\":0,\"labels\":"
                        + "{\"port\":8080,\"ok\":true,\"ratio\":1.50,\"none\":null,\"empty\":\"\"}}")
                .labels())
        .isEqualTo("ok=true,port=8080,ratio=1.50");
  }

  @ParameterizedTest
  @CsvSource({
    "\"2025-10-10T10:00:00Z\", 0",
    "\"2025-10-10T12:30:00.5+02:30\", 500",
    "\"2025-10-10t05:00:00.123456789-05:00\", 123",
    "\"1760090400001\", 1",
    "1760090400001, 1",
    "1760090400001.9, 1",
    "1.760090400007E12, 7",
  })
  void readsTimesInEveryFormOfTheContract(String timestamp, long afterTen) {
    assertThat(
            sample("{\"name\":\"n\",\"value\":1,\"timestamp\":" + timestamp + "}")
                .timestampMillis())
        .isEqualTo(TEN + afterTen);
  }

  @Test
  void readsTheSignalOfTheContract() {
    RecordingReader reader =
        read(
            "{\"signal\":\"database_corruption\",\"timestamp\":\"2025-10-10T10:00:03Z\","
                + "\"labels\":{\"system\":\"claude-code\"},\"started\":\"2025-10-10T09:58:00Z\"}");
    assertThat(reader.signals)
        .containsExactly(
            new Signal(
                "metrics/3/42",
                "database_corruption",
                "system=claude-code",
                TEN + 3_000,
                TEN - 120_000));
    assertThat(reader.deliveries()).isEqualTo(1);
  }

  @Test
  void keepsTheIdOfASignalAndSaysWhenTheStartIsNotKnown() {
    assertThat(
            read("{\"signal\":\"s\",\"id\":\"a-1\",\"timestamp\":0,\"labels\":{\"blocking\":false}}")
                .signals)
        .containsExactly(new Signal("a-1", "s", "blocking=false", 0, Times.NOT_YET));
  }

  @Test
  void readsTheCommandOfTheContract() {
    assertThat(
            read("{\"command\":\"ack\",\"pack\":\"claude-enhancer\",\"labels\":"
                    + "{\"service\":\"svc-a\"},\"timestamp\":\"2025-10-10T10:03:00Z\",\"by\":\"alice\"}")
                .commands)
        .containsExactly(
            new Command(
                "metrics/3/42",
                "ack",
                "claude-enhancer",
                "service=svc-a",
                "",
                TEN + 180_000,
                "alice",
                Map.of()));
  }

  @Test
  void keepsEveryOtherFieldOfACommandAsText() {
    Command command =
        read("{\"field\":\"impact\",\"value\":\"high\",\"command\":\"set_field\",\"pack\":\"p\","
                + "\"timestamp\":0,\"incident\":\"INC-1\",\"id\":7,\"drill\":true,\"count\":2.50,"
                + "\"matchers\": [ \"a=b\", {\"c\":1} ],\"text\":\"one\\ntwo\",\"started\":5,"
                + "\"gone\":null}")
            .commands
            .get(0);
    assertThat(command.id()).isEqualTo("7");
    assertThat(command.incident()).isEqualTo("INC-1");
    assertThat(command.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "field", "impact",
                "value", "high",
                "drill", "true",
                "count", "2.50",
                "matchers", "[ \"a=b\", {\"c\":1} ]",
                "text", "one\ntwo",
                "started", "5"));
  }

  @Test
  void escapesInLabelsWhatWouldBeStructureInAKey() {
    assertThat(
            sample(
                    "{\"name\":\"n\",\"value\":1,\"timestamp\":0,"
                        + "\"labels\":{\"a\":\"x,y=z/\\u0007 \\ud83d\\ude00é\"}}")
                .labels())
        .isEqualTo("a=x%2Cy%3Dz%2F%07%20😀é");
  }

  @Test
  void deliversNothingOfARecordThatIsBadAtItsVeryEnd() {
    RecordingReader reader = read("{\"name\":\"n\",\"value\":1,\"timestamp\":0}}");
    assertThat(reader.deliveries()).isZero();
    assertThat(reader.reasons).containsExactly("trailing-text");
  }

  @Test
  void letsTheReadersOwnFailureThrough() {
    RuntimeException ours = new IllegalStateException("ours");
    assertThatThrownBy(
            () ->
                new JsonDecoder()
                    .decode(
                        new RawRecord(
                            "m",
                            0,
                            0,
                            0,
                            "{\"name\":\"n\",\"value\":1,\"timestamp\":0}"
                                .getBytes(StandardCharsets.UTF_8)),
                        new ThrowingReader(ours)))
        .isSameAs(ours);
  }

  @Test
  void keepsToTheLimitOfSizeItIsGiven() {
    String good = "{\"name\":\"n\",\"value\":1,\"timestamp\":0}";
    assertThat(RecordingReader.of(new JsonDecoder(good.length()), good).samples).hasSize(1);
    assertThat(RecordingReader.of(new JsonDecoder(good.length() - 1), good).reasons)
        .containsExactly("too-large");
    assertThatThrownBy(() -> new JsonDecoder(0)).hasMessageContaining("greater than 0");
  }

  private static RecordingReader read(String text) {
    return RecordingReader.of(new JsonDecoder(), text);
  }

  private static Sample sample(String text) {
    RecordingReader reader = read(text);
    assertThat(reader.details).isEmpty();
    assertThat(reader.deliveries()).isEqualTo(1);
    return reader.samples.get(0);
  }

  private record ThrowingReader(RuntimeException failure) implements Decoder.Reader {
    @Override
    public void sample(Sample sample) {
      throw failure;
    }

    @Override
    public void signal(Signal signal) {
      throw failure;
    }

    @Override
    public void command(Command command) {
      throw failure;
    }

    @Override
    public void reject(String reason, String detail) {
      throw new AssertionError(reason);
    }
  }
}
