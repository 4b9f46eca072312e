package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.window.Partial;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class TallyOperatorTest {
  @Test
  void passesASliceOnInFrontOfTheWatermarkThatClosesIt() throws Exception {
    try (var tally = tally(100)) {
      tally.processElement(sample("a", 1_000));
      tally.processElement(sample("a", 9_999));
      tally.processElement(sample("a", 10_000));
      tally.processWatermark(new Watermark(9_998));
      tally.processWatermark(new Watermark(9_999));

      assertThat(said(tally)).containsExactly("until 9998", "2 from 0", "until 9999");
    }
  }

  @Test
  void keepsNothingAcrossABarrier() throws Exception {
    try (var tally = tally(100)) {
      tally.processElement(sample("a", 1_000));
      tally.processElement(sample("a", 11_000));
      tally.prepareSnapshotPreBarrier(1);

      assertThat(said(tally)).containsExactly("1 from 0", "1 from 10000");
    }
  }

  @Test
  void keepsNoMoreThanItsBound() throws Exception {
    try (var tally = tally(2)) {
      tally.processElement(sample("a", 1_000));
      tally.processElement(sample("a", 2_000));
      assertThat(said(tally)).isEmpty();

      tally.processElement(sample("b", 1_000));
      assertThat(said(tally)).containsExactly("2 from 0", "1 from 0");
    }
  }

  @Test
  void passesEverythingOnWhenTheInputEnds() throws Exception {
    try (var tally = tally(100)) {
      tally.processElement(sample("a", 1_000));
      tally.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(said(tally)).containsExactly("1 from 0", "until " + Long.MAX_VALUE);
    }
  }

  private static OneInputStreamOperatorTestHarness<Sample, Partial> tally(int maxPartials)
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new TallyOperator(maxPartials));
    harness.open();
    return harness;
  }

  private static StreamRecord<Sample> sample(String service, long millis) {
    return new StreamRecord<>(
        new Sample("latency", "service=" + service, SampleType.GAUGE, millis, Decimal.of(1)));
  }

  private static List<String> said(OneInputStreamOperatorTestHarness<Sample, Partial> tally) {
    List<String> said = new ArrayList<>();
    for (Object output : tally.getOutput()) {
      if (output instanceof Watermark watermark) {
        said.add("until " + watermark.getTimestamp());
      } else if (output instanceof StreamRecord<?> record
          && record.getValue() instanceof Partial partial) {
        said.add(partial.count() + " from " + partial.sliceStartMillis());
      }
    }
    return said;
  }
}
