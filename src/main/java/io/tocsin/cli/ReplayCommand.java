package io.tocsin.cli;

import io.tocsin.cli.replay.Census;
import io.tocsin.cli.replay.InputFile;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import io.tocsin.pack.Pack;
import io.tocsin.wire.PageJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole chain in virtual time over recorded input and writes the canonical ledger. */
@Command(
    name = "replay",
    description = {
      "Runs the whole chain in virtual time over recorded input.",
      "The canonical ledger goes to standard output as JSON lines, or to --out; what is worth"
          + " knowing about the run goes to standard error, whose last line is"
          + " 'ledger sha256 HEX events N'."
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--pack",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "pack to run, any number of times")
  private List<Path> packFiles;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        ".jsonl or .csv, maybe .gz, any number of times; a CSV of timestamp,value is named by",
        "metric=NAME,label=value:FILE" // a line of its own: it would wrap behind the comma
      })
  private List<String> inputs;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "nothing due later happens (default: end of the last input's window)")
  private String until;

  @Option(
      names = "--lateness",
      paramLabel = "D",
      description = "how late a sample may be, like 30s (default: what the packs say)")
  private String lateness;

  @Option(
      names = "--as-recorded",
      description = "keep the order of lines, a file is a partition, judge lateness")
  private boolean asRecorded;

  @Option(names = "--out", paramLabel = "FILE", description = "write the ledger there")
  private Path out;

  @Option(names = "--pages-out", paramLabel = "FILE", description = "write the pages there")
  private Path pagesOut;

  @Option(
      names = "--dead-letters-out",
      paramLabel = "FILE",
      description = "write there what could not be read, with place and reason")
  private Path deadLettersOut;

  @Option(
      names = "--late-out",
      paramLabel = "FILE",
      description = "write there the samples that came too late (--as-recorded)")
  private Path lateOut;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "of every stage (default ${DEFAULT-VALUE}); changes nothing in the ledger")
  private int parallelism;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1 || parallelism > 64) {
      throw Refusal.ofInput("--parallelism: is " + parallelism + ", must be 1 to 64");
    }
    refuseUnwritable("--out", out);
    refuseUnwritable("--pages-out", pagesOut);
    refuseUnwritable("--dead-letters-out", deadLettersOut);
    refuseUnwritable("--late-out", lateOut);
    List<Pack> packs = Packs.read(packFiles);
    List<InputFile> files = files();
    Duration late = Durations.orElse("--lateness", lateness, longest(packs));
    Path scratch = Files.createTempDirectory("tocsin-replay");
    try (AsideFiles aside = new AsideFiles(deadLettersOut, lateOut)) {
      Replay replay = new Replay(packs, files, asRecorded, late, parallelism, aside);
      Replay.Result result =
          replay.run(instant("--until", until), System.currentTimeMillis(), scratch);
      writeLedger(result);
      if (pagesOut != null) {
        writePages(result.pages());
      }
      report(result);
      return Exit.DONE;
    } finally {
      Scratch.delete(scratch);
    }
  }

  /** Asked before the run: what cannot be written would be known only after it. */
  private static void refuseUnwritable(String option, Path file) {
    if (file == null) {
      return;
    }
    Path asked = Files.exists(file) ? file : file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || asked == null || !Files.isWritable(asked)) {
      throw Refusal.ofInput(
          option + ": " + file + " cannot be written, must be a file in a directory that exists");
    }
  }

  private List<InputFile> files() {
    List<InputFile> files = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String input : inputs) {
      try {
        InputFile file = InputFile.parse(input);
        file.decoder();
        files.add(file);
      } catch (IllegalArgumentException wrong) {
        problems.add(wrong.getMessage());
      } catch (IOException broken) {
        problems.add(broken.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.ofInput(problems);
    }
    return files;
  }

  private static Duration longest(List<Pack> packs) {
    return packs.stream()
        .map(pack -> pack.time().lateness())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  static long instant(String option, String text) {
    if (text == null) {
      return Times.NOT_YET;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (java.time.format.DateTimeParseException wrong) {
      throw Refusal.ofInput(
          option + ": is '" + text + "', must be an instant like 2025-10-10T11:00:00Z");
    }
  }

  private void writeLedger(Replay.Result result) throws IOException {
    if (out == null) {
      result.ledger().write(System.out);
      return;
    }
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
      result.ledger().write(file);
    }
  }

  private void writePages(List<Page> pages) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(pagesOut))) {
      for (Page page : pages) {
        file.write(PageJson.encode(page));
        file.write('\n');
      }
    }
  }

  private void report(Replay.Result result) {
    PrintWriter err = spec.commandLine().getErr();
    Census census = result.census();
    census.notices().forEach(err::println);
    long dead = result.reasons().values().stream().mapToLong(Long::longValue).sum();
    err.printf(
        "read %,d records: %,d samples, %,d signals, %,d commands; %,d late, %,d dead letters%s%n",
        census.lines(),
        census.samples(),
        census.signals(),
        census.commands(),
        result.late(),
        dead,
        dead == 0 ? "" : " " + result.reasons());
    result.firstDead().forEach(letter -> err.println("  " + letter));
    err.println("horizon " + Times.text(result.horizonMillis()));
    OpenIncidents.of(result.ledger().events(), result.dueMillis())
        .forEach(line -> err.println("  " + line));
    err.println(
        "ledger sha256 " + result.ledger().sha256Hex() + " events " + result.ledger().size());
  }
}
