package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Origin;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPacksTest {
  private static final Path RUNBOOK = Path.of("conf/packs/claude-code-runbook.yaml");

  @Test
  void readsTheRunbookOfTheSelfLearningSystem() {
    PackFile file = PackReader.read(RUNBOOK);

    assertThat(file.problems())
        .extracting(Problem::toString)
        .containsExactly(
            RUNBOOK + ":76: learning-rate off: parameter pattern_learning_rate_min unset",
            RUNBOOK + ":79: db-size off: parameter memory_db_limit_bytes unset",
            RUNBOOK + ":80: log-size off: parameter log_bytes_max unset",
            RUNBOOK + ":131: updates off: parameter update_every unset");
    Pack pack = file.pack().orElseThrow();
    assertThat(pack.severities())
        .extracting(io.tocsin.pack.Severity::id)
        .containsExactly("P0", "P1", "P2", "P3");
    assertThat(pack.triggers()).hasSize(19);
    assertThat(pack.timers()).hasSize(23);
    assertThat(pack.incident().groupBy()).containsExactly("system");
  }

  /**
   * Figures as {@code stat} and {@code of}, words of a timeline left to the job, short documents.
   */
  @Test
  void readsTheRunbookInItsPlainestForm() {
    PackFile file = PackReader.read(Path.of("src/test/resources/packs/runbook-plain.yaml"));

    assertThat(file.problems())
        .extracting(Problem::level)
        .containsOnly(Problem.Level.NOTICE)
        .hasSize(3);
    Pack plain = file.pack().orElseThrow();
    assertThat(plain.triggers()).isEqualTo(runbook().triggers());
    assertThat(plain.timers())
        .isEqualTo(runbook().timers().stream().filter(t -> !t.id().equals("updates")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ado", "claude-enhancer", "cloudwatch", "incident-skill"})
  void readsTheOthersWithoutAProblem(String name) {
    PackFile file = PackReader.read(Path.of("conf/packs/" + name + ".yaml"));

    assertThat(file.problems()).isEmpty();
    assertThat(file.pack().orElseThrow().id()).isEqualTo(name);
  }

  @Test
  void readsTheWorkflowWhoseUpdatesHaveNoInterval() {
    PackFile file = PackReader.read(Path.of("conf/packs/incident-workflow.yaml"));

    assertThat(file.problems())
        .singleElement()
        .asString()
        .endsWith("updates off: parameter update_every unset");
    assertThat(file.pack().orElseThrow().id()).isEqualTo("incident-workflow");
  }

  @Test
  void knowsTheDocumentItWasMadeFrom() {
    Origin origin = PackReader.read(Path.of("conf/packs/ado.yaml")).pack().orElseThrow().origin();

    assertThat(origin.version()).isEqualTo("1.0");
    assertThat(origin.updated()).isEqualTo("2024-01-29");
    assertThat(origin.nextReview()).isEqualTo("2024-04-29");
    assertThat(origin.owner()).isEqualTo("Incident Response Team");
  }

  @Test
  void readsMilestonesWithTheWordsOfTheDocument() {
    Pack pack = PackReader.read(Path.of("conf/packs/ado.yaml")).pack().orElseThrow();

    assertThat(pack.lifecycle().timeline())
        .contains(new Lifecycle.Milestone("acked", "How quickly did we respond?"));
  }

  @Test
  void keepsDecimalsAsTheyAreWritten() {
    Condition truth = runbook().trigger("truth-p1").orElseThrow().when();

    assertThat(truth)
        .isEqualTo(
            new Condition.MetricIs("truth_score", Comparison.LESS, Decimal.parse("0.9"), ""));
  }

  @Test
  void givesDerivedMetricsTheirWindows() {
    Metric growth = runbook().metric("memory_db_growth").orElseThrow();
    Metric share = runbook().metric("quarantined_pct").orElseThrow();

    assertThat(growth.window()).isEqualTo(Duration.ofHours(1));
    assertThat(growth.slide()).isEqualTo(Duration.ofMinutes(1));
    assertThat(share.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(runbook().metric("memory_db_fill_pct").orElseThrow().source())
        .isEqualTo(new Metric.Source.Unset("memory_db_limit_bytes"));
  }

  @Test
  void knowsAnUnconditionalStepFromAGuardedOne() {
    Timer guarded = runbook().timer("p0-em").orElseThrow();
    Timer ticket = runbook().timer("p2-ticket").orElseThrow();

    assertThat(guarded.unless()).isEqualTo("recovered");
    assertThat(guarded.by()).isEqualTo(Duration.ofMinutes(10));
    assertThat(ticket.unless()).isEmpty();
    assertThat(ticket.calendar()).isEqualTo("always");
  }

  @Test
  void carriesTheIntendedCharacters() {
    String json =
        runbook().templates().stream()
            .filter(template -> template.id().equals("slack-p0"))
            .findFirst()
            .orElseThrow()
            .json();

    assertThat(json)
        .startsWith("{\"text\":\"\uD83D\uDEA8 P0 INCIDENT\"")
        .contains("\"short\":true");
  }

  @Test
  void travelsByJavaSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(runbook());

    assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
        .isEqualTo(runbook());
  }

  private static Pack runbook() {
    return PackReader.read(RUNBOOK).pack().orElseThrow();
  }
}
