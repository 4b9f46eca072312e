package io.tocsin.cli.scenario;

import java.util.List;

/** A story that cannot be read, with everything that is wrong with it. */
public final class BadScenario extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  BadScenario(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: {@code file:line: what is wrong, what would have been right}. */
  public List<String> problems() {
    return problems;
  }
}
