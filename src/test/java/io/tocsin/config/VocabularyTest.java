package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Slo;
import io.tocsin.pack.Target;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped packs have the names that stories and checks from outside use. */
class VocabularyTest {
  /** A pack and the names it must have, by what they name. */
  record Words(String pack, String file, JsonNode names) {
    List<String> of(String what) {
      JsonNode listed = names.path(what);
      return listed.isObject()
          ? toList(listed.fieldNames())
          : StreamSupport.stream(listed.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> toList(java.util.Iterator<String> names) {
      Iterable<String> all = () -> names;
      return StreamSupport.stream(all.spliterator(), false).toList();
    }

    Pack read() {
      return PackReader.read(Path.of(file)).pack().orElseThrow();
    }

    @Override
    public String toString() {
      return pack;
    }
  }

  static Stream<Words> packs() throws IOException {
    JsonNode all = SchemaTest.json(Path.of("src/test/resources/packs/vocabulary.yaml"));
    return all.properties().stream()
        .map(
            entry ->
                new Words(
                    entry.getKey(), entry.getValue().path("file").asText(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void packHasTheIdAndTheEntityOfItsDocument(Words words) {
    assertThat(words.read().id()).isEqualTo(words.pack());
    assertThat(words.read().incident().groupBy()).isEqualTo(words.of("group_by"));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void packMeasuresWhatTheVocabularyNames(Words words) {
    Pack pack = words.read();

    assertThat(pack.metrics())
        .extracting(Metric::name)
        .containsAll(words.of("metrics"))
        .containsAll(words.of("raw_metrics"));
    assertThat(pack.metrics())
        .filteredOn(Metric::isRaw)
        .extracting(Metric::samples)
        .containsAll(words.of("raw_metrics"));
    assertThat(pack.slos()).extracting(Slo::id).containsAll(words.of("slos"));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void packOpensAtTheSeveritiesTheVocabularyNames(Words words) {
    Map<String, String> severities = new TreeMap<>();
    words
        .names()
        .path("triggers")
        .properties()
        .forEach(entry -> severities.put(entry.getKey(), entry.getValue().asText()));

    assertThat(words.read().triggers().stream())
        .extracting(Trigger::id)
        .containsAll(severities.keySet());
    assertThat(
            words.read().triggers().stream()
                .filter(trigger -> severities.containsKey(trigger.id()))
                .collect(Collectors.toMap(Trigger::id, Trigger::severity)))
        .isEqualTo(severities);
    assertThat(words.read().severities()).extracting(Severity::id).containsAll(severities.values());
  }

  @ParameterizedTest
  @MethodSource("packs")
  void packHearsTheSignalsTheVocabularyNames(Words words) {
    Set<String> heard = new LinkedHashSet<>();
    for (Trigger trigger : words.read().triggers()) {
      for (Condition.SignalSeen seen : trigger.when().signals()) {
        heard.addAll(seen.names());
        heard.add(seen.brokenBy());
      }
    }

    assertThat(heard).containsAll(words.of("signals"));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void packHasTheTimersAndTargetsTheVocabularyNames(Words words) {
    Pack pack = words.read();
    Set<String> told = pack.targets().stream().map(Target::id).collect(Collectors.toSet());
    pack.timers().forEach(timer -> told.addAll(timer.to()));

    assertThat(pack.timers()).extracting(Timer::id).containsAll(words.of("timers"));
    assertThat(told).containsAll(words.of("targets"));
  }

  /** A flag is declared, set by a metric, or waited for by a timer. */
  @ParameterizedTest
  @MethodSource("packs")
  void packKnowsTheFlagsTheVocabularyNames(Words words) throws IOException {
    Set<String> flags = new LinkedHashSet<>();
    words.read().lifecycle().flags().forEach(rule -> flags.add(rule.flag()));
    JsonNode written = SchemaTest.json(Path.of(words.file()));
    written.path("flags").fieldNames().forEachRemaining(flags::add);
    written.path("lifecycle").path("flags").fieldNames().forEachRemaining(flags::add);
    Set<String> awaited = new LinkedHashSet<>();
    for (Timer timer : words.read().timers()) {
      awaited.addAll(flagsIn(timer.onlyIf()));
      awaited.addAll(timer.from().startsWith("flag:") ? flagsIn(timer.from()) : List.of());
    }

    assertThat(flags).containsAll(words.of("flags"));
    assertThat(awaited).containsAll(words.of("flags"));
  }

  private static List<String> flagsIn(String text) {
    return text.startsWith("trigger:")
        ? List.of()
        : List.of(text.replaceFirst("^flag:", "").split("\\|"));
  }
}
