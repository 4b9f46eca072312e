package io.tocsin.metric;

/**
 * The common case of a number: an optional sign, at most 18 digits that count, an optional point.
 * It is read without a big number, because it is read once per sample.
 */
final class PlainNumber {
  private static final int MAX_DIGITS = 18;
  private static final long[] TEN_TO = new long[MAX_DIGITS + 1];

  static {
    TEN_TO[0] = 1;
    for (int i = 1; i < TEN_TO.length; i++) {
      TEN_TO[i] = TEN_TO[i - 1] * 10;
    }
  }

  private PlainNumber() {}

  /** The number, or null when the text is something else, be it a number of another form. */
  static Decimal parse(String text) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    int at = negative ? 1 : 0;
    long digits = 0;
    int seen = 0;
    int point = -1;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        seen++;
      } else if (c == '.' && point < 0) {
        point = seen;
      } else {
        return null;
      }
      if (seen > MAX_DIGITS) {
        return null;
      }
    }
    return seen == 0 ? null : scaled(digits, point < 0 ? 0 : seen - point, negative);
  }

  private static Decimal scaled(long digits, int places, boolean negative) {
    if (places <= Decimal.SCALE) {
      return Decimal.ofProduct(digits, TEN_TO[Decimal.SCALE - places], negative);
    }
    long step = TEN_TO[places - Decimal.SCALE];
    long units = digits / step;
    long twiceRest = 2 * (digits % step);
    if (twiceRest > step || (twiceRest == step && (units & 1) == 1)) {
      units++;
    }
    return Decimal.ofUnits(negative ? -units : units);
  }
}
