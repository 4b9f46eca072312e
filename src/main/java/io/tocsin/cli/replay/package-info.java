/**
 * Recorded input for a run in virtual time: files of any mix and order, read, judged readable or
 * not, and brought into one order.
 */
package io.tocsin.cli.replay;
