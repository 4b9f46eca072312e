package io.tocsin.detect;

import static io.tocsin.detect.Promise.HOUR;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioAndRateTest {
  private static final Pack SERVICE =
      Promise.pack()
          .metric("good", Metric.Aggregate.SUM)
          .metric("errors", Metric.Aggregate.SUM)
          .metric("total", Metric.Aggregate.SUM)
          .ratio("availability", "good", "total")
          .ratio("error_rate", "errors", "total")
          .trigger("unavailable", "P1", is("availability", "<", "99.5"))
          .trigger("failing", "P1", is("error_rate", ">", "1"))
          .build();

  private static Sample delta(String name, long value) {
    return new Sample(name, "service=a", SampleType.DELTA, TEN, Decimal.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "994, 0, 1000, unavailable, 99.4",
    "995, 0, 1000, '', ''",
    "0, 0, 0, '', ''",
    "1000, 11, 1000, failing, 1.1",
    "1000, 10, 1000, '', ''",
  })
  void comparesSharesExactly(long good, long errors, long total, String trigger, String value) {
    Watch watch =
        new Watch(SERVICE)
            .feed(delta("good", good))
            .feed(delta("errors", errors))
            .feed(delta("total", total))
            .until(at("10:01:00"));
    assertThat(watch.verdicts())
        .extracting(Verdict::trigger)
        .isEqualTo(trigger.isEmpty() ? List.of() : List.of(trigger));
    watch.verdicts().forEach(verdict -> assertThat(verdict.value()).isEqualTo(value));
  }

  @Test
  void hasNoValueWhenASideIsMissing() {
    assertThat(new Watch(SERVICE).feed(delta("good", 1)).until(at("11:00:00")).story()).isEmpty();
    assertThat(new Watch(SERVICE).feed(delta("total", 9)).until(at("11:00:00")).story()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, 20, true", "2, 20, false", "1, 5, false", "2, 19, true", "0, 0, false"})
  void countsSeveralQuarantinedAgents(String quarantined, String total, boolean violated) {
    Pack pack =
        Promise.pack()
            .metric("quarantined", Metric.Aggregate.LAST)
            .metric("agents", Metric.Aggregate.LAST)
            .ratio("share", "quarantined", "agents")
            .trigger(
                "quarantine",
                "P1",
                new Condition.All(List.of(is("share", ">", "10"), is("quarantined", ">=", "2"))))
            .build();
    Watch watch =
        new Watch(pack).feed("quarantined", TEN, quarantined).feed("agents", TEN + 1, total);
    assertThat(watch.until(at("10:01:00")).verdicts()).hasSize(violated ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"800000000, true", "799000000, false"})
  void dividesByANumberToo(String bytes, boolean violated) {
    Pack pack =
        Promise.pack()
            .metric("bytes", Metric.Aggregate.LAST)
            .ratio(
                "fill",
                new Metric.Operand("bytes", null),
                new Metric.Operand("", Decimal.parse("1e9")))
            .trigger("size", "P3", is("fill", ">=", "80"))
            .build();
    Watch watch = new Watch(pack).feed("bytes", TEN, bytes);
    assertThat(watch.until(at("10:01:00")).verdicts()).hasSize(violated ? 1 : 0);
  }

  @Test
  void tellsAShareBeyondTheRangeOfDecimals() {
    Watch watch =
        new Watch(SERVICE)
            .feed(Watch.gauge("errors", "service=a", TEN, "1e29"))
            .feed(Watch.gauge("total", "service=a", TEN, "0.000000001"));
    assertThat(watch.until(at("10:01:00")).verdicts().get(0).value())
        .isEqualTo("1" + "0".repeat(40));
  }

  private static Pack growth(Duration minSpan) {
    return Promise.pack()
        .metric("bytes", Metric.Aggregate.LAST)
        .rate("growth", "bytes", HOUR, minSpan)
        .trigger("growing", "P1", is("growth", ">", "100000000"))
        .build();
  }

  @Test
  void opensAtTheFirstEvaluationWithSamplesTenMinutesApart() {
    Watch watch = new Watch(growth(Duration.ofMinutes(10)));
    for (long at = TEN; at < at("11:00:00"); at += 10 * SECOND) {
      watch.feed("bytes", at, String.valueOf(101_000_000L * (at - TEN) / 3_600_000));
    }
    assertThat(watch.until(at("11:00:00")).story()).containsExactly("10:11:00 growing !");
  }

  @Test
  void opensNothingAtExactlyTheLimit() {
    Watch watch = new Watch(growth(Duration.ofMinutes(10)));
    for (int i = 0; i < 200; i++) {
      watch.feed("bytes", TEN + i * 36_000L, String.valueOf(i * 1_000_000L));
    }
    assertThat(watch.until(at("13:00:00")).story()).isEmpty();
  }

  @Test
  void seesAStepOverTenMinutesButNotOverAnHour() {
    Watch soon = new Watch(growth(Duration.ofMinutes(10)));
    Watch slow = new Watch(growth(HOUR));
    for (long at = TEN; at < at("13:00:00"); at += 10 * SECOND) {
      long risen = Math.max(0, Math.min(at - at("10:01:00"), 300_000));
      String value = String.valueOf(risen * 50_000_000 / 300_000);
      soon.feed("bytes", at, value);
      slow.feed("bytes", at, value);
    }
    assertThat(soon.until(at("10:12:00")).story()).containsExactly("10:11:00 growing !");
    assertThat(soon.verdicts().get(0).value()).isEqualTo("300000000");
    assertThat(soon.verdicts().get(0).startedMillis()).isEqualTo(at("10:00:50"));
    assertThat(slow.until(at("13:00:00")).story()).isEmpty();
  }

  @Test
  void judgesARateOverItsWholeWindowToo() {
    Watch watch = new Watch(growth(HOUR));
    for (long at = TEN; at < at("11:10:00"); at += 10 * SECOND) {
      watch.feed("bytes", at, String.valueOf(101_000_000L * (at - TEN) / 3_600_000));
    }
    assertThat(watch.until(at("11:10:00")).story()).containsExactly("11:01:00 growing !");
  }

  @Test
  void countsWhatACounterRoseAcrossAReset() {
    Pack pack =
        Promise.pack()
            .metric("total", Metric.Aggregate.LAST)
            .rate("perHour", "total", HOUR, Duration.ofMinutes(10))
            .trigger("busy", "P1", is("perHour", ">", "0"))
            .build();
    Watch watch = new Watch(pack);
    for (int minute = 0; minute <= 10; minute++) {
      long total = minute < 5 ? 1000 + 10 * minute : 10 * (minute - 4);
      watch.feed(
          new Sample(
              "total", "service=a", SampleType.COUNTER, TEN + minute * 60_000, Decimal.of(total)));
    }
    assertThat(watch.until(at("10:11:00")).verdicts().get(0).value()).isEqualTo("600");
  }
}
