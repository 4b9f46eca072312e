package io.tocsin.config;

import io.tocsin.metric.Decimal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a file, with the path that leads to it. Asked for what it is not, it adds a problem
 * and answers empty, so that reading goes on.
 */
record Value(Node node, String path, Problems problems) {

  int line() {
    return Yaml.line(node.getStartMark());
  }

  void error(String message) {
    say(Problem.Level.ERROR, message);
  }

  void say(Problem.Level level, String message) {
    problems.add(line(), path, level, message);
  }

  /** {@code path is value, must be what}. */
  void mustBe(String what) {
    error((path.isEmpty() ? "the file" : path) + " is " + shown() + ", must be " + what);
  }

  boolean isNull() {
    return Tag.NULL.equals(node.getTag());
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  private String shown() {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue().replace('\n', ' ');
      text = text.length() > 60 ? text.substring(0, 60) + "…" : text;
      boolean bare = scalar.getScalarStyle() == ScalarStyle.PLAIN && !text.isEmpty();
      return bare ? text : '"' + text + '"';
    }
    return isMap() ? "a map" : "a list";
  }

  /** The text of a scalar, numbers and truth values as they are written. */
  Optional<String> text() {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return Optional.of(scalar.getValue());
    }
    mustBe("a text");
    return Optional.empty();
  }

  /** A text that is one of the known ones. */
  Optional<String> oneOf(Collection<String> known) {
    if (!(node instanceof ScalarNode scalar)) {
      mustBe("one of " + String.join(", ", known));
      return Optional.empty();
    }
    if (known.contains(scalar.getValue())) {
      return Optional.of(scalar.getValue());
    }
    mustBe(Suggestion.oneOf(scalar.getValue(), known));
    return Optional.empty();
  }

  Optional<Boolean> truth() {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(node.getTag())) {
      return Optional.of(Boolean.valueOf(scalar.getValue().toLowerCase(java.util.Locale.ROOT)));
    }
    mustBe("true or false");
    return Optional.empty();
  }

  Optional<Duration> duration() {
    Optional<Duration> duration =
        node instanceof ScalarNode scalar ? Durations.parse(scalar.getValue()) : Optional.empty();
    if (duration.isEmpty()) {
      mustBe(Durations.FORM);
    }
    return duration;
  }

  Optional<Duration> duration(Duration least, Duration most) {
    Optional<Duration> duration = duration();
    if (duration.isPresent()
        && (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0)) {
      mustBe("between " + Durations.text(least) + " and " + Durations.text(most));
      return Optional.empty();
    }
    return duration;
  }

  Optional<Integer> whole(int least, int most) {
    try {
      if (node instanceof ScalarNode scalar && Tag.INT.equals(node.getTag())) {
        int number = Integer.parseInt(scalar.getValue());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      }
    } catch (NumberFormatException tooLong) {
      // Falls through: a number beyond the range is told like any other outside it.
    }
    mustBe(least == most ? "" + least : "a whole number between " + least + " and " + most);
    return Optional.empty();
  }

  /** A number as it is written; nothing is rounded in silence. */
  Optional<Decimal> decimal() {
    if (node instanceof ScalarNode scalar
        && (Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag()))) {
      try {
        Decimal number = Decimal.parse(scalar.getValue());
        if (number.toBigDecimal().compareTo(new BigDecimal(scalar.getValue())) == 0) {
          return Optional.of(number);
        }
        mustBe("a number with at most " + Decimal.SCALE + " decimal places");
        return Optional.empty();
      } catch (NumberFormatException noNumber) {
        mustBe("a number between -10^29 and 10^29, written in decimal");
        return Optional.empty();
      }
    }
    mustBe("a number");
    return Optional.empty();
  }

  /** The parts of a list, each with the name it goes by in messages. */
  List<Value> list() {
    if (!(node instanceof SequenceNode sequence)) {
      mustBe("a list");
      return List.of();
    }
    List<Value> parts = new ArrayList<>();
    for (Node part : sequence.getValue()) {
      parts.add(new Value(part, path + "." + nameOf(part, parts.size() + 1), problems));
    }
    return parts;
  }

  /** A list, or one value where a list of one is meant. */
  List<Value> listOrOne() {
    return isList() ? list() : List.of(this);
  }

  List<String> texts() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      mustBe("a list such as [" + scalar.getValue() + "]");
      return List.of();
    }
    return list().stream().map(Value::text).flatMap(Optional::stream).toList();
  }

  List<String> textsOrOne() {
    return listOrOne().stream().map(Value::text).flatMap(Optional::stream).toList();
  }

  private static String nameOf(Node part, int position) {
    if (part instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("id")
            && tuple.getValueNode() instanceof ScalarNode id) {
          return id.getValue();
        }
      }
    }
    return String.valueOf(position);
  }
}
