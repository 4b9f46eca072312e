package io.tocsin.detect;

import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.MINUTE;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Times;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
  private static final Pack LADDER =
      Promise.pack()
          .metric("truth", Metric.Aggregate.MEAN)
          .trigger("p0", "P0", is("truth", "<", "0.85"))
          .trigger("p1", "P1", is("truth", "<", "0.90"))
          .trigger("p2", "P2", is("truth", "<", "0.95"))
          .build();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 12, 13, 30, 59, 60})
  void opensNothingAtASteadyLimitForAnHourAtAnyRate(int perMinute) {
    Watch watch = new Watch(LADDER);
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < perMinute; i++) {
        watch.feed("truth", TEN + minute * MINUTE + i * MINUTE / perMinute, "0.95");
      }
    }
    assertThat(watch.until(at("11:05:00")).story()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.96, ''",
    "0.95, ''",
    "0.949, p2",
    "0.93, p2",
    "0.90, p2",
    "0.89, p1 p2",
    "0.85, p1 p2",
    "0.849, p0 p1 p2",
  })
  void judgesEachRungOfALadderOnItsOwn(String value, String violated) {
    Watch watch = new Watch(LADDER).steady("truth", TEN, at("10:01:00"), 10 * SECOND, value);
    assertThat(watch.until(at("10:01:00")).verdicts())
        .extracting(Verdict::trigger)
        .isEqualTo(violated.isEmpty() ? List.of() : List.of(violated.split(" ")));
  }

  @Test
  void tellsTheWorstFirstWithWhatDecided() {
    Watch watch =
        new Watch(LADDER)
            .steady("truth", TEN, at("10:00:30"), 10 * SECOND, "0.9")
            .steady("truth", at("10:00:30"), at("10:01:00"), 10 * SECOND, "0.8");
    Verdict worst = watch.until(at("10:01:00")).verdicts().get(0);
    assertThat(worst.trigger()).isEqualTo("p1");
    assertThat(worst.value()).isEqualTo("0.85");
    assertThat(worst.threshold()).isEqualTo("< 0.9");
    assertThat(worst.cause()).isEqualTo("p1@" + at("10:01:00"));
    assertThat(worst.readings()).containsExactly(new Verdict.Reading("truth", "0.85"));
    assertThat(worst.entity()).isEqualTo("service=a");
  }

  @Test
  void climbsAndClearsRungByRung() {
    Watch watch =
        new Watch(LADDER)
            .steady("truth", TEN, at("10:05:00"), 10 * SECOND, "0.96")
            .steady("truth", at("10:05:00"), at("10:10:00"), 10 * SECOND, "0.93")
            .steady("truth", at("10:10:00"), at("10:15:00"), 10 * SECOND, "0.89")
            .steady("truth", at("10:15:00"), at("10:25:00"), 10 * SECOND, "0.84")
            .steady("truth", at("10:25:00"), at("10:30:00"), 10 * SECOND, "0.97");
    assertThat(watch.until(at("10:30:00")).story())
        .containsExactly(
            "10:06:00 p2 !",
            "10:11:00 p1 !",
            "10:16:00 p0 !",
            "10:26:00 p0 .",
            "10:26:00 p1 .",
            "10:26:00 p2 .");
  }

  @Test
  void countsFromTheFirstSliceThatViolatesByItself() {
    Watch watch =
        new Watch(LADDER)
            .steady("truth", TEN, at("10:00:30"), 10 * SECOND, "0.96")
            .feed("truth", at("10:00:33"), "0.5")
            .feed("truth", at("10:00:52"), "0.96");
    Verdict verdict = watch.until(at("10:01:00")).verdicts().get(0);
    assertThat(verdict.startedMillis()).isEqualTo(at("10:00:33"));
  }

  @Test
  void countsFromTheFirstSampleWhereNoSliceViolatesByItself() {
    Pack pack =
        Promise.pack()
            .metric("n", Metric.Aggregate.SUM)
            .trigger("many", "P1", is("n", ">", "5"))
            .build();
    Watch watch = new Watch(pack).steady("n", at("10:00:04"), at("10:01:00"), 10 * SECOND, "1");
    assertThat(watch.until(at("10:01:00")).verdicts().get(0).startedMillis())
        .isEqualTo(at("10:00:04"));
  }

  @Test
  void waitsForSoManyBadWindowsAndSoManyGoodOnes() {
    Pack pack =
        Promise.pack()
            .metric("x", Metric.Aggregate.MEAN)
            .trigger("hot", "P1", is("x", ">", "500"), 3, 2)
            .build();
    Watch watch = new Watch(pack);
    String minutes = "bbgbbbbgbggb";
    for (int i = 0; i < minutes.length(); i++) {
      String value = minutes.charAt(i) == 'b' ? "501" : "500";
      watch.steady("x", TEN + i * MINUTE, TEN + (i + 1) * MINUTE, 20 * SECOND, value);
    }
    assertThat(watch.until(at("11:00:00")).story())
        .containsExactly("10:06:00 hot !", "10:11:00 hot .");
    assertThat(watch.verdicts().get(0).startedMillis()).isEqualTo(at("10:03:00"));
    assertThat(watch.verdicts().get(1).startedMillis()).isEqualTo(Times.NOT_YET);
  }

  @Test
  void leavesTheCountsAsTheyAreWhereNoValueIs() {
    Pack pack =
        Promise.pack()
            .metric("x", Metric.Aggregate.MEAN)
            .trigger("hot", "P1", is("x", ">", "500"), 2, 2)
            .build();
    Watch watch =
        new Watch(pack)
            .feed("x", at("10:00:00"), "501")
            .feed("x", at("10:05:00"), "501")
            .feed("x", at("10:10:00"), "1")
            .feed("x", at("10:20:00"), "1");
    assertThat(watch.until(at("12:00:00")).story())
        .containsExactly("10:06:00 hot !", "10:21:00 hot .");
  }

  @Test
  void staysViolatedWhenAllGoesSilent() {
    Watch watch = new Watch(LADDER).feed("truth", TEN, "0.8");
    assertThat(watch.until(at("20:00:00")).story())
        .containsExactly("10:01:00 p0 !", "10:01:00 p1 !", "10:01:00 p2 !");
    assertThat(watch.remembered()).isNotEmpty();
  }

  @Test
  void forgetsAnEntityThatIsWellAndSilent() {
    Watch watch =
        new Watch(LADDER)
            .feed("truth", TEN, "0.8")
            .feed("truth", at("10:01:00"), "0.99")
            .until(at("10:02:00"));
    assertThat(watch.remembered()).isNotEmpty();
    assertThat(watch.until(at("10:10:00")).remembered()).isEmpty();
  }

  @Test
  void refusesWhatBelongsBeforeTheLastJudging() {
    Watch watch = new Watch(LADDER).feed("truth", TEN, "0.99").until(at("10:01:00"));
    watch.feed("truth", at("10:00:30"), "0.1").flush().until(at("10:05:00"));
    assertThat(watch.story()).isEmpty();
    assertThat(watch.refused).hasSize(1);
  }

  @Test
  void ignoresWhatLacksALabelOfTheEntity() {
    Watch watch =
        new Watch(LADDER)
            .feed(Watch.gauge("truth", "host=a", TEN, "0.1"))
            .feed(Watch.gauge("other", "service=a", TEN, "0.1"));
    assertThat(watch.until(at("10:05:00")).story()).isEmpty();
    assertThat(watch.unrouted).isEqualTo(2);
  }

  @Test
  void holdsAllOnlyAtOneInstant() {
    Pack pack =
        Promise.pack()
            .metric("availability", Metric.Aggregate.MEAN)
            .metric("errors", Metric.Aggregate.MEAN)
            .metric("latency", Metric.Aggregate.P95)
            .slo("availability", "<", "99.5")
            .slo("errors", ">", "1")
            .slo("latency", ">", "500")
            .trigger("all-slos", "P0", new Condition.Slos(true))
            .trigger("any-slo", "P1", new Condition.Slos(false))
            .build();
    Watch together =
        new Watch(pack)
            .feed("availability", TEN, "99.4")
            .feed("errors", TEN, "1.1")
            .feed("latency", TEN, "501");
    assertThat(together.until(at("10:05:00")).story())
        .containsExactly("10:01:00 all-slos !", "10:01:00 any-slo !");
    assertThat(together.verdicts().get(0).startedMillis()).isEqualTo(TEN);

    Watch staggered = new Watch(pack);
    Watch recovered = new Watch(pack);
    for (int minute = 0; minute < 20; minute++) {
      long at = TEN + minute * MINUTE;
      staggered
          .feed("availability", at, "99.4")
          .feed("errors", at, minute >= 5 ? "1.1" : "1")
          .feed("latency", at, minute >= 10 ? "501" : "500");
      recovered
          .feed("availability", at, minute >= 10 ? "99.5" : "99.4")
          .feed("errors", at, minute >= 5 ? "1.1" : "1")
          .feed("latency", at, minute >= 10 ? "501" : "500");
    }
    assertThat(staggered.until(at("10:20:00")).story())
        .containsExactly(
            "10:01:00 any-slo !",
            "10:06:00 any-slo[errors] !",
            "10:11:00 all-slos !",
            "10:11:00 any-slo[latency] !");
    assertThat(staggered.verdicts().get(2).startedMillis()).isEqualTo(at("10:10:00"));
    assertThat(recovered.until(at("10:20:00")).story())
        .containsExactly(
            "10:01:00 any-slo !", "10:06:00 any-slo[errors] !", "10:11:00 any-slo[latency] !");
  }

  @Test
  void clearsAnyWhenOthersNeverSaidAnything() {
    Pack pack =
        Promise.pack()
            .metric("latency", Metric.Aggregate.P95)
            .metric("errors", Metric.Aggregate.MEAN)
            .slo("errors", ">", "1")
            .slo("latency", ">", "500")
            .trigger("any-slo", "P1", new Condition.Slos(false))
            .build();
    Watch watch = new Watch(pack).feed("latency", TEN, "501").feed("latency", at("10:01:00"), "1");
    assertThat(watch.until(at("10:05:00")).story())
        .containsExactly("10:01:00 any-slo !", "10:02:00 any-slo .");
  }

  @Test
  void doesNotClearAnyByTheSilenceOfThePartThatViolated() {
    Pack pack =
        Promise.pack()
            .metric("latency", Metric.Aggregate.P95)
            .metric("errors", Metric.Aggregate.MEAN)
            .slo("errors", ">", "1")
            .slo("latency", ">", "500")
            .trigger("any-slo", "P1", new Condition.Slos(false))
            .build();
    Watch watch =
        new Watch(pack)
            .feed("latency", TEN, "501")
            .steady("errors", TEN, at("10:20:00"), 10 * SECOND, "0");
    assertThat(watch.until(at("10:20:00")).story()).containsExactly("10:01:00 any-slo !");
  }
}
