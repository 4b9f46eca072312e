package io.tocsin.detect;

import java.nio.charset.StandardCharsets;

/** Where an entity lives. The hash is part of every state, so it never changes. */
final class Shards {
  private Shards() {}

  /** FNV-1a over UTF-8, 64 bits, with the bits mixed afterwards because few of them are used. */
  static int of(String pack, String entity) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (pack + "/" + entity).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return (int) Math.floorMod(hash, (long) Routed.SHARDS);
  }
}
