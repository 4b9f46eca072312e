package io.tocsin.detect;

import static io.tocsin.detect.Promise.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.detect.Oracle.Rule;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random series, judged once by the detector and once from all their samples: the same verdicts,
 * with the same beginnings and values, however the samples arrived and were cut.
 */
class OracleTest {
  private static final long END = Watch.TEN + 2 * Watch.HOUR;
  private static final Aggregate[] AGGREGATES = {
    Aggregate.MEAN,
    Aggregate.LAST,
    Aggregate.MIN,
    Aggregate.MAX,
    Aggregate.SUM,
    Aggregate.COUNT,
    Aggregate.MEDIAN,
    Aggregate.P95
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithARecomputationFromAllSamples(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random);
    List<Sample> samples = samples(random, rules);
    Pack pack = pack(rules);
    List<String> expected = new Oracle(rules, samples, END).story();
    assertThat(expected).hasSizeGreaterThan(20);
    for (int way = 0; way < 2; way++) {
      List<String> told = told(played(pack, samples, random));
      List<String> unexpected = new ArrayList<>(told);
      unexpected.removeAll(expected);
      List<String> missing = new ArrayList<>(expected);
      missing.removeAll(told);
      assertThat(unexpected).isEmpty();
      assertThat(missing).isEmpty();
      assertThat(told).hasSameSizeAs(expected);
    }
  }

  private static List<Rule> rules(Random random) {
    List<Rule> rules = new ArrayList<>();
    for (Aggregate aggregate : AGGREGATES) {
      rules.add(rule(random, aggregate, 60, 60, 10));
      rules.add(rule(random, aggregate, 120, 20, 10));
      rules.add(rule(random, aggregate, 1800, 60, 30));
    }
    return rules;
  }

  private static Rule rule(
      Random random, Aggregate aggregate, int window, int slide, int cellSeconds) {
    String metric = aggregate.name().toLowerCase(java.util.Locale.ROOT) + window;
    String sign = List.of("<", "<=", ">", ">=").get(random.nextInt(4));
    int limit =
        switch (aggregate) {
          case SUM -> 50 * window / 20;
          case COUNT -> window / 20;
          case MIN -> 10;
          case MAX, P95 -> 90;
          default -> 50;
        };
    int forWindows = 1 + random.nextInt(2);
    int clearFor = 1 + random.nextInt(3);
    return new Rule(
        metric, aggregate, window, slide, cellSeconds, sign, limit, forWindows, clearFor);
  }

  private static Pack pack(List<Rule> rules) {
    Promise promise = Promise.pack();
    for (Rule rule : rules) {
      promise
          .metric(
              rule.metric(),
              rule.aggregate(),
              Duration.ofSeconds(rule.windowSeconds()),
              Duration.ofSeconds(rule.slideSeconds()))
          .trigger(
              rule.metric(),
              "P1",
              is(rule.metric(), rule.sign(), String.valueOf(rule.limit())),
              rule.forWindows(),
              rule.clearFor());
    }
    return promise.build();
  }

  /** Three digits at most, so that percentiles are exact; with gaps, bursts and equal instants. */
  private static List<Sample> samples(Random random, List<Rule> rules) {
    List<Sample> samples = new ArrayList<>();
    for (Rule rule : rules) {
      for (String service : List.of("a", "b")) {
        long at = Watch.TEN + random.nextInt(600_000);
        int center = 500;
        while (at < END) {
          int value = Math.max(-999, Math.min(999, center + random.nextInt(301) - 150));
          String labels =
              Labels.of("service", service).canonical()
                  + (random.nextBoolean() ? "" : ",zone=" + random.nextInt(3));
          samples.add(
              new Sample(
                  rule.metric(), labels, SampleType.GAUGE, at, Decimal.parse(value + "e-1")));
          center = random.nextInt(60) == 0 ? random.nextInt(1000) : center;
          boolean gap = random.nextInt(150) == 0;
          at += gap ? random.nextInt(2_700_000) : random.nextInt(6) * 6_000 + random.nextInt(3);
        }
      }
    }
    return samples;
  }

  /** Stretch by stretch, shuffled inside each, with flushes anywhere. */
  private static Watch played(Pack pack, List<Sample> samples, Random random) {
    Watch watch = new Watch(pack);
    List<Sample> ordered = new ArrayList<>(samples);
    ordered.sort(Comparator.comparingLong(Sample::timestampMillis));
    int next = 0;
    for (long now = Watch.TEN; now < END; ) {
      now = Math.min(END, now + 10_000L * (1 + random.nextInt(60)));
      List<Sample> stretch = new ArrayList<>();
      while (next < ordered.size() && ordered.get(next).timestampMillis() < now) {
        stretch.add(ordered.get(next++));
      }
      Collections.shuffle(stretch, random);
      for (Sample sample : stretch) {
        watch.feed(sample);
        if (random.nextInt(40) == 0) {
          watch.flush();
        }
      }
      watch.until(now);
    }
    assertThat(watch.refused).isEmpty();
    return watch;
  }

  private static List<String> told(Watch watch) {
    return watch.verdicts().stream()
        .map(
            verdict ->
                String.join(
                    " ",
                    Watch.clock(verdict.windowEndMillis()),
                    verdict.entity(),
                    verdict.trigger(),
                    verdict.violated() ? "!" : ".",
                    Watch.clock(verdict.startedMillis()),
                    verdict.value(),
                    verdict.threshold()))
        .sorted()
        .collect(Collectors.toList());
  }
}
