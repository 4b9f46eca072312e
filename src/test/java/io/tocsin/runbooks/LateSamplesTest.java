package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.flow.Arrival;
import io.tocsin.flow.ChainedOperators;
import io.tocsin.incident.Event;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** one bad sample of a minute, so low that it alone makes the minute bad, comes late. */
class LateSamplesTest {
  private static final Path PACK = Path.of("conf/packs/claude-code-runbook.yaml");
  private static final Duration LATENESS = Duration.ofSeconds(30);
  private static final Instant BAD_AT = Instant.parse("2025-10-10T10:00:50Z");
  private static final Instant END = Instant.parse("2025-10-10T10:05:00Z");

  @Test
  void countsWhatIsLateWithinTheBound() throws Exception {
    try (ChainedOperators operators = operators()) {
      operators.take(withTheBadOneBehind("2025-10-10T10:01:20Z"));

      assertThat(operators.end())
          .filteredOn(event -> event.type().equals("incident.opened"))
          .extracting(event -> Instant.ofEpochMilli(event.timeMillis()))
          .containsExactly(Instant.parse("2025-10-10T10:01:00Z"));
      assertThat(operators.late()).isEmpty();
    }
  }

  @Test
  void putsAsideWhatIsLaterAndTakesNothingBack() throws Exception {
    try (ChainedOperators operators = operators()) {
      operators.take(withTheBadOneBehind("2025-10-10T10:01:31Z"));

      assertThat(operators.late())
          .extracting(sample -> Instant.ofEpochMilli(sample.timestampMillis()))
          .containsExactly(BAD_AT);
      assertThat(operators.end()).extracting(Event::type).isEmpty();
    }
  }

  private static ChainedOperators operators() throws Exception {
    return new ChainedOperators(List.of(pack()), LATENESS.toMillis(), END.toEpochMilli());
  }

  private static Pack pack() throws IOException {
    return PackReader.read(PACK.toString(), Files.readString(PACK)).pack().orElseThrow();
  }

  /** Good samples up to an instant, then the bad one of the minute before. */
  private static List<Arrival> withTheBadOneBehind(String highest) {
    List<Sample> good = new ArrayList<>();
    for (String at : List.of("2025-10-10T10:00:00Z", "2025-10-10T10:00:30Z", highest)) {
      good.add(sample(Instant.parse(at), "0.99"));
    }
    List<Arrival> arrivals = new ArrayList<>(ChainedOperators.arrivals(good, List.of(), List.of()));
    arrivals.addAll(
        ChainedOperators.arrivals(List.of(sample(BAD_AT, "0.10")), List.of(), List.of()));
    return arrivals;
  }

  private static Sample sample(Instant at, String score) {
    return new Sample(
        "truth_score",
        "system=claude-code",
        SampleType.GAUGE,
        at.toEpochMilli(),
        Decimal.parse(score));
  }
}
