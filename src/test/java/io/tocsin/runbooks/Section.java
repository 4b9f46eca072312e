package io.tocsin.runbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rows of one document.
 *
 * @param title its title
 * @param document name of the document, or empty
 * @param pack the pack that was made of it, or empty
 * @param rows in the order of the document
 */
record Section(String title, String document, String pack, List<Row> rows) {
  private static final Path FILE = Path.of("src/test/resources/runbooks/rows.yaml");

  Section {
    rows = List.copyOf(rows);
  }

  static List<Section> all() {
    try {
      Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
      return maps(((Map<?, ?>) read).get("sections")).stream().map(Section::of).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Section of(Map<?, ?> entries) {
    return new Section(
        text(entries, "title"),
        text(entries, "document"),
        text(entries, "pack"),
        maps(entries.get("rows")).stream().map(Row::of).toList());
  }

  private static String text(Map<?, ?> entries, String key) {
    Object value = entries.get(key);
    return value == null ? "" : value.toString();
  }

  private static List<Map<?, ?>> maps(Object list) {
    return ((List<?>) list).stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
  }
}
