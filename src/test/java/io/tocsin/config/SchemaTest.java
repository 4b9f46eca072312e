package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas and the readers say the same. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Shape.class)
  void packSchemaHasTheKeysTheReaderKnows(Shape shape) throws IOException {
    JsonNode schema = JSON.readTree(Path.of("docs/pack.schema.json").toFile());
    JsonNode described =
        shape == Shape.PACK
            ? schema
            : schema.path("$defs").path(shape.name().toLowerCase(Locale.ROOT));

    assertThat(keys(described)).isEqualTo(new TreeSet<>(shape.keys()));
  }

  @ParameterizedTest
  @EnumSource(JobShape.class)
  void jobSchemaHasTheKeysTheReaderKnows(JobShape shape) throws IOException {
    JsonNode schema = JSON.readTree(Path.of("docs/job.schema.json").toFile());
    JsonNode described =
        shape == JobShape.JOB
            ? schema
            : schema.path("$defs").path(shape.name().toLowerCase(Locale.ROOT));

    assertThat(keys(described)).isEqualTo(new TreeSet<>(shape.keys()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ado",
        "claude-code-runbook",
        "claude-enhancer",
        "cloudwatch",
        "incident-skill",
        "incident-workflow"
      })
  void shippedPacksAreValid(String name) throws IOException {
    assertThat(schema("pack").validate(json(Path.of("conf/packs/" + name + ".yaml")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tocsin", "cloudwatch"})
  void shippedJobsAreValid(String name) throws IOException {
    assertThat(schema("job").validate(json(Path.of("jobs/" + name + ".yaml")))).isEmpty();
  }

  @Test
  void wholeFormatIsValid() throws IOException {
    assertThat(schema("pack").validate(json(Path.of("src/test/resources/packs/whole.yaml"))))
        .isEmpty();
  }

  @Test
  void wholeFormatIsRead() {
    PackFile whole = PackReader.read(Path.of("src/test/resources/packs/whole.yaml"));

    assertThat(whole.isUsable()).as("%s", whole.problems()).isTrue();
  }

  /** JSON is YAML, so a damaged pack can be given to both. */
  @Test
  void readerRefusesWhateverTheSchemaRefuses() throws IOException {
    Random random = new Random(Long.getLong("seed", 20251010));
    JsonSchema schema = schema("pack");
    JsonNode good = json(Path.of("src/test/resources/packs/whole.yaml"));
    int refused = 0;
    for (int i = 0; i < Integer.getInteger("damages", 500); i++) {
      JsonNode damaged = good.deepCopy();
      String damage = damage(damaged, random);
      if (!schema.validate(damaged).isEmpty()) {
        refused++;
        assertThat(PackReader.read("damaged.yaml", damaged.toString()).isUsable())
            .as("%s, damage %d: %s", schema.validate(damaged), i, damage)
            .isFalse();
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private static String damage(JsonNode root, Random random) {
    List<JsonNode> holders = new ArrayList<>();
    gather(root, holders);
    JsonNode holder = holders.get(random.nextInt(holders.size()));
    JsonNode wrong = wrong(random);
    if (holder instanceof ArrayNode list) {
      int place = random.nextInt(list.size());
      String was = list.get(place).toString();
      list.set(place, wrong);
      return was + " became " + wrong;
    }
    ObjectNode map = (ObjectNode) holder;
    List<String> names = new ArrayList<>();
    map.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    String was = name + ": " + map.get(name);
    switch (random.nextInt(5)) {
      case 0 -> map.remove(name);
      case 1 -> map.set(name + "x", map.remove(name));
      default -> map.set(name, wrong);
    }
    return was + " became " + map.get(name);
  }

  private static JsonNode wrong(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.createObjectNode();
      case 2 -> JSON.createArrayNode();
      case 3 -> JSON.getNodeFactory().textNode("zzz/");
      case 4 -> JSON.getNodeFactory().numberNode(-1);
      case 5 -> JSON.getNodeFactory().booleanNode(true);
      case 6 -> JSON.createObjectNode().put("zzz", 1);
      default -> JSON.createArrayNode().add("zzz/");
    };
  }

  private static void gather(JsonNode node, List<JsonNode> holders) {
    if (node.isContainerNode() && !node.isEmpty()) {
      holders.add(node);
      node.forEach(part -> gather(part, holders));
    }
  }

  private static Set<String> keys(JsonNode described) {
    Set<String> keys = new TreeSet<>();
    Iterator<String> names = described.path("properties").fieldNames();
    names.forEachRemaining(keys::add);
    return keys;
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(Path.of("docs/" + name + ".schema.json")));
  }

  static JsonNode json(Path yaml) throws IOException {
    return AsJson.node(
        Yaml.read(Files.readString(yaml), new Problems(yaml.toString())).orElseThrow());
  }
}
