package io.tocsin.pack;

import io.tocsin.metric.Decimal;
import java.io.Serializable;

/**
 * An objective, told by when it is violated.
 *
 * @param id the pack's name for it
 * @param metric metric it is about
 * @param op comparison that means violated
 * @param value limit of that comparison
 */
public record Slo(String id, String metric, Comparison op, Decimal value) implements Serializable {}
