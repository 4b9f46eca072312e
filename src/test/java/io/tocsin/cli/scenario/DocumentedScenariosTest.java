package io.tocsin.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader copies from the documents goes as it is told there. */
class DocumentedScenariosTest {
  private static final Pattern SCENARIO =
      Pattern.compile("```yaml\n(title: .*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/scenarios.md"})
  void holds(String document) throws IOException, BadScenario {
    Matcher found = SCENARIO.matcher(Files.readString(Path.of(document)));
    assertThat(found.find()).isTrue();
    String packs = Path.of("conf/packs").toAbsolutePath().toString();
    Path file = folder.resolve("scenario.yaml");
    Files.writeString(file, found.group(1).replace("../../../../conf/packs", packs));

    Playback playback = ScenarioReader.read(file).play();

    assertThat(playback.differences()).isEmpty();
    assertThat(playback.events()).isNotEmpty();
  }
}
