package io.tocsin.detect;

import io.tocsin.metric.Fraction;

/**
 * A metric's value over a stretch of time.
 *
 * @param firstMillis event time of its first sample
 * @param lastMillis event time of its last sample
 */
record Figure(Fraction value, long firstMillis, long lastMillis) {}
