package io.tocsin.config;

/**
 * Something about a file that a person should know.
 *
 * @param file the file, or what else it is about
 * @param line line of the file, from 1; 0 when it is about the whole
 * @param path keys that lead to it ({@code timers.ack.limit}), or empty
 * @param level how bad it is
 * @param message what is wrong and what would have been right
 */
public record Problem(String file, int line, String path, Level level, String message) {
  /** How bad. */
  public enum Level {
    /** The file is refused. */
    ERROR,
    /** The file works, but likely not as meant. */
    WARNING,
    /** Good to know: what is carried but not executed, what is switched off. */
    NOTICE
  }

  /** {@code file:line}, as editors and terminals read it. */
  public String place() {
    return line > 0 ? file + ":" + line : file;
  }

  @Override
  public String toString() {
    return place() + ": " + message;
  }
}
