package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every story can fail: whatever is left out of a pack, or made a tenth too large, makes some story
 * go another way. What no story can notice is listed, with the reason.
 */
class MutationTest {
  private static final Path LIST = Path.of("src/test/resources/runbooks/survivors.yaml");
  private static final List<Story> STORIES = Story.all();

  static List<String> packs() {
    return Section.all().stream()
        .map(Section::pack)
        .filter(pack -> !pack.isEmpty() && Files.exists(Path.of(pack)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("packs")
  void everyMistakeInAPackIsNoticed(String file) throws IOException {
    Pack pack = PackReader.read(file, Files.readString(Path.of(file))).pack().orElseThrow();
    List<Story> stories =
        STORIES.stream()
            .filter(story -> story.isToldUnder(pack.id()))
            .sorted(Comparator.comparingInt(story -> story.scenario().samples().size()))
            .toList();
    Set<String> listed =
        listed().keySet().stream()
            .filter(mutant -> mutant.startsWith(pack.id() + ": "))
            .collect(Collectors.toCollection(TreeSet::new));

    List<String> survivors =
        Mutants.of(pack).parallelStream()
            .filter(mutant -> !mutant.isNoticedBy(stories))
            .map(Mutant::toString)
            .toList();

    assertThat(survivors)
        .filteredOn(mutant -> !listed.contains(mutant))
        .as("mistakes that no story notices: tell one that does, or say why none can in %s", LIST)
        .isEmpty();
    assertThat(listed)
        .filteredOn(mutant -> !survivors.contains(mutant))
        .as("mistakes in %s that a story notices, or that cannot be made", LIST)
        .isEmpty();
  }

  @Test
  void saysWhyEachSurvivorIsLetLive() throws IOException {
    assertThat(listed()).allSatisfy((mutant, reason) -> assertThat(reason).isNotBlank());
  }

  private static Map<String, String> listed() throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(LIST));
    Map<String, String> reasons = new TreeMap<>();
    for (Object entry : (List<?>) read) {
      Map<?, ?> survivor = (Map<?, ?>) entry;
      reasons.put((String) survivor.get("mutant"), (String) survivor.get("reason"));
    }
    return reasons;
  }
}
