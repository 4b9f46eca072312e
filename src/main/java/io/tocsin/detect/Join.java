package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.pack.Metric;
import java.math.BigInteger;
import java.util.Optional;

/** Values of several series of one metric on their way to becoming one. */
final class Join {
  private final Metric.Across across;
  private Figure joined;
  private long series;

  Join(Metric.Across across) {
    this.across = across;
  }

  void add(Figure figure) {
    series++;
    joined =
        joined == null
            ? figure
            : new Figure(
                join(joined.value(), figure.value()),
                Math.min(joined.firstMillis(), figure.firstMillis()),
                Math.max(joined.lastMillis(), figure.lastMillis()));
  }

  private Fraction join(Fraction one, Fraction other) {
    return switch (across) {
      case MEAN, SUM -> sum(one, other);
      case MAX -> one.compareTo(other) >= 0 ? one : other;
      case MIN -> one.compareTo(other) <= 0 ? one : other;
      case POOLED, ANY ->
          throw new IllegalStateException("series of across " + across + " are not joined");
    };
  }

  /** Reduced, because the denominators of many series would multiply. */
  private static Fraction sum(Fraction one, Fraction other) {
    Fraction sum = one.plus(other);
    BigInteger common = sum.numerator().gcd(sum.denominator());
    return new Fraction(sum.numerator().divide(common), sum.denominator().divide(common));
  }

  Optional<Figure> result() {
    if (joined == null || across != Metric.Across.MEAN) {
      return Optional.ofNullable(joined);
    }
    Fraction mean = joined.value().over(Fraction.of(Decimal.of(series)));
    return Optional.of(new Figure(mean, joined.firstMillis(), joined.lastMillis()));
  }
}
