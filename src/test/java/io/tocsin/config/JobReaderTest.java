package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.flow.EngineSettings;
import io.tocsin.pack.Pack;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.ReceiverSettings;
import io.tocsin.wire.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {
  @TempDir Path directory;

  @Test
  void readsTheShippedLiveJobAndItsPacks() {
    Job job = JobReader.read(Path.of("jobs/tocsin.yaml"));

    assertThat(job.engine().clock()).isEqualTo(EngineSettings.Clock.WALL);
    assertThat(job.sources())
        .extracting(SourceSettings::topic)
        .containsExactly("tocsin.metrics", "tocsin.signals", "tocsin.commands");
    assertThat(job.engine().latenessMillis()).isEqualTo(30_000);
    assertThat(JobPacks.read(job))
        .extracting(Pack::id)
        .containsExactly("claude-enhancer", "claude-code-runbook");
  }

  @Test
  void readsTheShippedJobOverHistory() {
    Job job = JobReader.read(Path.of("jobs/cloudwatch.yaml"));

    assertThat(job.engine().clock()).isEqualTo(EngineSettings.Clock.DATA);
    assertThat(job.sources())
        .singleElement()
        .matches(SourceSettings::bounded)
        .extracting(SourceSettings::topic)
        .isEqualTo("cloudwatch.metrics");
    assertThat(job.engine().horizonMillis())
        .isEqualTo(Instant.parse("2014-05-01T00:00:00Z").toEpochMilli());
    assertThat(JobPacks.read(job)).extracting(Pack::id).containsExactly("cloudwatch");
  }

  @Test
  void givesEveryKeyThatIsNotSaidItsDefault() throws IOException {
    Job job =
        read(
            """
            packs: [p.yaml]
            kafka: {bootstrap: "k:9092"}
            sources: [{topic: in}]
            receivers: [{id: console, kind: console}]
            """);

    assertThat(job)
        .isEqualTo(
            new Job(
                List.of(directory.resolve("p.yaml").toString()),
                List.of("detect", "incident", "pager"),
                List.of(
                    new SourceSettings(
                        "in",
                        List.of(),
                        "json",
                        Map.of(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        false)),
                new KafkaSettings("k:9092", "tocsin", 8, Map.of()),
                List.of(new ReceiverSettings("console", "console", "", List.of())),
                new EngineSettings(
                    "-",
                    EngineSettings.Clock.WALL,
                    1,
                    "",
                    Duration.ofSeconds(10),
                    true,
                    10_000,
                    Long.MAX_VALUE),
                65_536));
  }

  @Test
  void fillsSecretsFromTheEnvironmentAndFromFiles() throws IOException {
    Files.writeString(directory.resolve("jaas"), "login required;\n");
    Job job =
        read(
            """
            packs: [p.yaml]
            kafka:
              bootstrap: k:9092
              properties: {sasl.jaas.config: "${file:jaas}", ssl.truststore.password: "a${env:TEST}b"}
            sources: [{topic: in}]
            """);

    assertThat(job.kafka().properties())
        .isEqualTo(
            Map.of("sasl.jaas.config", "login required;", "ssl.truststore.password", "avalueb"));
  }

  @Test
  void tellsEveryProblemAtOnceAndNoSecret() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    packs: []
                    clock: sundial
                    pipelines: [detect, incidents]
                    parallelism: 0
                    tenant: a/b
                    until: tomorrow
                    kafka:
                      prefix: ${env:TEST}
                      inbox_partitions: many
                      properties: {a: "${env:NONE}", b: "${file:none}"}
                    sources:
                      - {topic: a, files: [b], formt: json}
                      - {files: [c], defaults: {metric: m}, lateness: 5, idle: 0s}
                    receivers:
                      - {id: one, kind: pagerduty}
                      - {id: one, kind: file}
                    checkpoint: {state: disk, interval: 2d}
                    limits: {record_bytes: 1}
                    retries: 3
                    """))
        .isInstanceOfSatisfying(
            ConfigException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(problem -> problem.toString().replace(directory + "/", ""))
                    .containsExactly(
                        "job.yaml:1: packs is empty, must name at least one file",
                        "job.yaml:2: clock is sundial, must be one of wall, data",
                        "job.yaml:3: pipelines.2 is incidents, must be one of detect, incident, "
                            + "pager; did you mean incident?",
                        "job.yaml:4: parallelism is 0, must be a whole number between 1 and 1024",
                        "job.yaml:5: tenant is a/b, must be made of letters, digits, _ . and "
                            + "-, at most 64",
                        "job.yaml:6: until belongs to clock: data, this job runs on the wall clock",
                        "job.yaml:6: until is tomorrow, must be an instant such as 2025-10-10T10:00:00Z",
                        "job.yaml:8: kafka.prefix is ${env:TEST}, must be a plain value, ${…} is "
                            + "filled in kafka.properties and receivers only",
                        "job.yaml:8: kafka.bootstrap is missing, must be host:port, or several with "
                            + "commas",
                        "job.yaml:9: kafka.inbox_partitions is many, must be a whole number between "
                            + "1 and 1024",
                        "job.yaml:10: kafka.properties.a needs the environment variable NONE, which "
                            + "is not set",
                        "job.yaml:10: kafka.properties.b needs the file none, which cannot be read",
                        "job.yaml:12: sources.1.formt is not a known key, did you mean format?",
                        "job.yaml:12: sources.1 must have one of topic and files",
                        "job.yaml:13: sources.2.defaults belongs to format csv, this source is json",
                        "job.yaml:13: sources.2.lateness is 5, must be a duration such as 30s, 5m, "
                            + "1h or 7d",
                        "job.yaml:13: sources.2.idle is 0s, must be between 1s and 1d",
                        "job.yaml:15: receivers.one.kind is pagerduty, must be one of console, file",
                        "job.yaml:16: receivers.one has the id of line 15, must have its own",
                        "job.yaml:16: receivers.one.path is missing, must be the file to write",
                        "job.yaml:17: checkpoint.interval is 2d, must be between 0s and 1d",
                        "job.yaml:17: checkpoint.state is disk, must be one of rocksdb, heap",
                        "job.yaml:18: limits.record_bytes is 1, must be a whole number between 256 "
                            + "and 16777216",
                        "job.yaml:19: retries is not a known key, must be one of packs, clock, "
                            + "tenant, pipelines, parallelism, sources, kafka, receivers, checkpoint, "
                            + "until, limits"));
  }

  @Test
  void refusesAPackThatWantsMoreLatenessThanItsSourcesGive() throws IOException {
    Job job =
        read(
            "packs: ["
                + Path.of("conf/packs/claude-code-runbook.yaml").toAbsolutePath()
                + "]\nkafka: {bootstrap: \"k:9092\"}\nsources: [{topic: in}]\n"
                + "receivers: [{id: r, kind: console, channels: [pagerdty]}]\n");

    assertThatThrownBy(() -> JobPacks.read(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "time.lateness is 30s, must be at most 10s, the lateness of the job's sources")
        .hasMessageContaining(
            "receivers.r: channels has pagerdty, must be one of direct, pagerduty, slack, ticket;"
                + " did you mean pagerduty?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:", "a:9092,b", ":9092", "a:b", "a:99999", "a:9092,"})
  void refusesABrokerWithoutAPort(String bootstrap) {
    assertThatThrownBy(() -> read(liveJob(bootstrap)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "job.yaml:1: kafka.bootstrap is "
                + '"'
                + bootstrap
                + '"'
                + ", must be host:port, or several with commas, such as localhost:9092");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka:9092",
        "10.0.0.1:9092, b:1",
        "[::1]:9092",
        "PLAINTEXT://a.example.com:9092"
      })
  void takesBrokersWithTheirPorts(String bootstrap) throws IOException {
    assertThat(read(liveJob(bootstrap)).kafka().bootstrap()).isEqualTo(bootstrap);
  }

  private static String liveJob(String bootstrap) {
    return "kafka: {bootstrap: \""
        + bootstrap
        + "\"}\npacks: [p.yaml]\nsources: [{topic: in}]\nreceivers: [{id: c, kind: console}]\n";
  }

  private Job read(String text) throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(file, text);
    return JobReader.read(file, name -> name.equals("TEST") ? "value" : null);
  }
}
