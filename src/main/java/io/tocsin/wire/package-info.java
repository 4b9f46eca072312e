/**
 * How bytes come in and go out: decoders of what senders write, encoders of the ledger, pages,
 * inbox, dead letters and late samples, and the ends of Kafka and files.
 *
 * <p>May know the pure rooms and Flink. It never meets {@code flow} but in the root. Nothing in it
 * decides what an incident is.
 */
package io.tocsin.wire;
