package io.tocsin.window;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.SampleType;

/**
 * What one series did in one slice of time: everything any window needs to know of its samples.
 *
 * <p>Mergeable: partials of the same series and slice add up, in any order, to the same result
 * (first and last go by time, at equal time first takes the lower and last the higher value).
 *
 * @param name metric name
 * @param labels canonical labels of the series
 * @param type what its values mean
 * @param sliceStartMillis start of the slice, a multiple of {@link Slices#MILLIS}
 * @param count number of samples
 * @param sum exact sum of the values
 * @param min smallest value
 * @param max largest value
 * @param firstMillis event time of the first sample
 * @param first its value
 * @param lastMillis event time of the last sample
 * @param last its value
 * @param increase what a counter rose within the slice, resets handled; the sum for a delta; zero
 *     for a gauge
 * @param buckets histogram buckets that have samples, ascending ({@code Histogram})
 * @param counts how many samples each of them has
 */
public record Partial(
    String name,
    String labels,
    SampleType type,
    long sliceStartMillis,
    long count,
    Decimal sum,
    Decimal min,
    Decimal max,
    long firstMillis,
    Decimal first,
    long lastMillis,
    Decimal last,
    Decimal increase,
    int[] buckets,
    long[] counts) {}
