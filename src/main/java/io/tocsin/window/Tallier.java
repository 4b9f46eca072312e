package io.tocsin.window;

import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts samples together per series and slice, so that what goes on grows with the number of
 * series and not with the number of samples. It knows no pack.
 *
 * <p>It grows with (series, slice) pairs; whoever holds it bounds {@link #size()} by draining. A
 * series drained in the middle of a slice simply gives two partials that add up later.
 */
public final class Tallier {
  private record Series(String name, String labels, SampleType type) implements Comparable<Series> {
    private static final Comparator<Series> ORDER =
        Comparator.comparing(Series::name)
            .thenComparing(Series::labels)
            .thenComparing(Series::type);

    @Override
    public int compareTo(Series other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Long, Map<Series, Tally>> slices = new TreeMap<>();
  private int size;

  public void add(Sample sample) {
    Map<Series, Tally> slice =
        slices.computeIfAbsent(Slices.startOf(sample.timestampMillis()), start -> new HashMap<>());
    Tally tally =
        slice.computeIfAbsent(
            new Series(sample.name(), sample.labels(), sample.type()), series -> new Tally());
    if (tally.isEmpty()) {
      size++;
    }
    tally.add(sample.timestampMillis(), sample.value());
  }

  /** Gives away every slice that ends at or before the boundary, by (slice, name, labels). */
  public void drainThrough(long boundaryMillis, Consumer<Partial> out) {
    drain(slices.headMap(boundaryMillis - Slices.MILLIS, true), out);
  }

  /** Gives away everything, by (slice, name, labels). */
  public void drainAll(Consumer<Partial> out) {
    drain(slices, out);
  }

  private void drain(SortedMap<Long, Map<Series, Tally>> drained, Consumer<Partial> out) {
    drained.forEach(
        (start, tallies) -> {
          size -= tallies.size();
          new TreeMap<>(tallies)
              .forEach(
                  (series, tally) ->
                      out.accept(
                          Partials.of(
                              series.name(), series.labels(), series.type(), start, tally)));
        });
    drained.clear();
  }

  /** Number of (series, slice) pairs held. */
  public int size() {
    return size;
  }
}
