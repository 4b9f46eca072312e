package io.tocsin.pack;

import java.io.Serializable;

/**
 * A figure the pack wants measured. Kept as it was written; computed from the ledger.
 *
 * @param id the pack's name for it
 * @param text the entry as JSON
 */
public record Kpi(String id, String text) implements Serializable {}
