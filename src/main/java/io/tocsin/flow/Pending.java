package io.tocsin.flow;

/**
 * Something that is still due for an incident when a run ends.
 *
 * @param episode the incident
 * @param dueMillis when the next thing would happen to it or to an earlier incident of its entity
 */
public record Pending(String episode, long dueMillis) {}
