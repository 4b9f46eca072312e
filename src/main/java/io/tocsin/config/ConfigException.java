package io.tocsin.config;

import java.util.List;
import java.util.stream.Collectors;

/** Files that an operator can mend: all their problems at once, one per line of the message. */
public final class ConfigException extends RuntimeException {
  private final transient List<Problem> problems;

  /**
   * All problems of the files.
   *
   * @param problems at least one, errors among them
   */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything found, by file and line. */
  public List<Problem> problems() {
    return problems;
  }
}
