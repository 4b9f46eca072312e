package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import io.tocsin.window.Ring;
import io.tocsin.window.Tally;
import java.util.Optional;

/**
 * What is remembered of one learned baseline of one entity.
 *
 * <p>It lives in time of its own, which stands still while it is frozen: what was frozen is cut
 * out, and afterwards it goes on from where it stood. It looks back on whole cells of that time, so
 * it moves once per cell; the values of the cell it is in wait. Of the finished cells only the
 * outcome is kept here, they themselves lie apart and are read once per cell.
 */
final class Baseline {
  private final String shape;
  private long frozenMillis;
  private long frozenSinceMillis = Times.NOT_YET;
  private long firstMillis = Times.NOT_YET;
  private long lastEndMillis = Times.NOT_YET;
  private long cellStartMillis = Times.NOT_YET;
  private Tally cell = new Tally();
  private Decimal sum = Decimal.ZERO;
  private long count;

  Baseline(String shape) {
    this.shape = shape;
  }

  String shape() {
    return shape;
  }

  /** The instant in the baseline's own time of the value that ends at a boundary. */
  private long at(BaselinePlan plan, long boundary) {
    long start = isFrozen() ? frozenSinceMillis : boundary - plan.stepMillis();
    return start - frozenMillis;
  }

  boolean isFrozen() {
    return frozenSinceMillis != Times.NOT_YET;
  }

  /** Whether its time has left the cell it was in, so that {@link #turn} is due. */
  boolean isDue(BaselinePlan plan, long boundary) {
    return cellStartMillis != Times.NOT_YET
        && at(plan, boundary) >= cellStartMillis + plan.cellMillis();
  }

  /** Puts the finished cell to the others and looks back on them anew. */
  void turn(BaselinePlan plan, long boundary, Ring ring) {
    if (!cell.isEmpty()) {
      ring.add(cellStartMillis, cell);
    }
    cell = new Tally();
    cellStartMillis = cellOf(plan, at(plan, boundary));
    ring.evict(cellStartMillis - plan.overMillis());
    lookBack(ring.over(cellStartMillis - plan.overMillis(), cellStartMillis), plan.aggregate());
  }

  private void lookBack(Tally past, Aggregate aggregate) {
    if (past.isEmpty()) {
      sum = Decimal.ZERO;
      count = 0;
      return;
    }
    sum =
        switch (aggregate) {
          case MEAN, SUM -> past.sum();
          case LAST -> past.last();
          case MIN -> past.min();
          case MAX -> past.max();
          case COUNT -> Decimal.of(past.count());
          case MEDIAN, P50, P95, P99 -> past.histogram().percentile(aggregate.percentile());
        };
    count = aggregate == Aggregate.MEAN ? past.count() : 1;
  }

  /** The baseline for the value that ends at a boundary; none before a whole span was seen. */
  Optional<Fraction> value(BaselinePlan plan, long boundary) {
    boolean learned =
        count > 0
            && at(plan, boundary) - firstMillis >= plan.overMillis()
            && at(plan, boundary) - lastEndMillis < plan.overMillis();
    return learned ? Optional.of(Fraction.mean(sum, count)) : Optional.empty();
  }

  /** Stands still from the value that ends at a boundary, or goes on with it. */
  void freeze(BaselinePlan plan, long boundary, boolean frozen) {
    long start = boundary - plan.stepMillis();
    if (frozen && !isFrozen()) {
      frozenSinceMillis = start;
    } else if (!frozen && isFrozen()) {
      frozenMillis += start - frozenSinceMillis;
      frozenSinceMillis = Times.NOT_YET;
    }
  }

  /** Learns the value that ends at a boundary. */
  void learn(BaselinePlan plan, long boundary, Decimal value) {
    long at = at(plan, boundary);
    if (firstMillis == Times.NOT_YET || at - lastEndMillis >= plan.overMillis()) {
      firstMillis = at;
    }
    if (cellStartMillis == Times.NOT_YET) {
      cellStartMillis = cellOf(plan, at);
    }
    lastEndMillis = at + plan.stepMillis();
    cell.add(at, value);
  }

  private static long cellOf(BaselinePlan plan, long at) {
    return Math.floorDiv(at, plan.cellMillis()) * plan.cellMillis();
  }

  void write(ByteWriter out) {
    out.text(shape).whole(frozenMillis).whole(frozenSinceMillis);
    out.whole(firstMillis).whole(lastEndMillis).whole(cellStartMillis);
    out.decimal(sum).whole(count);
    out.flag(!cell.isEmpty());
    if (!cell.isEmpty()) {
      cell.write(out);
    }
  }

  static Baseline read(ByteReader in) {
    Baseline baseline = new Baseline(in.text());
    baseline.frozenMillis = in.whole();
    baseline.frozenSinceMillis = in.whole();
    baseline.firstMillis = in.whole();
    baseline.lastEndMillis = in.whole();
    baseline.cellStartMillis = in.whole();
    baseline.sum = in.decimal();
    baseline.count = in.whole();
    if (in.flag()) {
      baseline.cell = Tally.read(in);
    }
    return baseline;
  }
}
