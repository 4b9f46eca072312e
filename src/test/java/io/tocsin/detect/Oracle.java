package io.tocsin.detect;

import io.tocsin.metric.Sample;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric.Aggregate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Verdicts recomputed from every sample ever sent, slowly and plainly. */
final class Oracle {
  /**
   * A metric and the trigger that compares it.
   *
   * @param cellSeconds how finely the beginning of a violation is told
   */
  record Rule(
      String metric,
      Aggregate aggregate,
      int windowSeconds,
      int slideSeconds,
      int cellSeconds,
      String sign,
      int limit,
      int forWindows,
      int clearFor) {}

  private final List<Rule> rules;
  private final List<Sample> samples;
  private final long end;
  private final List<String> story = new ArrayList<>();

  Oracle(List<Rule> rules, List<Sample> samples, long end) {
    this.rules = rules;
    this.samples = samples;
    this.end = end;
  }

  List<String> story() {
    for (Rule rule : rules) {
      for (String service : List.of("a", "b")) {
        List<Sample> own =
            samples.stream()
                .filter(sample -> sample.name().equals(rule.metric()))
                .filter(sample -> sample.labels().startsWith("service=" + service))
                .sorted(
                    Comparator.comparingLong(Sample::timestampMillis).thenComparing(Sample::value))
                .toList();
        judge(rule, "service=" + service, own);
      }
    }
    Collections.sort(story);
    return story;
  }

  private void judge(Rule rule, String entity, List<Sample> own) {
    long window = rule.windowSeconds() * 1000L;
    long slide = rule.slideSeconds() * 1000L;
    int bad = 0;
    int good = 0;
    boolean violated = false;
    long started = Times.NOT_YET;
    for (long at = Watch.TEN; at <= end; at += slide) {
      List<Sample> in = between(own, at - window, at);
      if (between(own, at - slide, at).isEmpty()
          || window > slide && seenSince(own, at, window, slide) > at - window) {
        continue;
      }
      if (holds(rule, in)) {
        started = bad == 0 ? start(rule, in, at) : started;
        bad++;
        good = 0;
      } else {
        good++;
        bad = 0;
      }
      if (!violated && bad >= rule.forWindows() || violated && good >= rule.clearFor()) {
        violated = !violated;
        tell(rule, entity, at, violated, violated ? started : Times.NOT_YET, in);
      }
    }
  }

  /** Start of the slide of the first sample after the last stretch as long as the window. */
  private static long seenSince(List<Sample> own, long at, long window, long slide) {
    long since = Long.MAX_VALUE;
    long sliceEnd = Long.MIN_VALUE / 2;
    for (Sample sample : own) {
      long slice = Math.floorDiv(sample.timestampMillis(), 10_000L) * 10_000;
      if (slice >= at) {
        break;
      }
      if (slice - sliceEnd >= window) {
        since = slice;
      }
      sliceEnd = slice + 10_000;
    }
    return Math.floorDiv(since, slide) * slide;
  }

  private static List<Sample> between(List<Sample> own, long from, long to) {
    return own.stream()
        .filter(sample -> sample.timestampMillis() >= from && sample.timestampMillis() < to)
        .toList();
  }

  private static long start(Rule rule, List<Sample> in, long at) {
    long cell = rule.cellSeconds() * 1000L;
    for (long from = at - rule.windowSeconds() * 1000L; from < at; from += cell) {
      List<Sample> alone = between(in, from, from + cell);
      if (!alone.isEmpty() && holds(rule, alone)) {
        return alone.get(0).timestampMillis();
      }
    }
    return in.get(0).timestampMillis();
  }

  private static boolean holds(Rule rule, List<Sample> in) {
    int order = value(rule, in, MathContext.DECIMAL128).compareTo(BigDecimal.valueOf(rule.limit()));
    return switch (rule.sign()) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static BigDecimal value(Rule rule, List<Sample> in, MathContext precision) {
    List<BigDecimal> values = in.stream().map(sample -> sample.value().toBigDecimal()).toList();
    List<BigDecimal> sorted = values.stream().sorted().toList();
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return switch (rule.aggregate()) {
      case MEAN -> sum.divide(BigDecimal.valueOf(in.size()), precision);
      case LAST -> values.get(values.size() - 1);
      case MIN -> sorted.get(0);
      case MAX -> sorted.get(sorted.size() - 1);
      case SUM -> sum;
      case COUNT -> BigDecimal.valueOf(in.size());
      case MEDIAN, P50 -> sorted.get((in.size() + 1) / 2 - 1);
      case P95 -> sorted.get((in.size() * 95 + 99) / 100 - 1);
      case P99 -> sorted.get((in.size() * 99 + 99) / 100 - 1);
    };
  }

  private void tell(
      Rule rule, String entity, long at, boolean violated, long started, List<Sample> in) {
    BigDecimal shown = value(rule, in, MathContext.DECIMAL128).setScale(9, RoundingMode.HALF_EVEN);
    story.add(
        String.join(
            " ",
            Watch.clock(at),
            entity,
            rule.metric(),
            violated ? "!" : ".",
            Watch.clock(started),
            shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString(),
            rule.sign() + " " + rule.limit()));
  }
}
