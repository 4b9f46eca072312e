package io.tocsin.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it can be told at once. */
final class Problems {
  private record Found(int line, Problem problem) {}

  private final String file;
  private final List<Found> found = new ArrayList<>();
  private boolean errors;

  Problems(String file) {
    this.file = file;
  }

  void error(int line, String message) {
    add(line, Problem.Level.ERROR, message);
    errors = true;
  }

  void warning(int line, String message) {
    add(line, Problem.Level.WARNING, message);
  }

  void notice(int line, String message) {
    add(line, Problem.Level.NOTICE, message);
  }

  private void add(int line, Problem.Level level, String message) {
    found.add(new Found(line, new Problem(file + ":" + line, level, message)));
  }

  boolean hasErrors() {
    return errors;
  }

  /** Everything found, by line, then in the order it was found. */
  List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Found::line))
        .map(Found::problem)
        .distinct()
        .toList();
  }
}
