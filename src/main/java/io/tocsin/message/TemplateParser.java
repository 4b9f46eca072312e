package io.tocsin.message;

import io.tocsin.message.TemplateText.Piece;
import java.util.ArrayList;
import java.util.List;

/** Reads the pieces of one template, left to right. */
final class TemplateParser {
  private static final String PLACE_FORM =
      "a place such as {name}, {name:format}, {?field} or"
          + " {name|\"words\"}; a brace itself is written ";

  private final String text;
  private int at;

  TemplateParser(String text) {
    this.text = text;
  }

  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '{' && c != '}') {
        words.append(c);
        at++;
      } else if (text.startsWith(String.valueOf(c) + c, at)) {
        words.append(c);
        at += 2;
      } else if (c == '}') {
        throw new BadTemplate(at, "has a } that ends no place; a brace itself is written }}");
      } else {
        pieces.add(new Piece(words.toString(), place()));
        words.setLength(0);
      }
    }
    if (words.length() > 0) {
      pieces.add(new Piece(words.toString(), List.of()));
    }
    return pieces;
  }

  private List<Part> place() {
    int start = at++;
    List<Part> parts = new ArrayList<>();
    while (true) {
      if (!parts.isEmpty() && parts.get(parts.size() - 1).sort() == Part.Sort.LITERAL) {
        throw new BadTemplate(at, "has a part after \"words\", which always win; they come last");
      }
      parts.add(part(start));
      char next = at < text.length() ? text.charAt(at) : '\n';
      at++;
      if (next == '}') {
        return parts;
      }
      if (next != '|') {
        throw malformed(start);
      }
    }
  }

  private Part part(int start) {
    int from = at;
    if (text.startsWith("\"", at)) {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw new BadTemplate(at, "has words whose \" is not closed");
      }
      at = end + 1;
      return new Part(Part.Sort.LITERAL, text.substring(from + 1, end), "", from);
    }
    boolean supplied = text.startsWith("?", at);
    if (supplied) {
      at++;
    }
    String name = name(start);
    if (!text.startsWith(":", at)) {
      return new Part(supplied ? Part.Sort.SUPPLIED : Part.Sort.NAME, name, "", from);
    }
    if (supplied) {
      throw new BadTemplate(from, "gives ?" + name + " a format; what a person supplies has none");
    }
    int begin = ++at;
    while (at < text.length() && "|}{\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return new Part(Part.Sort.NAME, name, text.substring(begin, at), from);
  }

  private String name(int start) {
    int from = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw malformed(start);
    }
    return text.substring(from, at);
  }

  private static boolean isNameCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "_.-".indexOf(c) >= 0;
  }

  private BadTemplate malformed(int start) {
    int end = text.indexOf('\n', start);
    String line = text.substring(start, end < 0 ? text.length() : end);
    String shown = TextBounds.cut(line, 30);
    return new BadTemplate(start, "has " + shown + ", must be " + PLACE_FORM + "{{");
  }
}
