package io.tocsin.detect;

/**
 * What detection remembers about one shard: named parts, each a versioned record in bytes.
 *
 * <p>The performing side lays it over keyed state; a test over a map.
 */
public interface Memory {
  /** The part, or null when there is none. */
  byte[] get(String part);

  void put(String part, byte[] value);

  void remove(String part);
}
