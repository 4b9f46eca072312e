package io.tocsin.pack;

import java.io.Serializable;

/**
 * A recurring duty.
 *
 * @param id the pack's name for it
 * @param every {@code month}, {@code quarter} or {@code year}, or empty
 * @param on a date, or empty
 * @param task what is to be done
 */
public record Governance(String id, String every, String on, String task) implements Serializable {}
