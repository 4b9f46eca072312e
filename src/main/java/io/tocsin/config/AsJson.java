package io.tocsin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A part of a file as JSON, keys in the order of the file. */
final class AsJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AsJson() {}

  static String text(Value value) {
    return node(value.node()).toString();
  }

  static JsonNode node(Node node) {
    if (node instanceof MappingNode map) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          object.set(key.getValue(), node(tuple.getValueNode()));
        }
      }
      return object;
    }
    if (node instanceof SequenceNode list) {
      ArrayNode array = JSON.arrayNode();
      list.getValue().forEach(part -> array.add(node(part)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (Tag.NULL.equals(tag)) {
      return JSON.nullNode();
    }
    if (Tag.BOOL.equals(tag)) {
      return JSON.booleanNode(Boolean.parseBoolean(text.toLowerCase(java.util.Locale.ROOT)));
    }
    try {
      if (Tag.INT.equals(tag)) {
        return JSON.numberNode(new BigInteger(text));
      }
      if (Tag.FLOAT.equals(tag) && text.length() < 64) {
        return JSON.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException notDecimal) {
      // Hexadecimal, octal, infinities: JSON has none of them, so they stay text.
      return JSON.textNode(text);
    }
    return JSON.textNode(text);
  }
}
