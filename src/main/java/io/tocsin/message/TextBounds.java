package io.tocsin.message;

/** Keeps a text printable and short. Lengths are in code points, so no pair is ever cut in two. */
final class TextBounds {
  /** Code points of one value. */
  static final int VALUE = 2_000;

  /** Code points of a whole text. */
  static final int TEXT = 32_000;

  private static final int REPLACEMENT = 0xFFFD;

  private TextBounds() {}

  /** At most so many code points; a text that is longer ends in an ellipsis. */
  static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return most < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /**
   * Without what moves a cursor or is no character: control characters but line breaks and tabs go,
   * half a surrogate pair becomes U+FFFD.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                clean.appendCodePoint(REPLACEMENT);
              } else if (point == '\n' || point == '\t' || !Character.isISOControl(point)) {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }
}
