package io.tocsin.detect;

import static io.tocsin.detect.Promise.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Sample;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Pack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Learned baselines of random series, once from the detector's state and once from everything that
 * was ever seen: the same verdicts with the same values, in whatever order the samples arrived.
 */
class BaselineOracleTest {
  private static final long STEP = 10 * Watch.SECOND;
  private static final long OVER = 20 * Watch.MINUTE;
  private static final long CELL = 10 * Watch.SECOND;
  private static final long LONG_OVER = Watch.HOUR;
  private static final long LONG_CELL = Watch.MINUTE;
  private static final long END = Watch.TEN + 5 * Watch.HOUR;
  private static final MathContext EXACT = new MathContext(60);

  /** One metric that is compared with a baseline of its own kind, and the rungs above it. */
  private record Rule(Aggregate of, Aggregate baseline, long over, long cell, Freeze freeze) {
    String metric() {
      return of + "-" + baseline + "-" + over + "-" + freeze;
    }
  }

  private enum Freeze {
    NEVER,
    HIGH,
    ANY
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(Aggregate.MAX, Aggregate.MEDIAN, OVER, CELL, Freeze.ANY),
          new Rule(Aggregate.MAX, Aggregate.MEDIAN, LONG_OVER, LONG_CELL, Freeze.ANY),
          new Rule(Aggregate.MAX, Aggregate.P95, LONG_OVER, LONG_CELL, Freeze.HIGH),
          new Rule(Aggregate.MAX, Aggregate.MIN, LONG_OVER, LONG_CELL, Freeze.NEVER),
          new Rule(Aggregate.MAX, Aggregate.MAX, OVER, CELL, Freeze.HIGH),
          new Rule(Aggregate.MAX, Aggregate.LAST, LONG_OVER, LONG_CELL, Freeze.ANY),
          new Rule(Aggregate.MEAN, Aggregate.MEAN, LONG_OVER, LONG_CELL, Freeze.ANY),
          new Rule(Aggregate.MEAN, Aggregate.MEAN, OVER, CELL, Freeze.NEVER));

  private final TreeMap<String, TreeMap<Long, BigDecimal>> samples = new TreeMap<>();

  private static Pack pack() {
    Promise promise = Promise.pack();
    for (Rule rule : RULES) {
      String name = rule.metric();
      String[] freezers =
          switch (rule.freeze()) {
            case NEVER -> new String[0];
            case HIGH -> new String[] {"high " + name};
            case ANY -> new String[] {"violated"};
          };
      promise
          .metric(name, rule.of(), Duration.ofMillis(STEP), Duration.ofMillis(STEP))
          .worse("w " + name, name, rule.baseline(), Duration.ofMillis(rule.over()), freezers)
          .trigger("high " + name, "P1", is("w " + name, ">", "50"), 2, 3)
          .trigger("low " + name, "P2", is("w " + name, ">=", "25"));
    }
    return promise.build();
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void agreesWithARecomputationFromEverything(long seed) {
    Random random = new Random(seed);
    List<Sample> all = new ArrayList<>();
    RULES.forEach(rule -> samples.put(rule.metric(), series(random, rule.metric(), all)));
    List<String> expected = new ArrayList<>();
    RULES.forEach(rule -> expected.addAll(new Recomputation(rule).story()));
    Collections.sort(expected);
    assertThat(expected).hasSizeGreaterThan(60);
    for (int way = 0; way < 2; way++) {
      assertThat(played(all, random)).isEqualTo(expected);
    }
  }

  /** Levels that hold for a while, noise, gaps shorter and longer than the spans. */
  private static TreeMap<Long, BigDecimal> series(Random random, String name, List<Sample> out) {
    TreeMap<Long, BigDecimal> series = new TreeMap<>();
    int level = 200;
    for (long at = Watch.TEN; at < END; at += 1 + random.nextInt(15_000)) {
      if (random.nextInt(150) == 0) {
        level = 100 + random.nextInt(4) * 100;
      }
      if (random.nextInt(400) == 0) {
        at += random.nextInt((int) (OVER + 10 * Watch.MINUTE));
      }
      int value = level + random.nextInt(60);
      if (at < END && series.put(at, BigDecimal.valueOf(value)) == null) {
        out.add(Watch.gauge(name, "service=a", at, String.valueOf(value)));
      }
    }
    return series;
  }

  /** In order but for half a minute, judged as far as that allows. */
  private static List<String> played(List<Sample> all, Random random) {
    TreeMap<Long, List<Sample>> arrivals = new TreeMap<>();
    for (Sample sample : all) {
      long arrival = sample.timestampMillis() + random.nextInt(30_000);
      arrivals.computeIfAbsent(arrival, at -> new ArrayList<>()).add(sample);
    }
    Watch watch = new Watch(pack());
    long judged = Watch.TEN;
    for (var arrival : arrivals.entrySet()) {
      arrival.getValue().forEach(watch::feed);
      if (arrival.getKey() - judged > 5 * Watch.MINUTE) {
        judged = arrival.getKey();
        watch.until(judged - 30_000);
      }
    }
    return watch.until(END).verdicts().stream()
        .map(
            verdict ->
                line(verdict.windowEndMillis(), verdict.trigger(), verdict.violated())
                    + verdict.value())
        .sorted()
        .toList();
  }

  private static String line(long at, String trigger, boolean violated) {
    return Watch.clock(at) + " " + trigger + (violated ? " ! " : " . ");
  }

  /** A value, and whether it came during a freeze. */
  private record Seen(long start, BigDecimal value, boolean frozen) {}

  /** A learned value at its place in the time that is left when freezes are cut out. */
  private record Learned(long at, BigDecimal value) {}

  private final class Recomputation {
    private final Rule rule;
    private final List<Seen> history = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    Recomputation(Rule rule) {
      this.rule = rule;
    }

    List<String> story() {
      int bad = 0;
      int good = 0;
      boolean high = false;
      boolean low = false;
      for (long end = Watch.TEN + STEP; end <= END; end += STEP) {
        BigDecimal value = valueBefore(end);
        if (value == null) {
          continue;
        }
        BigDecimal worse = worse(end - STEP, value);
        if (worse != null) {
          boolean over = worse.compareTo(BigDecimal.valueOf(50)) > 0;
          bad = over ? bad + 1 : 0;
          good = over ? 0 : good + 1;
          if (high ? good >= 3 : bad >= 2) {
            high = !high;
            tell(end, "high ", high, worse);
          }
          if (low != worse.compareTo(BigDecimal.valueOf(25)) >= 0) {
            low = !low;
            tell(end, "low ", low, worse);
          }
        }
        boolean frozen =
            switch (rule.freeze()) {
              case NEVER -> false;
              case HIGH -> high;
              case ANY -> high || low;
            };
        history.add(new Seen(end - STEP, value, frozen));
      }
      return story;
    }

    private void tell(long end, String rung, boolean violated, BigDecimal worse) {
      BigDecimal shown = worse.setScale(9, RoundingMode.HALF_EVEN).stripTrailingZeros();
      story.add(
          line(end, rung + rule.metric(), violated)
              + (shown.signum() == 0 ? "0" : shown.toPlainString()));
    }

    private BigDecimal valueBefore(long end) {
      var in = samples.get(rule.metric()).subMap(end - STEP, end).values();
      if (in.isEmpty()) {
        return null;
      }
      return rule.of() == Aggregate.MAX
          ? Collections.max(in)
          : in.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(BigDecimal.valueOf(in.size()), EXACT);
    }

    private BigDecimal worse(long start, BigDecimal value) {
      BigDecimal base = baseline(start);
      return base == null
          ? null
          : value.subtract(base).multiply(BigDecimal.valueOf(100)).divide(base, EXACT);
    }

    private BigDecimal baseline(long start) {
      List<Learned> learned = new ArrayList<>();
      long cut = 0;
      long frozenSince = -1;
      for (Seen seen : history) {
        if (seen.frozen()) {
          frozenSince = frozenSince < 0 ? seen.start() : frozenSince;
        } else {
          cut += frozenSince < 0 ? 0 : seen.start() - frozenSince;
          frozenSince = -1;
          learned.add(new Learned(seen.start() - cut, seen.value()));
        }
      }
      long now = (frozenSince < 0 ? start : frozenSince) - cut;
      return learned.isEmpty() ? null : baseline(learned, now);
    }

    private BigDecimal baseline(List<Learned> learned, long now) {
      long first = learned.get(0).at();
      for (int i = 1; i < learned.size(); i++) {
        boolean gap = learned.get(i).at() - learned.get(i - 1).at() - STEP >= rule.over();
        first = gap ? learned.get(i).at() : first;
      }
      long last = learned.get(learned.size() - 1).at() + STEP;
      if (now - first < rule.over() || now - last >= rule.over()) {
        return null;
      }
      long to = Math.floorDiv(now, rule.cell()) * rule.cell();
      List<BigDecimal> past =
          learned.stream()
              .filter(one -> one.at() >= to - rule.over() && one.at() < to)
              .sorted(Comparator.comparingLong(Learned::at))
              .map(one -> one.value().setScale(9, RoundingMode.HALF_EVEN))
              .toList();
      return past.isEmpty() ? null : aggregate(past);
    }

    private BigDecimal aggregate(List<BigDecimal> past) {
      List<BigDecimal> sorted = past.stream().sorted().toList();
      int count = past.size();
      return switch (rule.baseline()) {
        case MIN -> sorted.get(0);
        case MAX -> sorted.get(count - 1);
        case LAST -> past.get(count - 1);
        case MEDIAN -> sorted.get((count + 1) / 2 - 1);
        case P95 -> sorted.get((count * 95 + 99) / 100 - 1);
        default ->
            past.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(count), EXACT);
      };
    }
  }
}
