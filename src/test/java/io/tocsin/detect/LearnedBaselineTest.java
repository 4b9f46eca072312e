package io.tocsin.detect;

import static io.tocsin.detect.Promise.HOUR;
import static io.tocsin.detect.Promise.MINUTE;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnedBaselineTest {
  private static final long DAY = 24 * Watch.HOUR;
  private static final long MINUTES = Watch.MINUTE;

  private static Promise latency() {
    return Promise.pack().metric("latency", Aggregate.P95);
  }

  /** Three rungs on one metric, the lowest with a floor; nothing is learned during any of them. */
  private static Pack rungs() {
    return latency()
        .worse("worse", "latency", Aggregate.MEDIAN, Duration.ofHours(24), "violated")
        .trigger("high", "P1", is("worse", ">", "50"))
        .trigger("middle", "P2", all(is("worse", ">=", "25"), is("worse", "<=", "50")))
        .trigger("low", "P3", all(is("worse", ">=", "5"), is("worse", "<", "25")))
        .build();
  }

  private static Condition all(Condition... parts) {
    return new Condition.All(List.of(parts));
  }

  private static Watch learned(Pack pack, long span, String value) {
    Watch watch = new Watch(pack);
    for (long at = TEN; at < TEN + span; at += Watch.HOUR) {
      watch.until(at).steady("latency", at, Math.min(at + Watch.HOUR, TEN + span), MINUTES, value);
    }
    return watch;
  }

  @ParameterizedTest
  @CsvSource({
    "301, high, 50.5",
    "300, middle, 50",
    "250, middle, 25",
    "249, low, 24.5",
    "210, low, 5",
    "209, '', ''",
    "200, '', ''",
    "80, '', ''",
    "0, '', ''",
  })
  void judgesByTheMedianOfTheDayBefore(String latency, String trigger, String worse) {
    Watch watch = learned(rungs(), DAY, "200").feed("latency", TEN + DAY, latency);

    watch.until(TEN + DAY + MINUTES);

    assertThat(watch.verdicts())
        .extracting(Verdict::trigger)
        .isEqualTo(trigger.isEmpty() ? List.of() : List.of(trigger));
    watch.verdicts().forEach(verdict -> assertThat(verdict.value()).isEqualTo(worse));
  }

  @Test
  void saysNothingBeforeTheWholeSpanWasSeen() {
    Watch watch = learned(rungs(), DAY - MINUTES, "200");
    watch.steady("latency", TEN + DAY - MINUTES, TEN + DAY, MINUTES, "900");
    assertThat(watch.until(TEN + DAY).story()).isEmpty();
    watch.steady("latency", TEN + DAY, TEN + DAY + MINUTES, MINUTES, "900");
    assertThat(watch.until(TEN + DAY + MINUTES).story()).containsExactly("10:01:00 high !");
  }

  @Test
  void beginsAnewAfterASpanWithoutAValue() {
    Pack pack = hourly("violated");
    Watch watch = learned(pack, Watch.HOUR, "200");
    long back = TEN + 2 * Watch.HOUR;
    watch.steady("latency", back, back + Watch.HOUR, MINUTES, "900");
    assertThat(watch.until(back + Watch.HOUR).story()).isEmpty();
    watch.feed("latency", back + Watch.HOUR, "1800").until(back + Watch.HOUR + MINUTES);
    assertThat(watch.verdicts()).extracting(Verdict::value).containsExactly("100");
  }

  @Test
  void saysNothingOfTheFirstValueAfterSuchASpan() {
    long fiveMinutes = 5 * MINUTES;
    Watch watch = learned(rungs(), DAY + fiveMinutes, "200");
    long back = TEN + 2 * DAY + fiveMinutes;
    assertThat(watch.until(back).feed("latency", back, "900").until(back + MINUTES).story())
        .isEmpty();
    Watch sooner = learned(rungs(), DAY + fiveMinutes + MINUTES, "200");
    assertThat(sooner.until(back).feed("latency", back, "900").until(back + MINUTES).story())
        .containsExactly("10:06:00 high !");
  }

  private static Pack hourly(String... freezeWhile) {
    return latency()
        .worse("worse", "latency", Aggregate.MEDIAN, HOUR, freezeWhile)
        .trigger("high", "P1", is("worse", ">", "50"))
        .trigger("middle", "P2", all(is("worse", ">=", "25"), is("worse", "<=", "50")))
        .build();
  }

  private static List<String> afterThreeBadHours(String... freezeWhile) {
    Watch watch = learned(hourly(freezeWhile), Watch.HOUR, "200");
    long bad = TEN + Watch.HOUR;
    watch.steady("latency", bad, bad + 3 * Watch.HOUR, MINUTES, "400");
    watch.steady("latency", bad + 3 * Watch.HOUR, bad + 4 * Watch.HOUR, MINUTES, "200");
    return watch.until(bad + 4 * Watch.HOUR).story();
  }

  @Test
  void learnsTheViolationItselfWhereNothingFreezesIt() {
    // Half an hour of 400 ms makes the median 400 ms, and the violation looks normal.
    assertThat(afterThreeBadHours()).containsExactly("11:01:00 high !", "11:32:00 high .");
  }

  @Test
  void standsStillWhileTheTriggerThatComparesItIsViolated() {
    assertThat(afterThreeBadHours("violated"))
        .containsExactly("11:01:00 high !", "14:01:00 high .");
  }

  @Test
  void standsStillWhileTheNamedTriggerIsViolated() {
    assertThat(afterThreeBadHours("high")).containsExactly("11:01:00 high !", "14:01:00 high .");
    assertThat(afterThreeBadHours("middle", "high"))
        .containsExactly("11:01:00 high !", "14:01:00 high .");
    assertThat(afterThreeBadHours("middle")).containsExactly("11:01:00 high !", "11:32:00 high .");
  }

  @Test
  void goesOnWhereItStoodWhenTheFreezeEnds() {
    Watch watch = learned(hourly("violated"), Watch.HOUR, "200");
    long bad = TEN + Watch.HOUR;
    watch.steady("latency", bad, bad + 5 * Watch.HOUR, MINUTES, "400");
    long well = bad + 5 * Watch.HOUR;
    watch.steady("latency", well, well + 2 * MINUTES, MINUTES, "200");
    watch.feed("latency", well + 2 * MINUTES, "301");
    assertThat(watch.until(well + 3 * MINUTES).story())
        .containsExactly("11:01:00 high !", "16:01:00 high .", "16:03:00 high !");
  }

  @Test
  void isNotForgottenWhileTheEntityIsSilentForLessThanTheSpan() {
    Watch watch = learned(rungs(), DAY, "200");
    long back = TEN + DAY + DAY - MINUTES;
    watch.until(back).feed("latency", back, "301").until(back + MINUTES);
    assertThat(watch.verdicts()).extracting(Verdict::value).containsExactly("50.5");
    watch.until(back + 3 * DAY);
    assertThat(watch.remembered()).as("still violated").isNotEmpty();
  }

  @Test
  void leavesNothingBehind() {
    Watch watch = learned(rungs(), DAY, "200").until(TEN + 3 * DAY);
    assertThat(watch.remembered()).isEmpty();
    Watch other = learned(rungs(), DAY, "200").until(TEN + DAY);
    assertThat(other.remembered()).anyMatch(part -> part.startsWith("baseline|"));
    new Detector(List.of()).judge(TEN + 3 * DAY, memory(other), Ticked.ALWAYS);
    assertThat(other.remembered()).isEmpty();
  }

  @Test
  void isDroppedWhenAnotherOneIsAskedFor() {
    Watch watch = learned(hourly("violated"), Watch.HOUR, "200").until(TEN + Watch.HOUR);
    Pack other =
        latency()
            .worse("worse", "latency", Aggregate.MAX, HOUR)
            .trigger("high", "P1", is("worse", ">", "50"))
            .build();
    watch.feed("latency", TEN + Watch.HOUR, "900").flush();
    Judgement judgement =
        new Detector(List.of(other))
            .judge(TEN + Watch.HOUR + MINUTES, memory(watch), Ticked.ALWAYS);
    assertThat(judgement.verdicts()).isEmpty();
    assertThat(watch.remembered()).noneMatch(part -> part.startsWith("baseline|"));
  }

  private static Memory memory(Watch watch) {
    return watch.memory(watch.shards.keySet().iterator().next());
  }

  @Test
  void growsNoFurtherThanItsSpan() {
    long day = bytes(learned(rungs(), DAY, "200").until(TEN + DAY + Watch.HOUR));
    long days = bytes(learned(rungs(), 4 * DAY, "200").until(TEN + 4 * DAY + Watch.HOUR));
    assertThat(days).isLessThan(day + 200).isLessThan(20_000);
  }

  private static long bytes(Watch watch) {
    return watch.shards.values().stream()
        .flatMap(parts -> parts.values().stream())
        .mapToLong(part -> part.length)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "MEAN, 250",
    "MEDIAN, 200",
    "P50, 200",
    "P95, 400",
    "MIN, 100",
    "MAX, 400",
    "LAST, 300",
  })
  void takesTheAggregateThatIsAskedFor(Aggregate aggregate, int baseline) {
    Pack pack =
        latency()
            .worse("worse", "latency", aggregate, HOUR)
            .trigger("any", "P1", is("worse", ">=", "-1000"))
            .build();
    Watch watch = new Watch(pack);
    feed(watch, TEN, Watch.HOUR, minute -> new long[] {100, 200, 400, 300}[(int) (minute % 4)]);
    watch.feed("latency", TEN + Watch.HOUR, String.valueOf(3 * baseline));
    watch.until(TEN + Watch.HOUR + MINUTES);
    assertThat(watch.verdicts()).extracting(Verdict::value).containsExactly("200");
  }

  private static void feed(Watch watch, long from, long span, LongFunction<Long> value) {
    for (long at = from; at < from + span; at += MINUTES) {
      watch.feed("latency", at, String.valueOf(value.apply((at - from) / MINUTES)));
    }
  }

  @Test
  void hasNoValueAgainstABaselineOfZero() {
    Watch watch = learned(hourly("violated"), Watch.HOUR, "0");
    watch.feed("latency", TEN + Watch.HOUR, "500");
    assertThat(watch.until(TEN + 2 * Watch.HOUR).story()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-100, true, -40, 60", "-100, false, -160, 60", "200, false, 80, 60"})
  void isWorseOnTheWorseSideOfANegativeBaselineToo(
      String baseline, boolean worseUp, String now, String worse) {
    Metric.Source.Change fixed =
        new Metric.Source.Change(
            "latency", Decimal.parse(baseline), Aggregate.MEDIAN, HOUR, List.of(), worseUp);
    Pack pack =
        latency()
            .derived("worse", fixed, MINUTE, MINUTE)
            .trigger("high", "P1", is("worse", ">", "50"))
            .build();
    Watch watch = new Watch(pack).feed("latency", TEN, now).until(TEN + MINUTES);
    assertThat(watch.verdicts()).extracting(Verdict::value).containsExactly(worse);
  }

  @Test
  void learnsSharesToo() {
    Pack pack =
        Promise.pack()
            .metric("bad", Aggregate.SUM)
            .metric("all", Aggregate.SUM)
            .ratio("share", "bad", "all")
            .worse("worse", "share", Aggregate.MEAN, HOUR, "violated")
            .trigger("high", "P1", is("worse", ">", "50"))
            .build();
    Watch watch = new Watch(pack);
    for (long at = TEN; at <= TEN + Watch.HOUR; at += MINUTES) {
      watch.feed("bad", at, at == TEN + Watch.HOUR ? "31" : "20").feed("all", at + SECOND, "1000");
    }
    watch.until(TEN + Watch.HOUR + MINUTES);
    assertThat(watch.verdicts()).extracting(Verdict::value).containsExactly("55");
  }
}
