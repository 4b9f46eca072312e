/**
 * The demonstration: an outage that is played through a broker and a cluster in this process, and
 * what happens told in words.
 */
package io.tocsin.cli.demo;
