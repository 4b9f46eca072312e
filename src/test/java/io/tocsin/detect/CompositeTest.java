package io.tocsin.detect;

import static io.tocsin.detect.Promise.HOUR;
import static io.tocsin.detect.Promise.MINUTE;
import static io.tocsin.detect.Promise.anyKey;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Promise.signal;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static io.tocsin.detect.Watch.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeTest {
  private static Pack pack(Condition when) {
    return Promise.pack()
        .metric("x", Metric.Aggregate.MEAN)
        .metric("y", Metric.Aggregate.MEAN)
        .metric("hourly", Metric.Aggregate.MEAN, HOUR, HOUR)
        .trigger("both", "P1", when)
        .build();
  }

  private static Condition all(Condition... parts) {
    return new Condition.All(List.of(parts));
  }

  private static Condition any(Condition... parts) {
    return new Condition.Any(List.of(parts));
  }

  @Test
  void keepsTheLastJudgementOfACoarserPartUntilItIsDueAgain() {
    Watch watch = new Watch(pack(all(is("x", ">", "5"), is("hourly", ">", "5"))));
    watch.steady("hourly", TEN, at("11:00:00"), 60 * SECOND, "9");
    watch.steady("hourly", at("11:00:00"), at("12:00:00"), 60 * SECOND, "1");
    watch.steady("x", TEN, at("11:05:00"), 30 * SECOND, "1");
    watch.steady("x", at("11:05:00"), at("12:30:00"), 30 * SECOND, "9");
    assertThat(watch.until(at("12:30:00")).story())
        .containsExactly("11:06:00 both !", "12:00:00 both .");
    assertThat(watch.verdicts().get(0).startedMillis()).isEqualTo(at("11:05:00"));
  }

  @Test
  void doesNotOpenWhenOnePartHasGoneSilent() {
    Watch watch =
        new Watch(pack(all(is("x", ">", "5"), is("y", ">", "5"))))
            .feed("x", TEN, "9")
            .feed("y", at("10:01:00"), "9")
            .feed("x", at("10:02:00"), "9");
    assertThat(watch.until(at("10:30:00")).story()).isEmpty();
  }

  @Test
  void doesNotClearWhenOnePartHasGoneSilent() {
    Watch watch =
        new Watch(pack(all(is("x", ">", "5"), is("y", ">", "5"))))
            .feed("x", TEN, "9")
            .feed("y", TEN, "9")
            .feed("x", at("10:01:00"), "9")
            .feed("x", at("10:05:00"), "1");
    assertThat(watch.until(at("10:30:00")).story())
        .containsExactly("10:01:00 both !", "10:06:00 both .");
  }

  @Test
  void neverHoldsWithAPartThatNeedsAnUnsetParameter() {
    Condition unset = new Condition.Off("limit");
    Watch never = new Watch(pack(all(is("x", ">", "5"), unset))).feed("x", TEN, "9");
    assertThat(never.until(at("10:30:00")).story()).isEmpty();
    Watch either = new Watch(pack(any(is("x", ">", "5"), unset))).feed("x", TEN, "9");
    assertThat(either.until(at("10:30:00")).story()).containsExactly("10:01:00 both !");
  }

  @Test
  void leavesSignalsToOthers() {
    Watch watch = new Watch(pack(any(signal("down"), is("x", ">", "5")))).feed("x", TEN, "9");
    assertThat(watch.until(at("10:30:00")).story()).containsExactly("10:01:00 both !");
    Watch nothing = new Watch(pack(signal("down"))).feed("x", TEN, "9");
    assertThat(nothing.until(at("20:00:00")).story()).isEmpty();
    assertThat(nothing.remembered()).isEmpty();
  }

  @Test
  void nestsAsDeepAsItLikes() {
    Condition when =
        all(any(is("x", ">", "5"), is("x", "<", "0")), any(all(is("y", "<=", "3")), signal("s")));
    Watch watch = new Watch(pack(when));
    watch.feed("x", TEN, "9").feed("y", TEN, "4");
    watch.feed("x", at("10:01:00"), "-1").feed("y", at("10:01:00"), "3");
    watch.feed("x", at("10:02:00"), "2").feed("y", at("10:02:00"), "3");
    assertThat(watch.until(at("10:30:00")).story())
        .containsExactly("10:02:00 both !", "10:03:00 both .");
    assertThat(watch.verdicts().get(0).value()).isEqualTo("-1");
    assertThat(watch.verdicts().get(0).threshold()).isEqualTo("< 0");
  }

  @Test
  void countsAKeyedPartOnceForAllKeys() {
    Condition when = all(anyKey("x", ">", "5", "host"), is("y", ">", "5"));
    Watch watch = new Watch(pack(when));
    for (int minute = 0; minute < 3; minute++) {
      long at = TEN + minute * 60 * SECOND;
      watch.feed(gauge("x", "host=p,service=a", at, minute == 0 ? "9" : "1"));
      watch.feed(gauge("x", "host=q,service=a", at, minute == 1 ? "9" : "1"));
      watch.feed("y", at, "9");
    }
    assertThat(watch.until(at("10:30:00")).story())
        .containsExactly("10:01:00 both[p] !", "10:03:00 both[p] .");
  }

  @Test
  void comparesAShareKeyByKey() {
    Pack pack =
        Promise.pack()
            .metric("bad", Metric.Aggregate.SUM)
            .metric("all", Metric.Aggregate.SUM)
            .ratio("share", "bad", "all")
            .trigger("failing", "P1", anyKey("share", ">", "10", "route"))
            .build();
    Watch watch =
        new Watch(pack)
            .feed(gauge("bad", "route=r,service=a", TEN, "2"))
            .feed(gauge("all", "route=r,service=a", TEN, "10"))
            .feed(gauge("bad", "route=s,service=a", TEN, "1"))
            .feed(gauge("all", "route=s,service=a", TEN, "90"));
    assertThat(watch.until(at("10:01:00")).story()).containsExactly("10:01:00 failing[r] !");
    assertThat(watch.verdicts().get(0).readings()).contains(new Verdict.Reading("share", "3"));
  }

  @Test
  void takesInWhatIsLateButNotYetJudged() {
    Pack slow =
        Promise.pack()
            .metric("x", Metric.Aggregate.MAX)
            .trigger("hot", "P1", is("x", ">", "5"))
            .build();
    Watch watch = new Watch(slow).feed("x", TEN, "1").flush().until(at("10:00:50"));
    watch.feed("x", at("10:00:03"), "9").until(at("10:01:00"));
    assertThat(watch.story()).containsExactly("10:01:00 hot !");
    watch.feed("x", at("10:00:55"), "1").flush();
    watch.feed("x", at("10:01:00"), "1").until(at("10:02:00"));
    assertThat(watch.story()).containsExactly("10:01:00 hot !", "10:02:00 hot .");
    assertThat(watch.refused).hasSize(1);
  }

  @Test
  void asksForAWholeWindowBeforeItSlides() {
    Pack pack =
        Promise.pack()
            .metric("x", Metric.Aggregate.MEAN, java.time.Duration.ofMinutes(5), MINUTE)
            .trigger("hot", "P1", is("x", ">", "5"))
            .build();
    Watch watch = new Watch(pack).steady("x", at("10:00:30"), at("10:20:00"), 20 * SECOND, "9");
    assertThat(watch.until(at("10:20:00")).story()).containsExactly("10:05:00 hot !");
  }
}
