package io.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with places.
 *
 * <pre>
 * place  := "{" part { "|" part } "}"          the first part that has a value wins
 * part   := name | name ":" format | "?" field | '"' words '"'
 * "{{" and "}}" are braces
 * </pre>
 *
 * <p>A place whose parts all have no value shows the name of its first part in brackets: {@code
 * {?eta}} is {@code [eta]} until somebody supplies it. Words are always a value, so they can only
 * come last. Filled in one pass: a value is never read as a template.
 *
 * <p>A value has at most 2,000 code points, a rendered text 32,000; what is cut ends in an
 * ellipsis. Values lose control characters other than line breaks and tabs.
 */
public final class TemplateText {
  private final List<Piece> pieces;

  private TemplateText(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** Words, or a place with its parts. */
  record Piece(String words, List<Part> parts) {
    Piece {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Reads a template.
   *
   * @throws BadTemplate when a brace or a place is malformed
   */
  public static TemplateText parse(String text) {
    return new TemplateText(new TemplateParser(text).pieces());
  }

  /** Every part that refers to a value, in the order of the text. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    pieces.forEach(piece -> parts.addAll(piece.parts()));
    parts.removeIf(part -> part.sort() == Part.Sort.LITERAL);
    return parts;
  }

  /** All names and fields it refers to, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    parts().forEach(part -> names.add(part.word()));
    return names;
  }

  /** The text with every place filled. */
  public String render(Values values) {
    return TextBounds.cut(render(values, TextBounds.VALUE), TextBounds.TEXT);
  }

  /** Unbounded as a whole, with values of at most so many code points. */
  String render(Values values, int mostOfAValue) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece.words());
      if (!piece.parts().isEmpty()) {
        text.append(TextBounds.cut(TextBounds.clean(fill(piece.parts(), values)), mostOfAValue));
      }
    }
    return text.toString();
  }

  private static String fill(List<Part> parts, Values values) {
    for (Part part : parts) {
      Optional<String> found = part.fill(values);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return "[" + parts.get(0).word() + "]";
  }
}
