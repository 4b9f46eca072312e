package io.tocsin.metric;

/**
 * One value of one series at one instant.
 *
 * @param name metric name, never empty
 * @param labels canonical text of the labels ({@link Labels#canonical()}), without the name
 * @param type what the value means
 * @param timestampMillis event time, milliseconds since the epoch, UTC
 * @param value the value
 */
public record Sample(
    String name, String labels, SampleType type, long timestampMillis, Decimal value) {}
