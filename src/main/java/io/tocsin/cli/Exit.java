package io.tocsin.cli;

/** What an exit code says to a script. */
final class Exit {
  /** Done. */
  static final int DONE = 0;

  /** The answer is no: a check found errors, a scenario failed. */
  static final int NO = 1;

  /** Wrong usage or unreadable input. */
  static final int USAGE = 2;

  /** It could not do its work. */
  static final int FAILED = 3;

  private Exit() {}
}
