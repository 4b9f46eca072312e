package io.tocsin;

import io.tocsin.config.Job;
import io.tocsin.config.JobReader;
import io.tocsin.flow.EngineSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Submits a job file to the cluster that this JVM was started for: {@code flink run -c
 * io.tocsin.Tocsin tocsin.jar --job jobs/tocsin.yaml --pipelines incident}.
 */
@Command(name = "tocsin")
final class Submission {
  @Option(names = "--job", required = true)
  private Path file;

  @Option(names = "--pipelines", split = ",")
  private List<String> pipelines;

  @Option(names = "--until")
  private Instant until;

  private Submission() {}

  /** Whether a command line that begins so is a submission. */
  static boolean isMeant(String firstArgument) {
    return firstArgument.startsWith("--job")
        || firstArgument.startsWith("--pipelines")
        || firstArgument.startsWith("--until");
  }

  /** Throws {@link CommandLine.ParameterException} for arguments that are none. */
  static Submission of(List<String> arguments) {
    return CommandLine.populateCommand(new Submission(), arguments.toArray(String[]::new));
  }

  /** The job as the file has it, ending where the command line says. */
  Job job() {
    Job job = JobReader.read(file);
    if (until == null) {
      return job;
    }
    EngineSettings engine = job.engine();
    if (engine.clock() == EngineSettings.Clock.WALL) {
      throw new IllegalArgumentException(
          "--until is " + until + ", must not be given for a job on the wall clock");
    }
    return new Job(
        job.packs(),
        job.pipelines(),
        job.sources(),
        job.kafka(),
        job.receivers(),
        engine.until(until.toEpochMilli()),
        job.recordBytes());
  }

  /** The pipelines the command line names, else those of the job file. */
  List<String> pipelines(Job job) {
    return pipelines == null ? job.pipelines() : pipelines;
  }

  void submit() throws Exception {
    Job job = job();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    Assembly.of(job).build(env, pipelines(job));
    env.execute("tocsin " + String.join("+", pipelines(job)));
  }
}
