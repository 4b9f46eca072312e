package io.tocsin.config;

/**
 * Something about a file that a person should know.
 *
 * @param place {@code file:line}
 * @param level how bad it is
 * @param message what is wrong and what would have been right
 */
public record Problem(String place, Level level, String message) {
  /** How bad. */
  public enum Level {
    /** The file is refused. */
    ERROR,
    /** The file works, but likely not as meant. */
    WARNING,
    /** Good to know: what is carried but not executed, what is switched off. */
    NOTICE
  }

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
