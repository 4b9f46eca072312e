package io.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON text whose strings have places. Keys, numbers and structure stay as they are written; a
 * value is escaped again when it is filled in, so the result is JSON whatever the values hold.
 *
 * <p>The result has at most 32,000 code points: values are cut shorter until it fits, never the
 * JSON itself.
 */
public final class TemplateJson {
  /** Code points of the result, and of a template without its values. */
  public static final int MOST = TextBounds.TEXT;

  private final List<Piece> pieces;

  private TemplateJson(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** JSON as it stands, then perhaps a string with places. */
  private record Piece(String json, Optional<TemplateText> string) {}

  /**
   * Reads a template.
   *
   * @param json a JSON text; only its strings are looked at
   * @throws BadTemplate when a place is malformed, a string does not end, or the text alone is
   *     longer than the result may be
   */
  public static TemplateJson parse(String json) {
    List<Piece> pieces = new ArrayList<>();
    JsonStrings strings = new JsonStrings(json);
    while (strings.next()) {
      pieces.add(
          strings.isKey()
              ? new Piece(strings.before() + strings.quoted(), Optional.empty())
              : new Piece(strings.before(), Optional.of(TemplateText.parse(strings.unquoted()))));
    }
    pieces.add(new Piece(strings.before(), Optional.empty()));
    if (json.codePointCount(0, json.length()) > MOST) {
      throw new BadTemplate(0, "has more than " + MOST + " characters");
    }
    return new TemplateJson(pieces);
  }

  /** Every part that refers to a value, in the order of the text. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    pieces.forEach(piece -> piece.string().ifPresent(string -> parts.addAll(string.parts())));
    return parts;
  }

  /** The JSON with every place filled. */
  public String render(Values values) {
    int most = TextBounds.VALUE;
    String json = render(values, most);
    while (most > 0 && json.codePointCount(0, json.length()) > MOST) {
      most /= 2;
      json = render(values, most);
    }
    return json;
  }

  private String render(Values values, int mostOfAValue) {
    StringBuilder json = new StringBuilder();
    for (Piece piece : pieces) {
      json.append(piece.json());
      piece
          .string()
          .ifPresent(string -> JsonStrings.quote(string.render(values, mostOfAValue), json));
    }
    return json.toString();
  }
}
