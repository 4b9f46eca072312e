package io.tocsin.cli.scenario;

import io.tocsin.config.PackFile;
import io.tocsin.config.PackReader;
import io.tocsin.config.Problem;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** The packs of a story: files beside it, or written into it, with parameters of its own. */
final class ScenarioPacks {
  private final String place;
  private final Path directory;
  private final Problems problems;

  ScenarioPacks(String place, Path directory, Problems problems) {
    this.place = place;
    this.directory = directory;
    this.problems = problems;
  }

  List<Pack> read(Map<String, Item> story, int line) throws IOException {
    List<Item> named = new ArrayList<>();
    if (story.containsKey("pack")) {
      named.add(story.get("pack"));
    }
    if (story.containsKey("packs")) {
      named.addAll(story.get("packs").list());
    }
    if (named.isEmpty()) {
      problems.add(line, "pack is missing, must be a file beside the story or a pack written out");
    }
    Map<?, ?> params = story.containsKey("params") ? map(story.get("params")) : Map.of();
    List<Pack> packs = new ArrayList<>();
    for (Item item : named) {
      read(item, params).ifPresent(packs::add);
    }
    return packs;
  }

  private java.util.Optional<Pack> read(Item item, Map<?, ?> params) throws IOException {
    String name = place + ":" + item.line();
    String text;
    if (item.isMapping()) {
      text = dump(map(item));
    } else if (item.text().contains("\n")) {
      text = item.text();
    } else {
      Path file = directory.resolve(item.text());
      if (!Files.isReadable(file)) {
        item.problem("pack is '" + item.text() + "', must be a file that can be read");
        return java.util.Optional.empty();
      }
      name = item.text();
      text = Files.readString(file);
    }
    PackFile pack = PackReader.read(name, params.isEmpty() ? text : withParams(text, params));
    pack.problems().stream()
        .filter(problem -> problem.level() == Problem.Level.ERROR)
        .forEach(problem -> problems.addWhole(problem.toString()));
    return pack.pack();
  }

  private static String withParams(String text, Map<?, ?> params) {
    Object pack = new Load(LoadSettings.builder().build()).loadFromString(text);
    if (!(pack instanceof Map<?, ?> read)) {
      return text;
    }
    Map<Object, Object> changed = new LinkedHashMap<>(read);
    Map<Object, Object> all = new LinkedHashMap<>();
    if (read.get("params") instanceof Map<?, ?> given) {
      all.putAll(given);
    }
    all.putAll(params);
    changed.put("params", all);
    return dump(changed);
  }

  private static Map<?, ?> map(Item item) {
    Object value =
        new org.snakeyaml.engine.v2.constructor.StandardConstructor(LoadSettings.builder().build())
            .constructSingleDocument(java.util.Optional.of(item.node()));
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String dump(Map<?, ?> map) {
    DumpSettings settings = DumpSettings.builder().setDefaultScalarStyle(ScalarStyle.PLAIN).build();
    return new Dump(settings).dumpToString(map);
  }
}
