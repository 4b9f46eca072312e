package io.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  @Test
  void thePageForReadersHasTheNamesThatEveryPackHas() throws IOException {
    Names names =
        Names.of(
            PackReader.read(
                    "bare.yaml",
                    """
                    pack: 1
                    id: bare
                    severities: [{id: A}]
                    incident: {group_by: [host]}
                    triggers: [{id: t, severity: A, when: {signal: trouble}}]
                    """)
                .pack()
                .orElseThrow());
    Set<String> everywhere = new TreeSet<>(names.all());
    everywhere.removeIf(name -> name.contains("."));

    assertThat(described()).isEqualTo(everywhere);
  }

  /** What stands in backquotes in the first column of the table of names. */
  private static Set<String> described() throws IOException {
    String page = Files.readString(Path.of("docs/messages.md"));
    String table = page.substring(page.indexOf("## Names"), page.indexOf("## Documents"));
    Set<String> names = new TreeSet<>();
    for (String row : table.split("\n")) {
      if (row.startsWith("| `")) {
        Matcher name = NAME.matcher(row.substring(0, row.indexOf(" | ", 2)));
        while (name.find()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }
}
