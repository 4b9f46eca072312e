package io.tocsin.wire;

import java.math.BigDecimal;

/** Numbers as JSON without an exponent. */
final class PlainNotation {
  private PlainNotation() {}

  /**
   * The number's text as JSON takes it; unchanged when it is plain already. Throws {@link
   * IllegalArgumentException} when it is no number.
   *
   * @param place what the number is of, for the message
   */
  static String of(String place, String text) {
    if (isPlain(text)) {
      return text;
    }
    try {
      return new BigDecimal(text).toPlainString();
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(
          place + " is '" + text + "', must be a number in plain notation", none);
    }
  }

  private static boolean isPlain(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    boolean leadingZero = whole > at + 1 && text.charAt(at) == '0';
    if (whole == at || leadingZero) {
      return false;
    }
    if (whole == text.length()) {
      return true;
    }
    return text.charAt(whole) == '.'
        && whole + 1 < text.length()
        && digits(text, whole + 1) == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
