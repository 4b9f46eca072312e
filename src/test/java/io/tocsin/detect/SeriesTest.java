package io.tocsin.detect;

import static io.tocsin.detect.Promise.MINUTE;
import static io.tocsin.detect.Promise.anyKey;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static io.tocsin.detect.Watch.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
  private static final Pack AGENTS =
      Promise.pack()
          .metric("score", Metric.Aggregate.MEAN)
          .trigger("weak", "P2", anyKey("score", "<", "0.9", "agent"))
          .trigger("weak-all", "P1", is("score", "<", "0.5"))
          .build();

  private static Sample score(String agent, long millis, String value) {
    return gauge("score", "agent=" + agent + ",service=a", millis, value);
  }

  @Test
  void tellsEachKeyThatJoinsAndClearsWhenTheLastIsWell() {
    Watch watch = new Watch(AGENTS);
    String[] rows = {"ggg", "bgg", "bbw", "gbg", "bbg", "ggg"};
    for (int minute = 0; minute < rows.length; minute++) {
      for (int agent = 0; agent < 3; agent++) {
        char state = rows[minute].charAt(agent);
        String value = state == 'g' ? "0.95" : state == 'b' ? "0.8" : "0.7";
        watch.feed(score("a" + agent, TEN + minute * Watch.MINUTE, value));
      }
    }
    assertThat(watch.until(at("11:00:00")).story())
        .containsExactly(
            "10:02:00 weak[a0] !",
            "10:03:00 weak[a2] !",
            "10:03:00 weak[a1] !",
            "10:05:00 weak[a0] !",
            "10:06:00 weak[a0] .");
    assertThat(watch.verdicts().get(1).value()).isEqualTo("0.7");
  }

  @Test
  void countsForAndClearForKeyByKey() {
    Pack pack =
        Promise.pack()
            .metric("score", Metric.Aggregate.MEAN)
            .trigger("weak", "P2", anyKey("score", "<", "0.9", "agent"), 2, 1)
            .build();
    Watch watch = new Watch(pack);
    for (int minute = 0; minute < 4; minute++) {
      watch.feed(score("a", TEN + minute * Watch.MINUTE, minute % 2 == 0 ? "0.8" : "0.95"));
      watch.feed(score("b", TEN + minute * Watch.MINUTE, minute % 2 == 0 ? "0.95" : "0.8"));
      watch.feed(score("c", TEN + minute * Watch.MINUTE, minute < 2 ? "0.8" : "0.95"));
    }
    assertThat(watch.until(at("11:00:00")).story())
        .containsExactly("10:02:00 weak[c] !", "10:03:00 weak[c] .");
  }

  @Test
  void isNotEndedByTheSilenceOfAKey() {
    Watch watch = new Watch(AGENTS).feed(score("gone", TEN, "0.8"));
    for (int minute = 0; minute < 30; minute++) {
      watch.feed(score("well", TEN + minute * Watch.MINUTE, "0.99"));
    }
    assertThat(watch.until(at("10:30:00")).story()).containsExactly("10:01:00 weak[gone] !");
  }

  @Test
  void poolsGaugesUnlessThePackSaysOtherwise() {
    Watch watch =
        new Watch(AGENTS)
            .feed(score("a", TEN, "0.1"))
            .feed(score("b", TEN, "0.9"))
            .feed(score("b", TEN + 1, "0.9"));
    watch.until(at("10:01:00"));
    assertThat(watch.story()).containsExactly("10:01:00 weak[a] !");
    assertThat(watch.verdicts().get(0).readings().get(0).value()).isEqualTo("0.633333333");
  }

  @ParameterizedTest
  @CsvSource({
    "POOLED, 4.25",
    "MEAN, 6.5",
    "SUM, 13",
    "MAX, 11",
    "MIN, 2",
  })
  void joinsSeriesAsThePackSays(Metric.Across across, String expected) {
    Pack pack =
        Promise.pack()
            .metric("load", Metric.Aggregate.MEAN, MINUTE, MINUTE, "", across)
            .trigger("high", "P1", is("load", ">", "0"))
            .build();
    Watch watch =
        new Watch(pack)
            .feed(gauge("load", "host=x,service=a", TEN, "1"))
            .feed(gauge("load", "host=x,service=a", TEN + 1, "2"))
            .feed(gauge("load", "host=x,service=a", TEN + 2, "3"))
            .feed(gauge("load", "host=y,service=a", TEN + 3, "11"));
    assertThat(watch.until(at("10:01:00")).verdicts().get(0).value()).isEqualTo(expected);
  }

  @Test
  void lastOfSeveralSeriesIsTheLatestThenTheHighest() {
    Pack pack =
        Promise.pack()
            .metric("level", Metric.Aggregate.LAST)
            .trigger("high", "P1", is("level", ">", "0"))
            .build();
    Watch watch =
        new Watch(pack)
            .feed(gauge("level", "host=x,service=a", TEN + 5, "3"))
            .feed(gauge("level", "host=y,service=a", TEN + 5, "7"))
            .feed(gauge("level", "host=z,service=a", TEN + 4, "9"));
    assertThat(watch.until(at("10:01:00")).verdicts().get(0).value()).isEqualTo("7");
  }

  @Test
  void oneSeriesIsEnoughWhereAnyCounts() {
    Pack pack =
        Promise.pack()
            .metric("load", Metric.Aggregate.MEAN, MINUTE, MINUTE, "", Metric.Across.ANY)
            .trigger("high", "P1", is("load", ">", "5"))
            .build();
    Watch watch = new Watch(pack);
    for (int minute = 0; minute < 4; minute++) {
      long at = TEN + minute * Watch.MINUTE;
      watch.feed(gauge("load", "host=x,service=a", at, minute == 1 ? "6" : "1"));
      watch.feed(gauge("load", "host=y,service=a", at, minute == 2 ? "7" : "1"));
    }
    assertThat(watch.until(at("10:30:00")).story())
        .containsExactly("10:02:00 high !", "10:04:00 high .");
  }

  @Test
  void addsWhatCountersRiseAcrossSlicesAndResets() {
    Pack pack =
        Promise.pack()
            .metric("requests", Metric.Aggregate.SUM)
            .trigger("busy", "P1", is("requests", ">", "-1"))
            .build();
    Watch watch = new Watch(pack);
    long[] totals = {1000, 1010, 1020, 5, 10};
    for (int i = 0; i < totals.length; i++) {
      for (String host : new String[] {"x", "y"}) {
        watch.feed(
            new Sample(
                "requests",
                "host=" + host + ",service=a",
                SampleType.COUNTER,
                TEN + i * 10 * SECOND,
                Decimal.of(totals[i])));
      }
      if (i == 2) {
        watch.flush();
      }
    }
    watch.until(at("10:01:00"));
    assertThat(watch.verdicts().get(0).value()).isEqualTo("60");
  }

  @Test
  void addsWhatDeltasReport() {
    Pack pack =
        Promise.pack()
            .metric("requests", Metric.Aggregate.SUM)
            .trigger("busy", "P1", is("requests", ">=", "12"))
            .build();
    Watch watch = new Watch(pack);
    for (int i = 0; i < 6; i++) {
      watch.feed(
          new Sample("requests", "service=a", SampleType.DELTA, TEN + i * 9_000, Decimal.of(2)));
    }
    assertThat(watch.until(at("10:01:00")).story()).containsExactly("10:01:00 busy !");
  }
}
