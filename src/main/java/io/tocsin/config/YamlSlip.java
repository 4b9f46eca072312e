package io.tocsin.config;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Where a text stops being YAML, in words for the person who wrote it: what stands there and what
 * would have been right, instead of the parser's tokens.
 *
 * @param line line of the mistake, from 1; for what is not closed, the line that opens it
 * @param message what is wrong, what would have been right
 */
public record YamlSlip(int line, String message) {
  private static final int SHOWN = 30;
  private static final Map<String, String> CLOSING = Map.of("{", "}", "[", "]");

  /**
   * Says what the parser stumbled over.
   *
   * @param broken what the parser threw
   * @param text the text it was given
   */
  public static YamlSlip of(YamlEngineException broken, String text) {
    if (broken instanceof ReaderException unreadable) {
      return unreadable(unreadable, text);
    }
    if (broken instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      return marked(marked, text.split("\n", -1));
    }
    return new YamlSlip(1, "the text cannot be read: " + oneLine(broken.getMessage()));
  }

  private static YamlSlip unreadable(ReaderException broken, String text) {
    int before =
        text.offsetByCodePoints(
            0, Math.min(broken.getPosition(), text.codePointCount(0, text.length())));
    int line = 1 + (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
    return new YamlSlip(
        line,
        "the character U+%04X stands here, must be one that can be seen"
            .formatted(broken.getCodePoint()));
  }

  private static YamlSlip marked(MarkedYamlEngineException broken, String[] lines) {
    String problem = oneLine(broken.getProblem());
    Spot at = Spot.of(broken.getProblemMark().orElseThrow(), lines);
    Optional<Spot> open = broken.getContextMark().map(mark -> Spot.of(mark, lines));
    if (problem.startsWith("expected ',' or '") && open.isPresent()) {
      return insideBrackets(open.get(), at);
    }
    if (problem.startsWith("expected <block end>")) {
      return afterBlock(open.orElse(at), at);
    }
    if (problem.startsWith("found unexpected end of stream") && open.isPresent()) {
      String quote = open.get().first();
      return open.get()
          .says("the " + quote + " that opens here is not closed, must end with " + quote);
    }
    if (problem.startsWith("could not find expected ':'")) {
      return open.orElse(at)
          .says(
              open.orElse(at).rest() + " is no entry, must be a key with a value, or begin with -");
    }
    return inWords(problem, oneLine(broken.getContext()), at);
  }

  private static YamlSlip inWords(String problem, String context, Spot at) {
    if (problem.contains("cannot start any token")) {
      return at.says(
          at.first().equals("\t")
              ? "the line is indented with a tab, must be indented with spaces"
              : "a text begins with " + at.first() + ", must stand in quotes");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return at.says(
          at.before().contains(": ")
              ? "a second \": \" stands in one entry, must stand in quotes where it is part of a text"
              : "the line is indented below a key that has its value already, must be indented like"
                  + " that key");
    }
    if (problem.startsWith("found unknown escape character")) {
      return at.says("\\" + at.first() + " stands in double quotes, must be \\\\" + at.first());
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return at.says("a list begins behind its key, must begin on the next line, or be [a, b]");
    }
    if (problem.startsWith("expected the node content")) {
      return at.says(at.first() + " stands where a value is missing, must follow one");
    }
    if (context.contains("a block scalar")) {
      return at.says("a text begins with > or |, must stand in quotes unless it is of many lines");
    }
    if (problem.contains("tag") || context.contains("a tag")) {
      return at.says("a text begins with !, must stand in quotes");
    }
    // What is left is rare (directives, escapes, separators): the place says more than a token.
    return at.says(
        (at.rest().isEmpty() ? "the end of the line" : at.rest())
            + " cannot stand here, must be in quotes when it is a text");
  }

  private static YamlSlip insideBrackets(Spot open, Spot at) {
    String bracket = open.first();
    String closing = CLOSING.getOrDefault(bracket, bracket);
    if (open.line() != at.line()) {
      return open.says(
          "the "
              + bracket
              + " that opens here is not closed, must end with "
              + closing
              + (at.rest().isEmpty() ? "" : "; line " + at.line() + " goes on with other things"));
    }
    return at.says(
        CLOSING.containsValue(at.first())
            ? bracket + " is closed by " + at.first() + ", must be closed by " + closing
            : "entries between "
                + bracket
                + " and "
                + closing
                + " run into each other before "
                + at.rest()
                + ", must be parted by commas");
  }

  private static YamlSlip afterBlock(Spot open, Spot at) {
    if (CLOSING.containsValue(at.first())) {
      return at.says(at.first() + " closes nothing, must be left out or be opened before");
    }
    boolean behindValue = !at.before().isBlank();
    return at.says(
        behindValue
            ? at.rest() + " stands behind a value that is complete, must be part of it or go"
            : at.rest()
                + " does not go on what began in line "
                + open.line()
                + ", must be indented like its other entries");
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replace('\n', ' ');
  }

  /** A place in the text, with what stands before and behind it on its line. */
  private record Spot(int line, String before, String rest) {
    static Spot of(Mark mark, String[] lines) {
      String line = mark.getLine() < lines.length ? lines[mark.getLine()] : "";
      int column = line.offsetByCodePoints(0, Math.min(mark.getColumn(), codePoints(line)));
      String rest = line.substring(column).stripTrailing();
      return new Spot(
          mark.getLine() + 1,
          line.substring(0, column),
          rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest);
    }

    private static int codePoints(String line) {
      return line.codePointCount(0, line.length());
    }

    String first() {
      return rest.isEmpty() ? "the end of the line" : rest.substring(0, 1);
    }

    YamlSlip says(String message) {
      return new YamlSlip(line, message);
    }
  }
}
