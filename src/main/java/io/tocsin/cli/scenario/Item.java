package io.tocsin.cli.scenario;

import io.tocsin.config.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A place in a story's YAML that knows its line. */
final class Item {
  private final String name;
  private final Node node;
  private final Problems problems;

  Item(String name, Node node, Problems problems) {
    this.name = name;
    this.node = node;
    this.problems = problems;
  }

  /** Line in the file, from 1. */
  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  void problem(String message) {
    problems.add(line(), message);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isNull() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  Node node() {
    return node;
  }

  /** The scalar as it is written; empty after a problem. */
  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(name + " must be a plain value");
    return "";
  }

  /** A list's entries; a single value counts as a list of one. */
  List<Item> list() {
    List<Item> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node entry : sequence.getValue()) {
        items.add(new Item(name + "[" + index++ + "]", entry, problems));
      }
    } else if (!isNull()) {
      items.add(this);
    }
    return items;
  }

  List<String> texts() {
    return list().stream().map(Item::text).toList();
  }

  /** A mapping's entries in the order of the file. */
  Map<String, Item> entries() {
    Map<String, Item> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(name + " must be a mapping");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Item key = new Item("key", tuple.getKeyNode(), problems);
      String keyName = key.text();
      String path = name.isEmpty() ? keyName : name + "." + keyName;
      if (entries.put(keyName, new Item(path, tuple.getValueNode(), problems)) != null) {
        key.problem(path + " is there twice, must be there once");
      }
    }
    return entries;
  }

  /** Entries of a mapping that may have these keys only. */
  Map<String, Item> entries(List<String> known) {
    Map<String, Item> entries = entries();
    entries.forEach(
        (key, item) -> {
          if (!known.contains(key)) {
            problems.add(lineOf(key), item.name + " is unknown" + Suggestion.unknown(key, known));
          }
        });
    return entries;
  }

  /** A value may begin on a later line than its key. */
  private int lineOf(String key) {
    return ((MappingNode) node)
        .getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(name -> name instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .findFirst()
            .flatMap(Node::getStartMark)
            .map(mark -> mark.getLine() + 1)
            .orElse(line());
  }

  Map<String, String> textMap() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries().forEach((key, item) -> texts.put(key, item.text()));
    return texts;
  }

  @Override
  public String toString() {
    return name;
  }
}
