package io.tocsin.detect;

import io.tocsin.window.Partial;

/**
 * A partial that concerns one metric of one entity of one pack.
 *
 * @param pack pack id
 * @param entity canonical labels of the entity; empty for a metric of {@code scope: global}
 * @param metric metric name in the pack
 * @param shard where the entity lives: hash of pack and entity, 0 to {@link #SHARDS} - 1
 * @param partial the figures, with the labels of their series
 */
public record Routed(String pack, String entity, String metric, int shard, Partial partial) {
  /** Number of shards, for ever: it is part of every state. */
  public static final int SHARDS = 4096;
}
