package io.tocsin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts the values of {@code ${env:NAME}} and {@code ${file:path}} in their places. Problems name
 * the place and the variable, never a value.
 *
 * @param base directory that relative paths start from
 * @param environment the value of a variable, or null
 */
record Secrets(Path base, UnaryOperator<String> environment) {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

  Optional<String> resolve(Value value) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return text;
    }
    Matcher place = PLACE.matcher(text.get());
    StringBuilder resolved = new StringBuilder();
    while (place.find()) {
      Optional<String> held =
          place.group(1).equals("env")
              ? variable(value, place.group(2))
              : file(value, place.group(2));
      if (held.isEmpty()) {
        return Optional.empty();
      }
      place.appendReplacement(resolved, Matcher.quoteReplacement(held.get()));
    }
    return Optional.of(place.appendTail(resolved).toString());
  }

  private Optional<String> variable(Value value, String name) {
    String held = environment.apply(name);
    if (held == null) {
      value.error(value.path() + " needs the environment variable " + name + ", which is not set");
    }
    return Optional.ofNullable(held);
  }

  private Optional<String> file(Value value, String name) {
    try {
      // Files written by editors and secret stores end in a line break that is not part of it.
      return Optional.of(Files.readString(base.resolve(name)).stripTrailing());
    } catch (IOException | java.nio.file.InvalidPathException unreadable) {
      value.error(value.path() + " needs the file " + name + ", which cannot be read");
      return Optional.empty();
    }
  }

  /** Anywhere else such a place would be taken literally: better to say so. */
  static void refuseIn(Value value) {
    if (value.node() instanceof ScalarNode scalar && PLACE.matcher(scalar.getValue()).find()) {
      value.mustBe("a plain value, ${…} is filled in kafka.properties and receivers only");
    } else if (value.node() instanceof MappingNode) {
      Keyed.free(value).entries().values().forEach(Secrets::refuseIn);
    } else if (value.node() instanceof SequenceNode) {
      value.list().forEach(Secrets::refuseIn);
    }
  }
}
