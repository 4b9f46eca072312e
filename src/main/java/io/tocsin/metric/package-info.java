/**
 * What arrives: samples, signals and commands, with their decimals, labels and times, and the
 * contract of whoever reads them from bytes.
 *
 * <p>Knows no other room. Pure: no Flink, no clock, no input or output.
 */
package io.tocsin.metric;
