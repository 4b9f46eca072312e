/**
 * How it runs: topologies, operators, uids, state. An operator asks a pure room, keeps the state,
 * tells what came of it and sets its timer. May know the pure rooms; meets {@code wire} only in the
 * root, which passes the ends in.
 */
package io.tocsin.flow;
