package io.tocsin.incident.reference;

import static org.assertj.core.api.Assertions.fail;

import io.tocsin.config.PackReader;
import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The machine says what a slow second telling says, in every history. */
class ReferenceTest {
  private static final int PACKS = Integer.getInteger("reference.packs", 100);
  private static final int HISTORIES = Integer.getInteger("reference.histories", 48);
  private static final int SHIPPED = Integer.getInteger("reference.shipped", 100);

  @Test
  void agreesOnRandomPacks() {
    for (int seed = 0; seed < PACKS; seed++) {
      String text = RandomPack.text(seed);
      play(RandomPack.read(text), text, seed * 1_000_000L, HISTORIES);
    }
  }

  @Test
  void agreesOnTheShippedPacks() {
    for (String name : List.of("claude-enhancer", "claude-code-runbook")) {
      String file = "conf/packs/" + name + ".yaml";
      play(PackReader.read(Path.of(file)).pack().orElseThrow(), file, 7_000_000_000L, SHIPPED);
    }
  }

  private static void play(Pack pack, String text, long firstSeed, int count) {
    Vocabulary words = Vocabulary.of(pack);
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      RandomHistory history = new RandomHistory(pack, words, seed);
      String difference = difference(pack, history, history.moments);
      if (!difference.isEmpty()) {
        List<Moment> least = shrink(pack, history);
        fail(
            "seed %d, lateness %d ms, until %s%n%s%n%s%n%s",
            seed,
            history.latenessMillis,
            history.until,
            text,
            String.join("\n", Shown.moments(least)),
            difference(pack, history, least));
      }
    }
  }

  /** What differs first, or nothing. */
  private static String difference(Pack pack, RandomHistory history, List<Moment> moments) {
    Played played = Played.of(pack, history.latenessMillis, moments, history.until);
    List<Event> machine = played.comparable();
    List<Event> reference =
        Retelling.events(
            pack, history.latenessMillis, RandomHistory.entity(pack), moments, history.until);
    return machine.equals(reference)
        ? Promises.broken(pack, history, moments, played)
        : Shown.difference(machine, reference);
  }

  /** Leaves out one input after the other, as long as something still differs. */
  private static List<Moment> shrink(Pack pack, RandomHistory history) {
    List<Moment> least = history.moments;
    for (int i = least.size() - 1; i >= 0; i--) {
      List<Moment> fewer = new ArrayList<>(least);
      fewer.remove(i);
      if (!difference(pack, history, fewer).isEmpty()) {
        least = fewer;
        i = least.size();
      }
    }
    return least;
  }
}
