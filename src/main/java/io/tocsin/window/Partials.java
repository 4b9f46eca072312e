package io.tocsin.window;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.SampleType;

/** How partials come about and add up. */
public final class Partials {
  private static final int[] NO_BUCKETS = {};
  private static final long[] NO_COUNTS = {};
  private static final int VERSION = 1;

  private Partials() {}

  /** A tally of one series and slice as a partial. */
  public static Partial of(
      String name, String labels, SampleType type, long sliceStartMillis, Tally tally) {
    return new Partial(
        name,
        labels,
        type,
        sliceStartMillis,
        tally.count(),
        tally.sum(),
        tally.min(),
        tally.max(),
        tally.firstMillis(),
        tally.first(),
        tally.lastMillis(),
        tally.last(),
        increase(type, tally),
        tally.histogram().buckets(),
        tally.histogram().counts());
  }

  /**
   * Adds up two partials of one name, labels, type and slice. Commutative and associative, so
   * neither the order of samples nor how they were cut into partials can be seen in the result.
   *
   * @throws IllegalArgumentException when they are of different series or slices
   */
  public static Partial merge(Partial one, Partial other) {
    if (!one.name().equals(other.name())
        || !one.labels().equals(other.labels())
        || one.type() != other.type()
        || one.sliceStartMillis() != other.sliceStartMillis()) {
      throw new IllegalArgumentException(
          "partials of " + place(one) + " and " + place(other) + " do not add up");
    }
    Tally both = Tally.of(one);
    both.merge(Tally.of(other));
    return of(one.name(), one.labels(), one.type(), one.sliceStartMillis(), both);
  }

  private static String place(Partial partial) {
    return partial.name() + "{" + partial.labels() + "}@" + partial.sliceStartMillis();
  }

  /** The same figures under other labels: series that are looked at as one. */
  public static Partial relabelled(Partial partial, String labels) {
    return labels.equals(partial.labels())
        ? partial
        : of(partial.name(), labels, partial.type(), partial.sliceStartMillis(), Tally.of(partial));
  }

  /** The same figures without the distribution, where nobody asks for percentiles. */
  public static Partial withoutHistogram(Partial partial) {
    return new Partial(
        partial.name(),
        partial.labels(),
        partial.type(),
        partial.sliceStartMillis(),
        partial.count(),
        partial.sum(),
        partial.min(),
        partial.max(),
        partial.firstMillis(),
        partial.first(),
        partial.lastMillis(),
        partial.last(),
        partial.increase(),
        NO_BUCKETS,
        NO_COUNTS);
  }

  /**
   * What a counter rises from one report to a later one. A smaller value means that it began anew
   * at zero in between.
   */
  public static Decimal rise(Decimal before, Decimal after) {
    return after.compareTo(before) >= 0 ? Tally.rise(before, after) : after;
  }

  /**
   * What a slice rose. It must not depend on the order of arrival, so a counter's rise is taken
   * from its four corners: it never falls but at a reset, so a minimum below the first value
   * betrays one, and a maximum above the last is where it stood then. Exact for up to one reset in
   * ten seconds, unless the counter grew past its old height in the rest of them.
   */
  private static Decimal increase(SampleType type, Tally tally) {
    return switch (type) {
      case GAUGE -> Decimal.ZERO;
      case DELTA -> tally.sum();
      case COUNTER -> {
        boolean reset = tally.min().compareTo(tally.first()) < 0;
        if (!reset) {
          yield rise(tally.first(), tally.last());
        }
        boolean heightKnown = tally.max().compareTo(tally.last()) > 0;
        Decimal before = heightKnown ? rise(tally.first(), tally.max()) : Decimal.ZERO;
        yield Tally.plus(before, tally.last());
      }
    };
  }

  /** Writes a partial without its name and slice, which its place in state says. */
  public static void write(Partial partial, ByteWriter out) {
    out.whole(VERSION).text(partial.labels()).text(partial.type().name());
    Tally.of(partial).write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static Partial read(String name, long sliceStartMillis, ByteReader in) {
    in.version("partial", VERSION);
    String labels = in.text();
    SampleType type = SampleType.valueOf(in.text());
    return of(name, labels, type, sliceStartMillis, Tally.read(in));
  }
}
