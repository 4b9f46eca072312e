package io.tocsin.incident;

/**
 * The display id of an incident.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity that asked
 * @param episode episode the id is for
 * @param displayId the id: {@code INC-20251010-001}
 */
public record NumberAnswer(String pack, String entity, String episode, String displayId) {}
