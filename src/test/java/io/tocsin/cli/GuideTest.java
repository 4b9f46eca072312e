package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader who types what the README's guide says sees what it shows. */
class GuideTest {
  private static final Path PACK = Path.of("docs/examples/my-service.yaml");
  private static final Path STORY = Path.of("docs/examples/my-service-story.yaml");

  @TempDir private Path folder;

  @BeforeEach
  void copyBoth() throws IOException {
    Files.copy(PACK, folder.resolve("my-service.yaml"));
    Files.copy(STORY, folder.resolve("my-service-story.yaml"));
  }

  @Test
  void showsThePackAsItStandsInItsFile() throws IOException {
    assertThat(readme()).contains("```yaml\n" + Files.readString(PACK) + "```");
  }

  @Test
  void showsWhatIsSaidOfAMistypedWord() throws IOException {
    change("unless: acked", "unless: aked");

    assertThat(readme()).contains(run(1, "check", "my-service.yaml"));
  }

  @Test
  void showsWhatIsSaidOfAPackThatIsSound() throws IOException {
    change("limit: 10m", "limit: 5m");

    assertThat(readme()).contains(run(0, "check", "my-service.yaml"));
    assertThat(run(0, "check", "my-service.yaml")).noneMatch(line -> line.startsWith("warning"));
  }

  @Test
  void showsAStoryThatWentAnotherWay() throws IOException {
    change("limit: 10m", "limit: 5m");

    assertThat(readme()).contains(run(1, "test", "my-service-story.yaml"));
  }

  @Test
  void showsTheStoryThatHolds() throws IOException {
    assertThat(readme()).contains(run(0, "test", "my-service-story.yaml"));
  }

  private void change(String word, String other) throws IOException {
    String sound = Files.readString(PACK);
    assertThat(sound).contains(word);
    assertThat(readme()).contains("sed 's/" + word + "/" + other + "/' " + PACK);
    Files.writeString(folder.resolve("my-service.yaml"), sound.replace(word, other));
  }

  /** The lines written, as they are in {@code mine/}; how long it took is different each time. */
  private String[] run(int exit, String command, String file) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String place = folder.resolve(file).toString();

    int code =
        Door.run(new PrintWriter(out), new PrintWriter(err), command, "--format=table", place);

    assertThat(err.toString()).isEmpty();
    assertThat(code).isEqualTo(exit);
    return withoutMillis(out.toString().replace(folder.toString(), "mine"))
        .lines()
        .filter(line -> !line.startsWith("    "))
        .toArray(String[]::new);
  }

  private static String readme() throws IOException {
    return withoutMillis(Files.readString(Path.of("README.md")));
  }

  private static String withoutMillis(String text) {
    return text.replaceAll(", \\d+ ms\\)", ")");
  }
}
