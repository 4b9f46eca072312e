package io.tocsin.window;

import io.tocsin.metric.Decimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * How many samples had which value, to three significant digits.
 *
 * <p>Edges are the decimals of three significant digits, 1.00, 1.01, … 9.99 times a power of ten,
 * their negatives, and zero. Each edge has a bucket of its own, and so has each gap between two
 * neighbours; a gap is told by its middle. So whether a percentile is below, at or above a limit of
 * up to three digits is exact (500 against 501, 0.5 against 0.501), and any value is told within
 * 0.5 %. Buckets are numbered ascending in value: 0 is zero, an even number is an edge, an odd one
 * the gap beyond the edge nearer to zero.
 *
 * <p>Counts are whole numbers, so histograms add and subtract without drift.
 */
public final class Histogram {
  private static final int EDGES_PER_DECADE = 900;
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private int[] buckets;
  private long[] counts;
  private int size;
  private long total;

  public Histogram() {
    this(new int[4], new long[4], 0);
  }

  /**
   * A histogram of known counts.
   *
   * @param buckets ascending, without repetition
   * @param counts as many
   */
  public Histogram(int[] buckets, long[] counts) {
    this(buckets.clone(), counts.clone(), buckets.length);
    for (long count : counts) {
      total += count;
    }
  }

  private Histogram(int[] buckets, long[] counts, int size) {
    this.buckets = buckets;
    this.counts = counts;
    this.size = size;
  }

  /** The bucket a value falls into. */
  public static int bucketOf(Decimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    boolean negative = value.signum() < 0;
    boolean isShort = value.high() == value.low() >> 63 && value.low() != Long.MIN_VALUE;
    int bucket = isShort ? bucketOf(Math.abs(value.low())) : bucketOf(value.units().abs());
    return negative ? -bucket : bucket;
  }

  private static int bucketOf(long units) {
    int digits = digits(units);
    if (digits <= 3) {
      return 2 * edge(digits, units * POWERS[3 - digits]);
    }
    long step = POWERS[digits - 3];
    return 2 * edge(digits, units / step) + (units % step == 0 ? 0 : 1);
  }

  private static int bucketOf(BigInteger units) {
    int digits = units.toString().length();
    BigInteger[] parts = units.divideAndRemainder(BigInteger.TEN.pow(digits - 3));
    return 2 * edge(digits, parts[0].longValue()) + (parts[1].signum() == 0 ? 0 : 1);
  }

  /** Number of an edge: 1 is the smallest decimal above zero. */
  private static int edge(int digits, long leading) {
    return (digits - 1) * EDGES_PER_DECADE + (int) leading - 100 + 1;
  }

  private static int digits(long units) {
    int digits = 1;
    while (digits < POWERS.length && units >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }

  /** What a bucket stands for: its edge, or the middle of its gap. */
  public static Decimal valueOf(int bucket) {
    if (bucket == 0) {
      return Decimal.ZERO;
    }
    int edge = Math.abs(bucket) / 2;
    int digits = (edge - 1) / EDGES_PER_DECADE + 1;
    long halves = 2L * ((edge - 1) % EDGES_PER_DECADE + 100) + (bucket & 1);
    BigInteger scaled = BigInteger.valueOf(halves).multiply(BigInteger.TEN.pow(digits - 1));
    BigInteger units = scaled.divide(BigInteger.valueOf(200));
    // The middle of the last gap lies beyond the range.
    BigInteger size = units.min(Tally.MOST.units());
    return Decimal.ofUnits(bucket < 0 ? size.negate() : size);
  }

  /** Counts one value. */
  public void add(Decimal value) {
    add(bucketOf(value), 1);
  }

  /** Adds to a bucket; a negative count takes away. */
  public void add(int bucket, long count) {
    int at = Arrays.binarySearch(buckets, 0, size, bucket);
    if (at < 0) {
      at = -at - 1;
      insert(at, bucket);
    }
    counts[at] += count;
    total += count;
    if (counts[at] < 0) {
      throw new IllegalArgumentException("bucket " + bucket + " would hold fewer than no samples");
    }
    if (counts[at] == 0) {
      size--;
      System.arraycopy(buckets, at + 1, buckets, at, size - at);
      System.arraycopy(counts, at + 1, counts, at, size - at);
    }
  }

  private void insert(int at, int bucket) {
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, Math.max(4, size * 2));
      counts = Arrays.copyOf(counts, Math.max(4, size * 2));
    }
    System.arraycopy(buckets, at, buckets, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    buckets[at] = bucket;
    counts[at] = 0;
    size++;
  }

  public void merge(Histogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], other.counts[i]);
    }
  }

  /** Throws {@link IllegalArgumentException} when the other was not part of this one. */
  public void subtract(Histogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], -other.counts[i]);
    }
  }

  /** Number of samples. */
  public long total() {
    return total;
  }

  /**
   * The value at the nearest rank: the smallest that at least so many per cent do not exceed.
   *
   * @param percent 1 to 100
   * @throws IllegalStateException when there are no samples
   */
  public Decimal percentile(int percent) {
    if (total == 0) {
      throw new IllegalStateException("no percentile of no samples");
    }
    long rank = Math.max(1, -Math.floorDiv(-total * percent, 100L));
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return valueOf(buckets[i]);
      }
    }
    throw new IllegalStateException("counts do not add up to " + total);
  }

  /** Buckets that have samples, ascending. */
  public int[] buckets() {
    return Arrays.copyOf(buckets, size);
  }

  /** How many samples each of {@link #buckets()} has. */
  public long[] counts() {
    return Arrays.copyOf(counts, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && Arrays.equals(buckets(), that.buckets())
        && Arrays.equals(counts(), that.counts());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(buckets()) + Arrays.hashCode(counts());
  }
}
