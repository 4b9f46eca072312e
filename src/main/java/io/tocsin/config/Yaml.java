package io.tocsin.config;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML 1.2 document as nodes that know their lines.
 *
 * <p>Anchors are refused rather than bounded: a pack has no use for them, and a file without them
 * cannot grow while it is read.
 */
final class Yaml {
  /** Characters a file may have. */
  static final int MAX_LENGTH = 1 << 20;

  /** Maps and lists inside each other. */
  static final int MAX_DEPTH = 32;

  private Yaml() {}

  /** The root, or empty when the text is no such document; the problems then say why. */
  static Optional<Node> read(String text, Problems problems) {
    if (text.length() > MAX_LENGTH) {
      problems.error(1, "the file has " + text.length() + " characters, must have at most 1048576");
      return Optional.empty();
    }
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_LENGTH)
            .setUseMarks(true)
            .build();
    try {
      if (!isPlain(new Parse(settings).parseString(body).iterator(), problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(body);
      if (root.isEmpty()) {
        problems.error(1, "the file is empty, must be a map");
      }
      root.ifPresent(node -> refuseDuplicates(node, problems));
      return root;
    } catch (YamlEngineException broken) {
      YamlSlip slip = YamlSlip.of(broken, body);
      problems.error(slip.line(), slip.message());
    }
    return Optional.empty();
  }

  static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  /** The composer recurses, so depth must be known before it runs. */
  private static boolean isPlain(Iterator<Event> events, Problems problems) {
    int depth = 0;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof AliasEvent) {
        problems.error(
            line(event.getStartMark()), "aliases (*name) are not read, write the value out");
        return false;
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        problems.error(
            line(event.getStartMark()), "a second document starts here, one file holds one");
        return false;
      }
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        problems.error(
            line(event.getStartMark()), "maps and lists are nested deeper than " + MAX_DEPTH);
        return false;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return true;
  }

  private static void refuseDuplicates(Node node, Problems problems) {
    if (node instanceof MappingNode map) {
      Set<String> seen = new HashSet<>();
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && !seen.add(key.getValue())) {
          problems.error(
              line(key.getStartMark()), "key " + key.getValue() + " stands here a second time");
        } else if (!(tuple.getKeyNode() instanceof ScalarNode)) {
          problems.error(line(tuple.getKeyNode().getStartMark()), "a key must be a word");
        }
        refuseDuplicates(tuple.getValueNode(), problems);
      }
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(part -> refuseDuplicates(part, problems));
    }
  }
}
