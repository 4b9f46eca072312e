package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {
  @TempDir private Path directory;

  @Test
  void takesPipelinesAndHorizonFromTheCommandLine() throws Exception {
    Submission submission =
        Submission.of(
            List.of(
                "--job",
                file("data"),
                "--pipelines",
                "detect,incident",
                "--until",
                "2025-10-10T11:00:00Z"));
    Job job = submission.job();

    assertThat(submission.pipelines(job)).containsExactly("detect", "incident");
    assertThat(Instant.ofEpochMilli(job.engine().horizonMillis()))
        .isEqualTo("2025-10-10T11:00:00Z");
  }

  @Test
  void takesThePipelinesOfTheJobFileOtherwise() throws Exception {
    Submission submission = Submission.of(List.of("--job", file("wall")));

    assertThat(submission.pipelines(submission.job()))
        .containsExactly("detect", "incident", "pager");
  }

  @Test
  void refusesAHorizonOnTheWallClock() throws Exception {
    Submission submission =
        Submission.of(List.of("--job", file("wall"), "--until", "2025-10-10T11:00:00Z"));

    assertThatThrownBy(submission::job).hasMessageContaining("--until is 2025-10-10T11:00:00Z");
  }

  @Test
  void leavesEverythingElseToTheCommandLine() {
    assertThat(Submission.isMeant("--job")).isTrue();
    assertThat(Submission.isMeant("--job=jobs/tocsin.yaml")).isTrue();
    assertThat(Submission.isMeant("run")).isFalse();
    assertThat(Submission.isMeant("--help")).isFalse();
  }

  private String file(String clock) throws Exception {
    Path job = directory.resolve(clock + ".yaml");
    Files.writeString(
        job,
        """
        packs: [small.yaml]
        clock: %s
        kafka: {bootstrap: "127.0.0.1:9"}
        sources: [{topic: tocsin.metrics}]
        """
            .formatted(clock));
    return job.toString();
  }
}
