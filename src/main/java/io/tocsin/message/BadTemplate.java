package io.tocsin.message;

/** A text is no template: where it goes wrong, and what would have been right. */
public final class BadTemplate extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  BadTemplate(int position, String problem) {
    super(problem);
    this.position = position;
  }

  /** Index of the character at which it goes wrong, from 0. */
  public int position() {
    return position;
  }
}
