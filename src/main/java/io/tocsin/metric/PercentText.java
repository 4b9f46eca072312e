package io.tocsin.metric;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-escaping of what would be taken for structure in keys and ids. */
final class PercentText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String STRUCTURE = "%=,/#|";

  /** Which ASCII characters stand as they are: a table, because each label of each sample asks. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    for (char c = '!'; c < 0x7f; c++) {
      PLAIN[c] = STRUCTURE.indexOf(c) < 0;
    }
  }

  private PercentText() {}

  /** Surrogate pairs are never torn: all characters that are escaped are single code units. */
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!mustEscape(c)) {
        out.append(c);
      } else if (c < 0x80) {
        out.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HEX.toHexDigits(b));
        }
      }
    }
  }

  private static boolean mustEscape(char c) {
    if (c < PLAIN.length) {
      return !PLAIN[c];
    }
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Throws {@link IllegalArgumentException} when a percent sign is not followed by two digits. */
  static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
      } else {
        if (i + 2 >= raw.length || !isHex(raw[i + 1]) || !isHex(raw[i + 2])) {
          throw new IllegalArgumentException(
              "'" + text + "': '%' must be followed by two hexadecimal digits");
        }
        bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
        i += 2;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte digit) {
    return digit > 0 && HexFormat.isHexDigit(digit);
  }
}
