package io.tocsin.wire;

/** Ends the reading of a record that its sender got wrong; never leaves this room. */
final class Refusal extends Exception {
  private static final int MAX_SHOWN = 80;

  private final Reason reason;

  /**
   * A refusal.
   *
   * @param detail the place, what stands there, and what would have been right
   */
  Refusal(Reason reason, String detail) {
    // No stack trace: it says nothing of the sender, and garbage comes in floods.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** A sender's text as it can stand in a sentence: quoted, cut, without control characters. */
  static String shown(String text) {
    return '\'' + printable(text, MAX_SHOWN) + '\'';
  }

  /**
   * The text cut to so many characters, with those that do not print as <code>&#92;uXXXX</code>.
   */
  static String printable(String text, int maxLength) {
    boolean cut = text.length() > maxLength;
    int end = cut ? maxLength : text.length();
    if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isInvisible(c) || Texts.isForbidden(text, i)) {
        shown.append(String.format("\\u%04X", (int) c));
      } else {
        shown.append(c);
      }
    }
    return cut ? shown.append('…').toString() : shown.toString();
  }

  /** Controls, line breaks and marks of direction: a detail is read on terminals. */
  private static boolean isInvisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
