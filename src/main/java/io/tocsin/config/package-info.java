/**
 * How Tocsin is told what to do: reads and checks pack files and job files, gathers every problem
 * and refuses once. Knows the pure rooms and the settings records of {@code wire} and {@code flow};
 * no Flink.
 */
package io.tocsin.config;
