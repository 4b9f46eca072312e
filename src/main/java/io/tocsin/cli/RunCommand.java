package io.tocsin.cli;

import io.tocsin.Assembly;
import io.tocsin.config.Job;
import io.tocsin.config.JobReader;
import io.tocsin.flow.EngineSettings;
import io.tocsin.metric.Times;
import io.tocsin.wire.KafkaSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a job file in this process. */
@Command(
    name = "run",
    description = {
      "Runs a job file on a Flink mini cluster in this process.",
      "It works against the Kafka that the file names, until its sources end or you stop it. A"
          + " console receiver prints pages to standard output, as JSON lines; everything else that"
          + " is said goes to standard error."
    })
final class RunCommand implements Callable<Integer> {
  @Option(names = "--job", required = true, paramLabel = "FILE", description = "the job file")
  private Path file;

  @Option(
      names = "--embedded-kafka",
      description = "start a broker in this process and use it instead of the job file's")
  private boolean embeddedKafka;

  @Option(
      names = "--pipelines",
      split = ",",
      paramLabel = "NAME",
      description = "of detect, incident, pager (default: what the job file says)")
  private List<String> pipelines;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "with clock: data: nothing due later happens")
  private String until;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!Files.isReadable(file)) {
      throw Refusal.ofInput(file + ": cannot be read, must be a job file");
    }
    PrintWriter err = spec.commandLine().getErr();
    Job job = ending(JobReader.read(file));
    try (Stop stop = Stop.onSignal()) {
      return run(job, stop, err);
    }
  }

  private int run(Job job, Stop stop, PrintWriter err) throws Exception {
    if (!embeddedKafka) {
      await(job, stop, err);
      return Exit.DONE;
    }
    Path scratch = Files.createTempDirectory("tocsin-run");
    err.println("starting a Kafka broker in this process ...");
    try (EmbeddedKafka broker = EmbeddedKafka.started()) {
      await(onBroker(job, broker, scratch), stop, err);
    } finally {
      Scratch.delete(scratch);
    }
    return Exit.DONE;
  }

  private void await(Job job, Stop stop, PrintWriter err) throws Exception {
    List<String> wanted = pipelines == null ? job.pipelines() : pipelines;
    err.println(
        embeddedKafka || job.kafka().bootstrap().isEmpty()
            ? "starting a Flink mini cluster ..."
            : "looking for Kafka at "
                + job.kafka().bootstrap()
                + ", starting a Flink mini cluster ...");
    try (LocalJob running = start(job, wanted)) {
      KafkaSettings kafka = job.kafka();
      err.println("broker  " + kafka.bootstrap() + ", topics " + kafka.prefix() + ".*");
      err.println("web UI  " + running.webAddress());
      err.println("running " + String.join(", ", wanted) + " of " + file + "; Ctrl-C stops it");
      stop.by(running::close);
      awaitEnd(running, stop);
      err.println(stop.isAsked() ? "stopped" : "the job has ended");
    }
  }

  private static void awaitEnd(LocalJob running, Stop stop) throws Exception {
    try {
      running.awaitEnd();
    } catch (Refusal ended) {
      if (!stop.isAsked()) {
        throw ended;
      }
    }
  }

  private static LocalJob start(Job job, List<String> wanted) throws Exception {
    try {
      return LocalJob.start(job, Assembly.of(job), wanted);
    } catch (IllegalArgumentException wrong) {
      throw Refusal.ofInput("--job: " + wrong.getMessage());
    }
  }

  private Job ending(Job job) {
    long untilMillis = ReplayCommand.instant("--until", until);
    if (untilMillis == Times.NOT_YET) {
      return job;
    }
    if (job.engine().clock() == EngineSettings.Clock.WALL) {
      throw Refusal.ofInput("--until: must not be given for a job on the wall clock");
    }
    return with(job, job.kafka(), job.engine().until(untilMillis));
  }

  /** A broker that is gone afterwards leaves no use for checkpoints that stay. */
  private static Job onBroker(Job job, EmbeddedKafka broker, Path scratch) {
    KafkaSettings named = job.kafka();
    EngineSettings engine = job.engine();
    return with(
        job,
        new KafkaSettings(
            broker.bootstrap(), named.prefix(), named.inboxPartitions(), java.util.Map.of()),
        new EngineSettings(
            engine.tenant(),
            engine.clock(),
            engine.parallelism(),
            engine.checkpointDirectory().isEmpty() ? "" : scratch.toUri().toString(),
            engine.checkpointInterval(),
            engine.rocksdb(),
            engine.latenessMillis(),
            engine.horizonMillis()));
  }

  private static Job with(Job job, KafkaSettings kafka, EngineSettings engine) {
    return new Job(
        job.packs(),
        job.pipelines(),
        job.sources(),
        kafka,
        job.receivers(),
        engine,
        job.recordBytes());
  }
}
