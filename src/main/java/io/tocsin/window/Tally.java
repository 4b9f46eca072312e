package io.tocsin.window;

import io.tocsin.metric.Decimal;

/**
 * The figures of a stretch of time: what can be said of any number of samples without keeping them.
 *
 * <p>Tallies of neighbouring stretches merge, in any order, into the tally of both.
 */
public final class Tally {
  static final Decimal MOST = new Decimal(Long.MAX_VALUE, -1);

  private long count;
  private Decimal sum = Decimal.ZERO;
  private Decimal min;
  private Decimal max;
  private long firstMillis;
  private Decimal first;
  private long lastMillis;
  private Decimal last;
  private final Histogram histogram = new Histogram();

  /** The figures of a partial. Its sum is what the values add up to, whatever their type. */
  public static Tally of(Partial partial) {
    return of(partial, partial.sum());
  }

  /**
   * The figures of a partial with another sum.
   *
   * @param sum what the partial adds to a sum over time: for a counter what it rose, not its totals
   */
  public static Tally of(Partial partial, Decimal sum) {
    Tally tally = new Tally();
    tally.count = partial.count();
    tally.sum = sum;
    tally.min = partial.min();
    tally.max = partial.max();
    tally.firstMillis = partial.firstMillis();
    tally.first = partial.first();
    tally.lastMillis = partial.lastMillis();
    tally.last = partial.last();
    tally.histogram.merge(new Histogram(partial.buckets(), partial.counts()));
    return tally;
  }

  /** Counts one sample. */
  public void add(long timestampMillis, Decimal value) {
    count++;
    sum = plus(sum, value);
    bounds(value, value);
    first(timestampMillis, value);
    last(timestampMillis, value);
    histogram.add(value);
  }

  public void merge(Tally other) {
    if (other.isEmpty()) {
      return;
    }
    count += other.count;
    sum = plus(sum, other.sum);
    bounds(other.min, other.max);
    first(other.firstMillis, other.first);
    last(other.lastMillis, other.last);
    histogram.merge(other.histogram);
  }

  private void bounds(Decimal low, Decimal high) {
    min = min == null ? low : min.min(low);
    max = max == null ? high : max.max(high);
  }

  private void first(long millis, Decimal value) {
    if (first == null || millis < firstMillis) {
      first = value;
      firstMillis = millis;
    } else if (millis == firstMillis) {
      first = first.min(value);
    }
  }

  private void last(long millis, Decimal value) {
    if (last == null || millis > lastMillis) {
      last = value;
      lastMillis = millis;
    } else if (millis == lastMillis) {
      last = last.max(value);
    }
  }

  /** A difference that is not negative, cut at the end of the range. */
  static Decimal rise(Decimal from, Decimal to) {
    try {
      return to.minus(from);
    } catch (ArithmeticException beyondTheRange) {
      return MOST;
    }
  }

  /** A sum that stays at the end of the range: a sender's huge numbers must not stop the job. */
  static Decimal plus(Decimal one, Decimal other) {
    try {
      return one.plus(other);
    } catch (ArithmeticException beyondTheRange) {
      return one.signum() < 0 ? MOST.negate() : MOST;
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Number of samples. */
  public long count() {
    return count;
  }

  /** Exact sum. */
  public Decimal sum() {
    return sum;
  }

  /** Smallest value; null when empty. */
  public Decimal min() {
    return min;
  }

  /** Largest value; null when empty. */
  public Decimal max() {
    return max;
  }

  /** Event time of the first sample. */
  public long firstMillis() {
    return firstMillis;
  }

  /** Value of the first sample, the lowest at equal time; null when empty. */
  public Decimal first() {
    return first;
  }

  /** Event time of the last sample. */
  public long lastMillis() {
    return lastMillis;
  }

  /** Value of the last sample, the highest at equal time; null when empty. */
  public Decimal last() {
    return last;
  }

  /** How the values are distributed; empty where nobody asks for percentiles. */
  public Histogram histogram() {
    return histogram;
  }

  /** Writes a tally that is not empty, without a version of its own. */
  public void write(ByteWriter out) {
    out.whole(count).decimal(sum).decimal(min).decimal(max);
    out.whole(firstMillis).decimal(first).whole(lastMillis - firstMillis).decimal(last);
    int[] buckets = histogram.buckets();
    long[] counts = histogram.counts();
    out.whole(buckets.length);
    int before = 0;
    for (int i = 0; i < buckets.length; i++) {
      out.whole(buckets[i] - before).whole(counts[i]);
      before = buckets[i];
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(ByteReader in) {
    Tally tally = new Tally();
    tally.count = in.whole();
    tally.sum = in.decimal();
    tally.min = in.decimal();
    tally.max = in.decimal();
    tally.firstMillis = in.whole();
    tally.first = in.decimal();
    tally.lastMillis = tally.firstMillis + in.whole();
    tally.last = in.decimal();
    int bucket = 0;
    for (int left = in.index(); left > 0; left--) {
      bucket += in.index();
      tally.histogram.add(bucket, in.whole());
    }
    return tally;
  }
}
