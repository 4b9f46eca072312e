package io.tocsin.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A map of a file. A key whose value is {@code null} counts as not given.
 *
 * @param self the map as a value
 * @param entries its values, in the order of the file
 */
record Keyed(Value self, Map<String, Value> entries) {

  /** A map that is not there: nothing is in it, and nothing is missing from it. */
  static Keyed none() {
    return new Keyed(null, Map.of());
  }

  /** Any keys. */
  static Keyed free(Value value) {
    Map<String, Value> entries = new LinkedHashMap<>();
    if (value.node() instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String path = value.path().isEmpty() ? "" : value.path() + ".";
          Node held = tuple.getValueNode();
          entries.putIfAbsent(
              key.getValue(), new Value(held, path + key.getValue(), value.problems()));
        }
      }
    } else {
      value.mustBe("a map");
    }
    return new Keyed(value, entries);
  }

  /** Only these keys; any other is a problem. */
  static Keyed of(Value value, Set<String> known) {
    Keyed keyed = free(value);
    keyed.entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            entry
                .problems()
                .add(
                    keyed.lineOf(key),
                    entry.path(),
                    Problem.Level.ERROR,
                    unknown(entry.path(), key, known));
          }
        });
    return keyed;
  }

  private static String unknown(String path, String key, Set<String> known) {
    return path + " is not a known key" + Suggestion.unknown(key, known);
  }

  private int lineOf(String key) {
    for (NodeTuple tuple : ((MappingNode) self.node()).getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
        return Yaml.line(scalar.getStartMark());
      }
    }
    return self.line();
  }

  int line() {
    return self.line();
  }

  boolean has(String key) {
    return get(key).isPresent();
  }

  Optional<Value> get(String key) {
    return Optional.ofNullable(entries.get(key)).filter(value -> !value.isNull());
  }

  /** The value; a problem when there is none. */
  Optional<Value> require(String key, String what) {
    Optional<Value> value = get(key);
    // A value that is no map was told already; its keys are not missing on top of that.
    if (value.isEmpty() && self != null && self.isMap()) {
      self.problems()
          .add(
              self.line(),
              pathOf(key),
              Problem.Level.ERROR,
              pathOf(key) + " is missing, must be " + what);
    }
    return value;
  }

  private String pathOf(String key) {
    return self.path().isEmpty() ? key : self.path() + "." + key;
  }

  <T> T get(String key, T otherwise, Function<Value, Optional<T>> read) {
    return get(key).flatMap(read).orElse(otherwise);
  }

  String text(String key, String otherwise) {
    return get(key, otherwise, Value::text);
  }

  String requireText(String key, String what) {
    return require(key, what).flatMap(Value::text).orElse("");
  }

  Duration duration(String key, Duration otherwise) {
    return get(key, otherwise, Value::duration);
  }

  boolean truth(String key, boolean otherwise) {
    return get(key, otherwise, Value::truth);
  }

  String oneOf(String key, String otherwise, Collection<String> known) {
    return get(key, otherwise, value -> value.oneOf(known));
  }

  String requireOneOf(String key, Collection<String> known) {
    return require(key, Suggestion.oneOf("", known))
        .flatMap(value -> value.oneOf(known))
        .orElse("");
  }

  List<String> texts(String key) {
    return get(key).map(Value::texts).orElse(List.of());
  }

  List<String> textsOrOne(String key) {
    return get(key).map(Value::textsOrOne).orElse(List.of());
  }

  List<Value> list(String key) {
    return get(key).map(Value::list).orElse(List.of());
  }

  /** The map under a key, empty when there is none. */
  Map<String, Value> map(String key) {
    return get(key).map(value -> free(value).entries()).orElse(Map.of());
  }
}
