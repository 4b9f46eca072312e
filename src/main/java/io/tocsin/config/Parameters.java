package io.tocsin.config;

import io.tocsin.metric.Decimal;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The pack's parameters, and values that may name one as {@code $name}.
 *
 * @param values declared parameters; one that is not set holds a null value
 */
record Parameters(Map<String, Value> values) {

  /**
   * A number, or the parameter that would give it and is not set.
   *
   * @param number the number; null when it is not set
   * @param unset name of the parameter, empty when there is a number
   */
  record Amount(Decimal number, String unset) {}

  /** The name behind the {@code $}, or empty when the value is no reference. */
  static String nameIn(Value value) {
    return value.node() instanceof ScalarNode scalar && scalar.getValue().startsWith("$")
        ? scalar.getValue().substring(1)
        : "";
  }

  Optional<Amount> amount(Value value) {
    String name = nameIn(value);
    if (name.isEmpty()) {
      return value.decimal().map(number -> new Amount(number, ""));
    }
    return declared(value)
        .flatMap(
            held ->
                held.isNull()
                    ? Optional.of(new Amount(null, name))
                    : held.decimal().map(number -> new Amount(number, "")));
  }

  /**
   * The value itself, or what the parameter it names holds; empty when that is unset or unknown.
   */
  Optional<Value> given(Value value, String what) {
    if (nameIn(value).isEmpty()) {
      return Optional.of(value);
    }
    Optional<Value> held = declared(value);
    if (held.isPresent() && held.get().isNull()) {
      value.mustBe(what + ", and params." + nameIn(value) + " is not set");
      return Optional.empty();
    }
    return held;
  }

  /** What the named parameter holds, maybe null; empty, with a problem, when nobody declares it. */
  Optional<Value> declared(Value value) {
    Value held = values.get(nameIn(value));
    if (held == null) {
      value.mustBe(
          "a parameter that params declares"
              + Suggestion.nearest(nameIn(value), values.keySet())
                  .map(name -> "; did you mean $" + name + "?")
                  .orElse(""));
    }
    return Optional.ofNullable(held);
  }

  /** Name of the parameter that the value needs and nobody set, or empty. */
  String unsetIn(Value value) {
    Value held = values.get(nameIn(value));
    return held != null && held.isNull() ? nameIn(value) : "";
  }
}
