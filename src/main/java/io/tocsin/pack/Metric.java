package io.tocsin.pack;

import io.tocsin.metric.Decimal;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * A figure that triggers compare with limits: raw samples joined over a window, or derived from
 * other metrics.
 *
 * @param name metric name; for a raw metric also the name of its samples, unless it says another
 * @param unit for people
 * @param source how its value comes about
 * @param aggregate how samples of a window become one value (raw metrics)
 * @param window length of the window
 * @param slide distance between evaluations; equal to the window when it tumbles
 * @param per label whose values are judged one by one, or empty
 * @param across how several series of one entity are joined
 * @param global whether samples without the {@code group_by} labels feed every open incident
 * @param snapshot whether its value is told to the incident room at every evaluation, so that
 *     messages can show it as it was at any moment
 */
public record Metric(
    String name,
    String unit,
    Source source,
    Aggregate aggregate,
    Duration window,
    Duration slide,
    String per,
    Across across,
    boolean global,
    boolean snapshot)
    implements Serializable {

  /** A metric that is told with verdicts only. */
  public Metric(
      String name,
      String unit,
      Source source,
      Aggregate aggregate,
      Duration window,
      Duration slide,
      String per,
      Across across,
      boolean global) {
    this(name, unit, source, aggregate, window, slide, per, across, global, false);
  }

  /** How samples of one window become one value. */
  public enum Aggregate {
    MEAN,
    LAST,
    MIN,
    MAX,
    SUM,
    COUNT,
    MEDIAN,
    P50,
    P95,
    P99;

    /** The percentile it is, 0 when it is none. */
    public int percentile() {
      return switch (this) {
        case MEDIAN, P50 -> 50;
        case P95 -> 95;
        case P99 -> 99;
        case MEAN, LAST, MIN, MAX, SUM, COUNT -> 0;
      };
    }
  }

  /** How several series of one metric in one entity become one. */
  public enum Across {
    /** Samples of gauges pooled, increases of counters added. */
    POOLED,
    MEAN,
    SUM,
    MAX,
    MIN,
    /** Each series judged on its own; one that violates is enough. */
    ANY
  }

  /** Where the value comes from. */
  public sealed interface Source extends Serializable {
    /**
     * Samples, several metrics may read the same.
     *
     * @param of name of the samples; empty when it is the metric's own
     */
    record Raw(String of) implements Source {
      /** Samples of the metric's own name. */
      public Raw() {
        this("");
      }
    }

    /** {@code numerator / denominator * 100}; no value when the denominator is zero or missing. */
    record Ratio(Operand numerator, Operand denominator) implements Source {}

    /**
     * {@code (newest - oldest) / elapsed * per} over the trailing window, with at least {@code
     * minSpan} between the two samples. The metric's window and slide are those of the rate.
     */
    record Rate(String of, Duration per, Duration minSpan) implements Source {}

    /**
     * Per cent worse than a baseline; below zero when it is better. No value while there is no
     * baseline, or a baseline of zero.
     *
     * @param of metric that is compared with its baseline
     * @param staticBaseline a fixed baseline, or null; where there is one nothing is learned
     * @param baselineAggregate how the values of the past become one
     * @param baselineOver how much of the past, zero when nothing is learned
     * @param freezeWhile triggers during whose violation nothing is learned; {@link
     *     #WHILE_VIOLATED} for every trigger that compares this metric
     * @param worseUp whether more is worse
     */
    record Change(
        String of,
        Decimal staticBaseline,
        Aggregate baselineAggregate,
        Duration baselineOver,
        List<String> freezeWhile,
        boolean worseUp)
        implements Source {
      /** In place of a trigger: whichever compares the metric. */
      public static final String WHILE_VIOLATED = "violated";

      public Change {
        freezeWhile = List.copyOf(freezeWhile);
      }

      /** Whether the baseline is learned. */
      public boolean isLearned() {
        return staticBaseline == null && !baselineOver.isZero();
      }
    }

    /** Never a value: it needs a parameter that is not set. */
    record Unset(String parameter) implements Source {}
  }

  /**
   * One side of a ratio: another metric, or a number.
   *
   * @param metric name of the metric, or empty when it is the number
   * @param number the number, or null when it is a metric
   */
  public record Operand(String metric, Decimal number) implements Serializable {}

  /** Metrics it is made of; empty for a raw one. */
  public List<String> inputs() {
    if (source instanceof Source.Ratio ratio) {
      return java.util.stream.Stream.of(ratio.numerator(), ratio.denominator())
          .map(Operand::metric)
          .filter(name -> !name.isEmpty())
          .toList();
    }
    if (source instanceof Source.Rate rate) {
      return List.of(rate.of());
    }
    if (source instanceof Source.Change change) {
      return List.of(change.of());
    }
    return List.of();
  }

  /** Name of the samples a raw metric reads; empty for a derived one. */
  public String samples() {
    return source instanceof Source.Raw raw ? raw.of().isEmpty() ? name : raw.of() : "";
  }

  public boolean isRaw() {
    return source instanceof Source.Raw;
  }
}
