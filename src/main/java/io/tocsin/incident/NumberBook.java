package io.tocsin.incident;

import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers given out under one pattern: one day of a pack, or one second.
 *
 * @param numbers number of each episode that asked
 * @param last the highest number given
 */
public record NumberBook(Map<String, Integer> numbers, int last) {
  public NumberBook {
    numbers = new TreeMap<>(numbers);
  }

  public static NumberBook none() {
    return new NumberBook(Map.of(), 0);
  }
}
