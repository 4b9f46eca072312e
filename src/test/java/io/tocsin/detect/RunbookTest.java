package io.tocsin.detect;

import static io.tocsin.detect.Watch.MINUTE;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static io.tocsin.detect.Watch.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of document 001, each at its limit and just beyond, against the shipped pack. */
class RunbookTest {
  private static final Pack PACK =
      PackReader.read(Path.of("conf/packs/claude-code-runbook.yaml")).pack().orElseThrow();
  private static final String SYSTEM = "system=claude-code";

  private static Watch minute(String name, String value) {
    Watch watch = new Watch(PACK);
    for (long at = TEN; at < TEN + MINUTE; at += 10 * SECOND) {
      watch.feed(gauge(name, SYSTEM, at, value));
    }
    return watch.until(TEN + MINUTE);
  }

  private static List<String> triggers(Watch watch) {
    return watch.verdicts().stream().filter(Verdict::violated).map(Verdict::trigger).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "truth_score, 0.849, truth-p0 truth-p1 truth-p2",
    "truth_score, 0.85, truth-p1 truth-p2",
    "truth_score, 0.89, truth-p1 truth-p2",
    "truth_score, 0.90, truth-p2",
    "truth_score, 0.949, truth-p2",
    "truth_score, 0.95, ''",
    "neural_ops_per_sec, 49999, ops-p0 ops-p1 ops-p2",
    "neural_ops_per_sec, 50000, ops-p1 ops-p2",
    "neural_ops_per_sec, 99999, ops-p1 ops-p2",
    "neural_ops_per_sec, 100000, ops-p2",
    "neural_ops_per_sec, 149999, ops-p2",
    "neural_ops_per_sec, 150000, ''",
    "cache_hit_rate, 59.9, cache-p1 cache-p3",
    "cache_hit_rate, 60, cache-p3",
    "cache_hit_rate, 79.9, cache-p3",
    "cache_hit_rate, 80, ''",
    "health, 0, unavailable",
    "health, 1, ''",
    "pattern_learning_rate, 0, ''",
    "log_bytes, 1e15, ''",
    "memory_db_bytes, 1e15, ''",
  })
  void opensAtEachNumberOfTheDocument(String metric, String value, String expected) {
    assertThat(String.join(" ", triggers(minute(metric, value)))).isEqualTo(expected);
  }

  @Test
  void readsADropThroughThreeRungsAsThreeVerdictsOfOneInstantWorstFirst() {
    Watch watch = new Watch(PACK);
    for (long at = TEN; at < at("10:02:00"); at += 10 * SECOND) {
      String value = at < at("10:01:00") ? "160000" : "40000";
      watch.feed(gauge("neural_ops_per_sec", SYSTEM, at, value));
    }
    assertThat(watch.until(at("10:02:00")).story())
        .containsExactly("10:02:00 ops-p0 !", "10:02:00 ops-p1 !", "10:02:00 ops-p2 !");
  }

  @Test
  void namesTheAgentWhoseHourIsWeak() {
    Watch watch = new Watch(PACK);
    for (long at = TEN; at < at("11:40:00"); at += 10 * SECOND) {
      for (String agent : List.of("a7", "b1", "b2")) {
        boolean weak =
            agent.equals("a7") && at >= at("11:00:00")
                || agent.equals("b2") && at >= at("11:08:00");
        watch.feed(
            gauge("agent_truth_score", "agent=" + agent + "," + SYSTEM, at, weak ? "0.8" : "0.97"));
      }
    }
    assertThat(watch.until(at("11:40:00")).story())
        .containsExactly("11:25:00 single-agent[a7] !", "11:33:00 single-agent[b2] !");
    assertThat(watch.verdicts().get(0).startedMillis()).isEqualTo(at("11:00:00"));
  }

  @ParameterizedTest
  @CsvSource({"100.1, true", "100, false"})
  void judgesTheMeanOfAFullHourOfPlans(String millis, boolean violated) {
    Watch watch = new Watch(PACK);
    for (int i = 0; i < 1000; i++) {
      watch.feed(gauge("goap_planning_ms", SYSTEM, TEN + i * 3_600L, millis));
    }
    List<String> story = watch.until(at("11:00:00")).story();
    assertThat(story).isEqualTo(violated ? List.of("11:00:00 goap-slow !") : List.of());
  }

  @Test
  void bearsOnePlanOfTenSecondsInAnHour() {
    Watch watch = new Watch(PACK);
    for (int i = 0; i < 2000; i++) {
      String millis = i == 1700 ? "10000" : "50";
      watch.feed(gauge("goap_planning_ms", SYSTEM, TEN + i * 3_600L, millis));
    }
    assertThat(watch.until(at("12:00:00")).story()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, 20, true", "2, 20, false", "1, 5, false", "2, 19, true", "0, 0, false"})
  void asksForMoreThanOneAgentAndMoreThanATenth(int quarantined, int total, boolean violated) {
    Watch watch =
        new Watch(PACK)
            .feed(gauge("agents_quarantined", SYSTEM, TEN, String.valueOf(quarantined)))
            .feed(gauge("agents_total", SYSTEM, TEN, String.valueOf(total)));
    assertThat(triggers(watch.until(TEN + MINUTE)))
        .isEqualTo(violated ? List.of("quarantine") : List.of());
  }

  @Test
  void opensAtAHundredAndOneMegabytesPerHour() {
    Watch watch = new Watch(PACK);
    for (long at = TEN; at < at("10:30:00"); at += 10 * SECOND) {
      String bytes = String.valueOf((at - TEN) * 101_000_000L / 3_600_000);
      watch.feed(gauge("memory_db_bytes", SYSTEM, at, bytes));
    }
    assertThat(watch.until(at("10:30:00")).story()).containsExactly("10:11:00 db-growth !");
  }

  @Test
  void findsSilenceAfterTwoMinutes() {
    Watch watch = new Watch(PACK);
    Stream.of(TEN - 20 * SECOND, TEN - 10 * SECOND, TEN)
        .forEach(at -> watch.feed(gauge("health", SYSTEM, at, "1")));
    assertThat(watch.until(at("10:30:00")).story()).containsExactly("10:02:00 unavailable !");
  }
}
