package io.tocsin.config;

import io.tocsin.message.BadTemplate;
import io.tocsin.message.Documents;
import io.tocsin.message.Kind;
import io.tocsin.message.Names;
import io.tocsin.message.Part;
import io.tocsin.message.TemplateJson;
import io.tocsin.message.TemplateText;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Template;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whether the places of templates are well formed and name what an incident of the pack has. */
final class TemplateCheck {
  private final Names names;

  private TemplateCheck(Names names) {
    this.names = names;
  }

  static void check(Pack pack, Map<String, Value> written) {
    TemplateCheck check = new TemplateCheck(Names.of(pack));
    for (Template template : pack.templates()) {
      Value value = written.get(template.id());
      if (value != null && value.isMap()) {
        check.check(template, Keyed.free(value));
      }
    }
  }

  private void check(Template template, Keyed keyed) {
    keyed.get("body").filter(Value::isScalar).ifPresent(this::text);
    keyed.get("json").ifPresent(json -> strings(json, json.node()));
    if (template.json().codePointCount(0, template.json().length()) > TemplateJson.MOST) {
      keyed
          .self()
          .error(keyed.self().path() + ".json is longer than " + TemplateJson.MOST + " characters");
    }
    keyed.get("auto").ifPresent(auto -> filled(template, auto));
    for (Value event : keyed.get("on").map(Value::listOrOne).orElse(List.of())) {
      if (event.text().filter("message"::equals).isPresent()) {
        event.error(event.path() + " is message, must be another event: no message causes one");
      }
    }
  }

  private void filled(Template template, Value auto) {
    for (String part : Documents.unknown(template, names)) {
      auto.problems()
          .add(
              auto.line(),
              auto.path(),
              Problem.Level.WARNING,
              auto.path()
                  + " has "
                  + part
                  + ", which no name fills: it stands in brackets until a person says it");
    }
  }

  /** Every text inside a JSON payload but the keys. */
  private void strings(Value json, Node node) {
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        strings(json, tuple.getValueNode());
      }
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(part -> strings(json, part));
    } else {
      text(new Value(node, json.path(), json.problems()));
    }
  }

  private void text(Value value) {
    String text = ((ScalarNode) value.node()).getValue();
    try {
      for (Part part : TemplateText.parse(text).parts()) {
        check(part, value, text);
      }
    } catch (BadTemplate bad) {
      error(value, text, bad.position(), bad.getMessage());
    }
  }

  private void check(Part part, Value value, String text) {
    if (part.sort() != Part.Sort.NAME) {
      return;
    }
    Kind kind = names.kind(part.word()).orElse(null);
    if (kind == null) {
      String known = Suggestion.oneOf(part.word(), names.all());
      error(
          value,
          text,
          part.position(),
          "names "
              + part.word()
              + ", must be "
              + known
              + " (a person's field is ?"
              + part.word()
              + ")");
    } else if (!part.format().isEmpty() && !kind.accepts(part.format())) {
      error(
          value,
          text,
          part.position(),
          "writes " + part.word() + " as " + part.format() + ", must be " + kind.formats());
    }
  }

  private static void error(Value value, String text, int position, String message) {
    int line = value.line();
    if (((ScalarNode) value.node()).getScalarStyle() == ScalarStyle.LITERAL) {
      // A block begins on the line after its |.
      line += 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    }
    value.problems().error(line, value.path() + " " + message);
  }
}
