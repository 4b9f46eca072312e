package io.tocsin.config;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that a metric can have: all between two limits.
 *
 * @param least lower limit, null when there is none
 * @param aboveLeast whether the lower limit itself is left out
 * @param most upper limit, null when there is none
 * @param belowMost whether the upper limit itself is left out
 */
record Range(Decimal least, boolean aboveLeast, Decimal most, boolean belowMost) {
  static final Range ALL = new Range(null, false, null, false);

  /** What the unit and the way of counting allow. */
  static Range of(Metric metric) {
    if (metric.isRaw() && metric.aggregate() == Metric.Aggregate.COUNT) {
      return new Range(Decimal.ZERO, false, null, false);
    }
    if (isShare(metric)) {
      return new Range(Decimal.ZERO, false, Decimal.of(100), false);
    }
    return metric.isRaw() && isOneOfMany(metric) && metric.unit().equals("ratio")
        ? new Range(Decimal.ZERO, false, Decimal.ONE, false)
        : ALL;
  }

  /** A part of a whole in per cent; a number as the whole may be exceeded, a metric may not. */
  private static boolean isShare(Metric metric) {
    if (!metric.unit().equals("percent")) {
      return false;
    }
    return metric.isRaw() && isOneOfMany(metric)
        || metric.source() instanceof Metric.Source.Ratio ratio
            && ratio.numerator().number() == null
            && ratio.denominator().number() == null;
  }

  /** A sum of shares may pass the whole. */
  private static boolean isOneOfMany(Metric metric) {
    return metric.aggregate() != Metric.Aggregate.SUM && metric.across() != Metric.Across.SUM;
  }

  /** Those of them for which the comparison holds. */
  Range where(Comparison op, Decimal limit) {
    return switch (op) {
      case LESS -> atMost(limit, true);
      case AT_MOST -> atMost(limit, false);
      case GREATER -> atLeast(limit, true);
      case AT_LEAST -> atLeast(limit, false);
    };
  }

  /** Those of them for which it does not. */
  Range whereNot(Comparison op, Decimal limit) {
    return switch (op) {
      case LESS -> atLeast(limit, false);
      case AT_MOST -> atLeast(limit, true);
      case GREATER -> atMost(limit, false);
      case AT_LEAST -> atMost(limit, true);
    };
  }

  private Range atMost(Decimal limit, boolean below) {
    int order = most == null ? -1 : limit.compareTo(most);
    return order > 0
        ? this
        : new Range(least, aboveLeast, limit, order == 0 ? below || belowMost : below);
  }

  private Range atLeast(Decimal limit, boolean above) {
    int order = least == null ? 1 : limit.compareTo(least);
    return order < 0
        ? this
        : new Range(limit, order == 0 ? above || aboveLeast : above, most, belowMost);
  }

  boolean isEmpty() {
    if (least == null || most == null) {
      return false;
    }
    int order = least.compareTo(most);
    return order > 0 || order == 0 && (aboveLeast || belowMost);
  }

  /** {@code between 0 and 100}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (least != null) {
      parts.add((most == null ? "at least " : "between ") + least);
    }
    if (most != null) {
      parts.add((least == null ? "at most " : "") + most);
    }
    return String.join(" and ", parts);
  }
}
