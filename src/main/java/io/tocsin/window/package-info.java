/**
 * What happened lately: slices of time, tallies of samples in them, histograms and rings.
 *
 * <p>Pure: no Flink, no clock, no I/O. It may know {@code metric} and {@code pack}.
 */
package io.tocsin.window;
