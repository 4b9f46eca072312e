package io.tocsin.incident;

/**
 * An event that was told, and what the incident was then.
 *
 * @param event the event
 * @param severity severity id
 * @param state canonical state
 */
record Happening(Event event, String severity, String state) {}
