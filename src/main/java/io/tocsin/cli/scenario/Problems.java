package io.tocsin.cli.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Everything wrong with one story file. */
final class Problems {
  private final String place;
  private final List<Map.Entry<Integer, String>> found = new ArrayList<>();

  Problems(String place) {
    this.place = place;
  }

  void add(int line, String message) {
    found.add(Map.entry(line, place + ":" + line + ": " + message));
  }

  void addWhole(String message) {
    found.add(Map.entry(0, message));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<String> lines() {
    return found.stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .toList();
  }
}
