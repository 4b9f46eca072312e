package io.tocsin.config;

import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The lines on which sections of a pack and the entries inside them begin. */
final class Places {
  private final Map<String, Integer> lines = new HashMap<>();

  Places(Node root) {
    if (root instanceof MappingNode map) {
      for (NodeTuple section : map.getValue()) {
        String name = ((ScalarNode) section.getKeyNode()).getValue();
        lines.put(name, Yaml.line(section.getKeyNode().getStartMark()));
        inside(name, section.getValueNode());
      }
    }
  }

  private void inside(String section, Node node) {
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        String key = ((ScalarNode) entry.getKeyNode()).getValue();
        lines.put(section + "." + key, Yaml.line(entry.getKeyNode().getStartMark()));
      }
    } else if (node instanceof SequenceNode list) {
      for (Node entry : list.getValue()) {
        if (entry instanceof MappingNode) {
          Keyed keyed = Keyed.free(new Value(entry, section, new Problems("")));
          lines.put(section + "." + keyed.text("id", ""), Yaml.line(entry.getStartMark()));
        }
      }
    }
  }

  int line(String section, String entry) {
    return lines.getOrDefault(section + "." + entry, lines.getOrDefault(section, 1));
  }

  int line(String section) {
    return lines.getOrDefault(section, 1);
  }
}
