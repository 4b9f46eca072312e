package io.tocsin.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it can be told at once. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void error(int line, String message) {
    add(line, "", Problem.Level.ERROR, message);
  }

  /**
   * Adds what was found.
   *
   * @param path keys that lead to it, or empty
   */
  void add(int line, String path, Problem.Level level, String message) {
    found.add(new Problem(file, line, path, level, message));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(problem -> problem.level() == Problem.Level.ERROR);
  }

  /** Everything found, by line, then in the order it was found. */
  List<Problem> sorted() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).distinct().toList();
  }
}
