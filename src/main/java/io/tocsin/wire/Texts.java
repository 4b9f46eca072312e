package io.tocsin.wire;

import io.tocsin.incident.Event;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Times;
import java.util.regex.Pattern;

/** What every decoder asks of the texts in a record, whatever its format. */
final class Texts {
  /** Longest name, in characters. */
  static final int MAX_NAME = 1024;

  /** Longest label value or other short text, in characters. */
  static final int MAX_VALUE = 2048;

  /** Possessive, so that a long text costs no more than its length. */
  private static final Pattern NUMERAL =
      Pattern.compile("(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d++)?+");

  private static final char MARK = Event.SUBJECT_MARK.charAt(0);
  private static final char ROOM_MARK = Event.ROOM_MARK.charAt(0);
  private static final char EARLIER_MARK = Event.EARLIER_MARK.charAt(0);

  private static final String NUMBER =
      "a number between -1.7e29 and 1.7e29, plain (0.25) or scientific (2.5e-1)";

  private Texts() {}

  /** A name: not empty, no control characters. Returns it. */
  static String name(Reason reason, String place, String text) throws Refusal {
    if (text.isEmpty()) {
      throw new Refusal(reason, place + " is empty, must have 1 to " + MAX_NAME + " characters");
    }
    atMost(MAX_NAME, reason, place, text);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new Refusal(
            reason, place + " is " + Refusal.shown(text) + ", must have no control characters");
      }
    }
    return clean(reason, place, text);
  }

  /** A short text: any characters that are Unicode, empty allowed. Returns it. */
  static String value(Reason reason, String place, String text) throws Refusal {
    atMost(MAX_VALUE, reason, place, text);
    return clean(reason, place, text);
  }

  /** A text of any length without lone surrogates, U+FFFE and U+FFFF. Returns it. */
  static String clean(Reason reason, String place, String text) throws Refusal {
    for (int i = 0; i < text.length(); i++) {
      if (isForbidden(text, i)) {
        throw new Refusal(
            reason,
            place
                + " is "
                + Refusal.shown(text)
                + ", must have no lone surrogate, U+FFFE or U+FFFF");
      }
    }
    return text;
  }

  /** They stand for what is numbered later in our own texts; a lone surrogate cannot be written. */
  static boolean isForbidden(String text, int at) {
    char c = text.charAt(at);
    if (c < Character.MIN_SURROGATE) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == MARK || c == ROOM_MARK || c == EARLIER_MARK;
  }

  private static void atMost(int most, Reason reason, String place, String text) throws Refusal {
    if (text.length() > most) {
      throw new Refusal(
          reason,
          place
              + " is "
              + Refusal.shown(text)
              + " of "
              + text.length()
              + " characters, must have at most "
              + most);
    }
  }

  /** A finite number within the range of {@link Decimal}. */
  static Decimal number(String place, String text) throws Refusal {
    try {
      return Decimal.parse(text);
    } catch (NumberFormatException refused) {
      throw new Refusal(
          reasonOf(text), place + " is " + Refusal.shown(text) + ", must be " + NUMBER);
    }
  }

  private static Reason reasonOf(String text) {
    String unsigned = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    return switch (unsigned) {
      case "NaN", "nan", "Inf", "inf", "Infinity", "infinity", "INF" -> Reason.NOT_FINITE;
      default -> NUMERAL.matcher(unsigned).matches() ? Reason.OUT_OF_RANGE : Reason.NOT_A_NUMBER;
    };
  }

  /** RFC 3339 with any offset, or milliseconds since the epoch. */
  static long instant(String place, String text) throws Refusal {
    return instant(place, text, Times.parse(text), "2025-10-10T10:00:00Z");
  }

  /** The same, and a time without a zone is UTC. */
  static long instantAsUtc(String place, String text) throws Refusal {
    return instant(place, text, Times.parseAsUtc(text), "2025-10-10 10:00:00");
  }

  private static long instant(String place, String text, long read, String example) throws Refusal {
    if (read == Times.NOT_YET) {
      throw new Refusal(
          Reason.BAD_TIMESTAMP,
          place
              + " is "
              + Refusal.shown(text)
              + ", must be RFC 3339 ("
              + example
              + ") or milliseconds since 1970, within the years 0 to 9999");
    }
    return read;
  }
}
