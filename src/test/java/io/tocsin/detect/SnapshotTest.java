package io.tocsin.detect;

import static io.tocsin.detect.Promise.HOUR;
import static io.tocsin.detect.Promise.MINUTE;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Metric;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static Metric told(String name, Aggregate aggregate, Duration window) {
    return new Metric(
        name,
        "",
        new Metric.Source.Raw(),
        aggregate,
        window,
        window,
        "",
        Metric.Across.POOLED,
        false,
        true);
  }

  private static Promise latencies() {
    return Promise.pack()
        .metric(told("p50", Aggregate.P50, MINUTE))
        .metric(told("p95", Aggregate.P95, MINUTE))
        .metric(told("p99", Aggregate.P99, MINUTE));
  }

  private static List<String> readings(Watch watch) {
    return watch.verdicts().stream()
        .filter(verdict -> verdict.trigger().equals(Verdict.READINGS))
        .map(
            verdict ->
                Watch.clock(verdict.windowEndMillis())
                    + verdict.readings().stream()
                        .map(reading -> " " + reading.metric() + "=" + reading.value())
                        .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void tellsPercentilesByNearestRank() {
    Watch watch = new Watch(latencies().build());
    for (String metric : List.of("p50", "p95", "p99")) {
      for (int i = 0; i < 100; i++) {
        watch.feed(metric, TEN + 17 * i, String.valueOf((i * 37) % 100 + 1));
      }
    }
    assertThat(readings(watch.until(at("10:30:00"))))
        .containsExactly("10:01:00 p50=50 p95=95 p99=99");
  }

  @Test
  void tellsEveryEvaluationWhetherOrNotAnythingIsViolated() {
    Pack pack = latencies().trigger("slow", "P1", is("p50", ">", "5")).build();
    Watch watch = new Watch(pack).feed("p50", TEN, "1").feed("p50", at("10:01:30"), "9");
    watch.feed("p50", at("10:02:30"), "9").until(at("10:09:00"));
    assertThat(watch.verdicts())
        .extracting(verdict -> Watch.clock(verdict.windowEndMillis()) + verdict.trigger())
        .containsExactly("10:01:00", "10:02:00", "10:02:00slow", "10:03:00");
  }

  @Test
  void keepsASlowMetricBesideAQuickOneUntilItIsDueAgain() {
    Pack pack =
        Promise.pack()
            .metric(told("size", Aggregate.LAST, HOUR))
            .metric(told("load", Aggregate.MEAN, Duration.ofMinutes(30)))
            .build();
    Watch watch = new Watch(pack).feed("size", TEN, "7");
    watch.steady("load", TEN, at("12:30:00"), 30 * Watch.MINUTE, "1");
    assertThat(readings(watch.until(at("13:00:00"))))
        .containsExactly(
            "10:30:00 load=1",
            "11:00:00 size=7 load=1",
            "11:30:00 size=7 load=1",
            "12:00:00 load=1",
            "12:30:00 load=1");
  }

  @Test
  void saysNothingOfMetricsThatAreNotAskedFor() {
    Pack pack = Promise.pack().metric("load", Aggregate.MEAN).build();
    Watch watch = new Watch(pack).steady("load", TEN, at("11:00:00"), Watch.MINUTE, "1");
    assertThat(watch.until(at("11:00:00")).verdicts()).isEmpty();
  }

  @Test
  void isForgottenWithItsEntity() {
    Watch watch = new Watch(latencies().build()).feed("p50", TEN, "1");
    assertThat(watch.until(TEN + 48 * Watch.HOUR).remembered()).isEmpty();
  }
}
