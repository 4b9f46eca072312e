package io.tocsin.metric;

/**
 * Something that happened, or that a person or a system reports.
 *
 * @param id identity: given by the sender, else topic, partition and offset, or the line of a file
 * @param name what happened
 * @param labels canonical text of the labels, attributes of the signal included
 * @param timestampMillis when it was said, milliseconds since the epoch, UTC
 * @param startedMillis since when it is so, or {@link Times#NOT_YET} when the sender does not say
 */
public record Signal(
    String id, String name, String labels, long timestampMillis, long startedMillis) {}
