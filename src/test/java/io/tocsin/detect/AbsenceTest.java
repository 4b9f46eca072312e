package io.tocsin.detect;

import static io.tocsin.detect.Promise.absent;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Promise.signal;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsenceTest {
  private static final Duration TWO = Duration.ofMinutes(2);

  private static Pack watched(Condition when) {
    return Promise.pack()
        .metric("health", Metric.Aggregate.MAX)
        .metric("other", Metric.Aggregate.MEAN)
        .trigger("unavailable", "P0", when)
        .build();
  }

  private static final Pack UNAVAILABLE =
      watched(
          new Condition.Any(
              List.of(is("health", "<", "1"), absent("health", TWO), signal("down"))));

  @Test
  void opensAtABadProbeForAWholeWindow() {
    Watch watch = new Watch(UNAVAILABLE).steady("health", TEN, at("10:01:00"), 10 * SECOND, "0");
    assertThat(watch.until(at("10:01:00")).story()).containsExactly("10:01:00 unavailable !");
    assertThat(watch.verdicts().get(0).threshold()).isEqualTo("< 1");
  }

  @Test
  void staysQuietWithOneGoodProbeInTheWindow() {
    Watch watch =
        new Watch(UNAVAILABLE)
            .steady("health", TEN, at("10:01:00"), 10 * SECOND, "0")
            .feed("health", at("10:00:35"), "1");
    assertThat(watch.until(at("10:01:00")).story()).isEmpty();
  }

  @Test
  void opensTwoMinutesAfterTheLastSample() {
    Watch watch = new Watch(UNAVAILABLE).feed("health", TEN, "1");
    assertThat(watch.until(at("12:00:00")).story()).containsExactly("10:02:00 unavailable !");
    Verdict verdict = watch.verdicts().get(0);
    assertThat(verdict.startedMillis()).isEqualTo(TEN);
    assertThat(verdict.value()).isEmpty();
    assertThat(verdict.threshold()).isEmpty();
  }

  @Test
  void opensAtTheNextSliceWhenTheLastSampleLiesInside() {
    Watch watch = new Watch(UNAVAILABLE).feed("health", at("10:00:53"), "1");
    assertThat(watch.until(at("12:00:00")).story()).containsExactly("10:03:00 unavailable !");
  }

  @Test
  void staysQuietWhileSamplesComeInTime() {
    Watch watch = new Watch(UNAVAILABLE).steady("health", TEN, at("11:00:00"), 119 * SECOND, "1");
    assertThat(watch.until(at("11:00:00")).story()).isEmpty();
  }

  @Test
  void clearsAtTheSliceBoundaryAfterASampleWhenItStandsAlone() {
    Watch watch =
        new Watch(watched(absent("health", TWO)))
            .feed("health", TEN, "1")
            .feed("health", at("10:05:03"), "1");
    assertThat(watch.until(at("10:06:00")).story())
        .containsExactly("10:02:00 unavailable !", "10:05:10 unavailable .");
  }

  @Test
  void clearsAtTheEndOfTheWindowWhereTheMetricIsComparedToo() {
    Watch good =
        new Watch(UNAVAILABLE).feed("health", TEN, "1").feed("health", at("10:05:03"), "1");
    assertThat(good.until(at("10:06:30")).story())
        .containsExactly("10:02:00 unavailable !", "10:06:00 unavailable .");
    Watch bad = new Watch(UNAVAILABLE).feed("health", TEN, "1").feed("health", at("10:05:03"), "0");
    assertThat(bad.until(at("10:06:30")).story()).containsExactly("10:02:00 unavailable !");
  }

  @Test
  void accusesNobodyWhileNoTicksWereRead() {
    Watch watch = new Watch(UNAVAILABLE).feed("health", TEN, "1");
    long down = at("10:00:30");
    long up = at("10:30:00");
    watch.ticked =
        (from, to) -> Math.max(0, to - from - Math.max(0, Math.min(to, up) - Math.max(from, down)));
    assertThat(watch.until(at("11:00:00")).story()).containsExactly("10:31:30 unavailable !");
  }

  @Test
  void neverStartsWithoutASampleUnlessExpected() {
    Watch quiet = new Watch(UNAVAILABLE).steady("other", TEN, at("10:10:00"), 10 * SECOND, "1");
    assertThat(quiet.until(at("10:10:00")).story()).isEmpty();
    Condition expected = new Condition.Absent("health", TWO, true, null);
    Watch missed =
        new Watch(watched(expected)).steady("other", TEN, at("10:10:00"), 10 * SECOND, "1");
    assertThat(missed.until(at("10:10:00")).story()).containsExactly("10:02:00 unavailable !");
  }

  @Test
  void isGivenUpAfterSoLong() {
    Condition forgetful = new Condition.Absent("health", TWO, false, Duration.ofHours(1));
    Watch watch = new Watch(watched(forgetful)).feed("health", TEN, "1");
    assertThat(watch.until(at("15:00:00")).story())
        .containsExactly("10:02:00 unavailable !", "11:00:00 unavailable .");
    assertThat(watch.verdicts().get(1).value()).isEqualTo("forgotten");
    assertThat(watch.remembered()).isEmpty();
  }

  @Test
  void ignoresForBecauseSilenceHasALengthOfItsOwn() {
    Pack pack =
        Promise.pack()
            .metric("health", Metric.Aggregate.MAX)
            .trigger("silent", "P0", absent("health", TWO), 3, 3)
            .build();
    Watch watch = new Watch(pack).feed("health", TEN, "1").feed("health", at("10:10:00"), "1");
    assertThat(watch.until(at("10:11:00")).story())
        .containsExactly("10:02:00 silent !", "10:10:10 silent .");
  }

  @Test
  void takesForOnlyWhereAComparisonDecides() {
    Pack pack =
        Promise.pack()
            .metric("health", Metric.Aggregate.MAX)
            .trigger(
                "unavailable",
                "P0",
                new Condition.Any(List.of(absent("health", TWO), is("health", "<", "1"))),
                2,
                2)
            .build();
    Watch watch =
        new Watch(pack)
            .feed("health", TEN, "0")
            .feed("health", at("10:01:00"), "0")
            .feed("health", at("10:02:00"), "1")
            .feed("health", at("10:03:00"), "1")
            .feed("health", at("10:10:00"), "1")
            .feed("health", at("10:11:00"), "1");
    assertThat(watch.until(at("10:12:00")).story())
        .containsExactly(
            "10:02:00 unavailable !",
            "10:04:00 unavailable .",
            "10:05:00 unavailable !",
            "10:12:00 unavailable .");
  }
}
