package io.tocsin.message;

import java.util.Optional;

/**
 * One way to fill a place.
 *
 * @param sort what it refers to
 * @param word the name, the field or the words themselves
 * @param format how a named value is written; empty for the usual way
 * @param position index of its first character in the template
 */
public record Part(Sort sort, String word, String format, int position) {
  /** What a part refers to. */
  public enum Sort {
    /** {@code name} or {@code name:format}: a value the job knows. */
    NAME,
    /** {@code ?name}: a field a person supplies. */
    SUPPLIED,
    /** {@code "words"}: themselves. */
    LITERAL
  }

  /** The text it gives; empty when its value is missing or is the empty text. */
  Optional<String> fill(Values values) {
    Optional<String> text =
        switch (sort) {
          case NAME -> values.known(word).map(content -> content.shown(format));
          case SUPPLIED -> values.supplied(word).map(content -> content.shown(""));
          case LITERAL -> Optional.of(word);
        };
    return text.filter(found -> sort == Sort.LITERAL || !found.isEmpty());
  }
}
