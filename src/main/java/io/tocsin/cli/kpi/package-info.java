/** Figures over incidents that are in a ledger: how fast they were found, answered and resolved. */
package io.tocsin.cli.kpi;
