package io.tocsin.cli;

/** Whether a person is looking. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal, as the script that starts us has seen it. */
  static boolean isOutput() {
    return Boolean.getBoolean("tocsin.terminal");
  }
}
