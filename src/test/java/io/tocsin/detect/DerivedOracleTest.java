package io.tocsin.detect;

import static io.tocsin.detect.Promise.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ratios and rates of random series against their plain recomputation. */
class DerivedOracleTest {
  private static final long END = Watch.TEN + Watch.HOUR;
  private static final long OVER = 10 * Watch.MINUTE;
  private static final long MIN_SPAN = 3 * Watch.MINUTE;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final Pack PACK =
      Promise.pack()
          .metric("bad", Metric.Aggregate.SUM)
          .metric("all", Metric.Aggregate.SUM)
          .metric("size", Metric.Aggregate.LAST)
          .ratio("share", "bad", "all")
          .rate("growth", "size", Duration.ofMillis(OVER), Duration.ofMillis(MIN_SPAN))
          .trigger("share", "P1", is("share", ">", "10"))
          .trigger("growth", "P1", is("growth", ">", "1000"))
          .build();

  private final TreeMap<Long, BigDecimal> bad = new TreeMap<>();
  private final TreeMap<Long, BigDecimal> all = new TreeMap<>();
  private final TreeMap<Long, BigDecimal> size = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void agreesWithARecomputationFromAllSamples(long seed) {
    Random random = new Random(seed);
    List<Sample> samples = samples(random);
    List<String> expected = new ArrayList<>();
    judge("share", BigDecimal.TEN, this::share, expected);
    judge("growth", BigDecimal.valueOf(1000), this::growth, expected);
    Collections.sort(expected);
    assertThat(expected).hasSizeGreaterThan(3);
    for (int way = 0; way < 3; way++) {
      Watch watch = new Watch(PACK);
      Collections.shuffle(samples, random);
      for (Sample sample : samples) {
        watch.feed(sample);
        if (random.nextInt(20) == 0) {
          watch.flush();
        }
      }
      assertThat(told(watch.until(END))).isEqualTo(expected);
    }
  }

  private List<Sample> samples(Random random) {
    List<Sample> samples = new ArrayList<>();
    long level = 0;
    int step = 1;
    for (long at = Watch.TEN; at < END; at += 1 + random.nextInt(80_000)) {
      step = random.nextInt(10) == 0 ? random.nextInt(40) - 5 : step;
      level += step;
      add(samples, size, "size", SampleType.GAUGE, at, level);
      add(samples, all, "all", SampleType.DELTA, at, random.nextInt(4) * 25L);
      if (random.nextInt(3) > 0) {
        add(samples, bad, "bad", SampleType.DELTA, at, random.nextInt(8));
      }
    }
    return samples;
  }

  private static void add(
      List<Sample> samples,
      TreeMap<Long, BigDecimal> series,
      String name,
      SampleType type,
      long at,
      long value) {
    series.put(at, BigDecimal.valueOf(value));
    samples.add(new Sample(name, "service=a", type, at, Decimal.of(value)));
  }

  private interface Value {
    Optional<BigDecimal> at(long boundary);
  }

  private static void judge(String trigger, BigDecimal limit, Value value, List<String> out) {
    boolean violated = false;
    for (long at = Watch.TEN; at <= END; at += Watch.MINUTE) {
      Optional<BigDecimal> now = value.at(at);
      if (now.isPresent() && now.get().compareTo(limit) > 0 != violated) {
        violated = !violated;
        BigDecimal shown = now.get().setScale(9, RoundingMode.HALF_EVEN);
        String text = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        out.add(Watch.clock(at) + " " + trigger + (violated ? " ! " : " . ") + text);
      }
    }
  }

  private Optional<BigDecimal> share(long boundary) {
    var over = bad.subMap(boundary - Watch.MINUTE, boundary).values();
    var under = all.subMap(boundary - Watch.MINUTE, boundary).values();
    BigDecimal total = under.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (over.isEmpty() || total.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal part = over.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return Optional.of(part.multiply(HUNDRED).divide(total, 30, RoundingMode.HALF_EVEN));
  }

  private Optional<BigDecimal> growth(long boundary) {
    if (size.subMap(boundary - Watch.MINUTE, boundary).isEmpty()) {
      return Optional.empty();
    }
    Long newest = size.lowerKey(boundary);
    Long oldest = null;
    for (long end = boundary - OVER; oldest == null; end += Watch.MINUTE) {
      var minute = size.subMap(end - Watch.MINUTE, end);
      oldest = minute.isEmpty() ? null : minute.lastKey();
    }
    if (newest - oldest < MIN_SPAN) {
      return Optional.empty();
    }
    return Optional.of(
        size.get(newest)
            .subtract(size.get(oldest))
            .multiply(BigDecimal.valueOf(Watch.HOUR))
            .divide(BigDecimal.valueOf(newest - oldest), 30, RoundingMode.HALF_EVEN));
  }

  private static List<String> told(Watch watch) {
    return watch.verdicts().stream()
        .map(
            verdict ->
                Watch.clock(verdict.windowEndMillis())
                    + " "
                    + verdict.trigger()
                    + (verdict.violated() ? " ! " : " . ")
                    + verdict.value())
        .sorted()
        .toList();
  }
}
