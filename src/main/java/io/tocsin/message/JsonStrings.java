package io.tocsin.message;

/** Walks from string to string of a JSON text. */
final class JsonStrings {
  private final String json;
  private int from;
  private int open;
  private int end;

  JsonStrings(String json) {
    this.json = json;
  }

  /** Goes to the next string. False when there is none. */
  boolean next() {
    from = end;
    open = json.indexOf('"', from);
    if (open < 0) {
      open = json.length();
      return false;
    }
    end = open + 1;
    while (end < json.length() && json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= json.length()) {
      throw new BadTemplate(open, "has a JSON string that does not end");
    }
    end++;
    return true;
  }

  /** What stands between the string before and this one, or the end. */
  String before() {
    return json.substring(from, open);
  }

  /** The string as it stands. */
  String quoted() {
    return json.substring(open, end);
  }

  /** Whether the string names a member of an object. */
  boolean isKey() {
    int at = end;
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at < json.length() && json.charAt(at) == ':';
  }

  /** What the string says. */
  String unquoted() {
    StringBuilder text = new StringBuilder();
    for (int at = open + 1; at < end - 1; at++) {
      char c = json.charAt(at);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      at++;
      switch (json.charAt(at)) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append(unicode(at));
          at += 4;
        }
        case '"', '\\', '/' -> text.append(json.charAt(at));
        default -> throw new BadTemplate(at, "has \\" + json.charAt(at) + ", which JSON has not");
      }
    }
    return text.toString();
  }

  private char unicode(int at) {
    String digits = json.substring(at + 1, Math.min(at + 5, end - 1));
    if (!digits.matches("[0-9A-Fa-f]{4}")) {
      throw new BadTemplate(at, "has \\u without four hexadecimal digits");
    }
    return (char) Integer.parseInt(digits, 16);
  }

  /** Appends a text as a JSON string. */
  static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        case '\r' -> json.append("\\r");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
