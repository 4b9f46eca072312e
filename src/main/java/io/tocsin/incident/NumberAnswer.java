package io.tocsin.incident;

/**
 * The display id of an incident.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity that asked
 * @param episode episode the id is for
 * @param displayId the id: {@code INC-20251010-001}
 * @param roomSuffix what tells its rooms from another incident's of the same name: {@code -2}, or
 *     empty
 */
public record NumberAnswer(
    String pack, String entity, String episode, String displayId, String roomSuffix) {}
