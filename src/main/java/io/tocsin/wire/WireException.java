package io.tocsin.wire;

/**
 * Something outside that an operator can put right: a topic with the wrong settings, a file that
 * cannot be written. Its message reads {@code place: what is wrong, what would have been right}.
 */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }

  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
