package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold whatever happens: seeded random histories of verdicts, signals and commands. */
class RandomHistoriesTest {
  private static final int HISTORIES = 200;
  private static final String PACK = "conf/packs/claude-code-runbook.yaml";
  private static final List<String> TRIGGERS =
      List.of("truth-p0", "truth-p1", "truth-p2", "ops-p0", "ops-p1", "cache-p3");
  private static final List<String> COMMANDS =
      List.of("ack", "unack", "resolve", "reopen", "close", "post_update");

  @Test
  void doesNotDependOnHowOftenTimeIsLookedAt() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      assertThat(play(seed, 0).events)
          .as("seed %d", seed)
          .isEqualTo(play(seed, 7).events)
          .isEqualTo(play(seed, 60).events);
    }
  }

  @Test
  void keepsItsPromisesInEveryHistory() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Stage stage = play(seed, 0);
      Map<String, Long> sequences = new HashMap<>();
      Set<String> ids = new HashSet<>();
      Map<String, Boolean> resolved = new HashMap<>();
      Map<String, Boolean> recovered = new HashMap<>();
      for (Event event : stage.events) {
        String at = "seed " + seed + ": " + event.id();
        assertThat(ids.add(event.id())).as(at).isTrue();
        if (event.episode().equals(stage.pack.id())) {
          continue;
        }
        assertThat(event.sequence())
            .as(at)
            .isEqualTo(sequences.merge(event.episode(), 1L, Long::sum));
        boolean wasResolved = resolved.getOrDefault(event.episode(), false);
        boolean wasRecovered = recovered.getOrDefault(event.episode(), false);
        switch (event.type()) {
          case "incident.resolved" -> {
            assertThat(wasResolved).as(at).isFalse();
            resolved.put(event.episode(), true);
          }
          case "incident.recovered" -> recovered.put(event.episode(), true);
          case "incident.reopened" -> {
            resolved.put(event.episode(), false);
            recovered.put(event.episode(), false);
          }
          case "page", "notify" ->
              assertThat(wasRecovered || wasResolved).as(at + " after its stop").isFalse();
          default -> {}
        }
      }
      checkThatClocksEndOnce(stage);
    }
  }

  /** A clock ends once, unless it was resumed in between or asked again at a rise. */
  private static void checkThatClocksEndOnce(Stage stage) {
    Map<String, Integer> open = new HashMap<>();
    for (Event event : stage.events) {
      if (event.type().startsWith("clock.")) {
        String clock = event.episode() + "/" + Stage.field(event, "timer").orElseThrow();
        int step = event.type().equals("clock.resumed") ? -1 : 1;
        int ended = open.merge(clock, step, Integer::sum);
        assertThat(ended).as(event.id()).isBetween(0, 1 + rises(stage, event));
      }
    }
  }

  private static int rises(Stage stage, Event before) {
    return (int)
        stage.events.stream()
            .filter(event -> event.episode().equals(before.episode()))
            .filter(event -> event.sequence() < before.sequence())
            .filter(event -> event.type().equals("incident.severity_changed"))
            .count();
  }

  private static Stage play(int seed, int looksPerHour) {
    Random random = new Random(seed);
    Stage stage = new Stage(PACK, "system=s", "2025-10-10T10:01:00Z", seed % 3 * 10_000L);
    List<String> violated = new ArrayList<>();
    long seconds = 0;
    for (int i = 0; i < 25; i++) {
      long before = seconds;
      // With a lateness a verdict is known later; inputs keep the order in which they are known.
      seconds += 10L * (random.nextInt(120) + (seed % 3 == 0 ? 0 : 3));
      for (int look = 1; look < looksPerHour; look++) {
        long at = before + (seconds - before) * look / looksPerHour;
        stage.until(after(Math.max(0, Math.min(at, seconds - 1))));
      }
      input(stage, random, violated, after(seconds));
    }
    return stage.until(after(seconds + 60 * 3_600));
  }

  private static void input(Stage stage, Random random, List<String> violated, String at) {
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        String trigger = TRIGGERS.get(random.nextInt(TRIGGERS.size()));
        if (!violated.contains(trigger)) {
          violated.add(trigger);
          stage.verdict(at, trigger, true);
        }
      }
      case 2 -> {
        for (String trigger : violated) {
          stage.verdict(at, trigger, false);
        }
        violated.clear();
      }
      case 3 -> stage.signal(at, random.nextBoolean() ? "data_loss" : "database_corruption");
      default -> {
        String verb = COMMANDS.get(random.nextInt(COMMANDS.size()));
        if (random.nextInt(4) == 0) {
          stage.command(at, "mark", "mark", random.nextBoolean() ? "recovered" : "mitigated");
        } else if (random.nextInt(4) == 0) {
          stage.command(at, "set_severity", "severity", "P" + random.nextInt(4));
        } else {
          stage.command(at, verb);
        }
      }
    }
  }

  private static String after(long seconds) {
    return Duration.ofSeconds(seconds).toString().substring(2);
  }
}
