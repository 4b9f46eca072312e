package io.tocsin.cli;

import io.tocsin.config.PackCheck;
import io.tocsin.config.PackFile;
import io.tocsin.config.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong or worth knowing about packs. */
@Command(
    name = "check",
    description = {
      "Says everything that is wrong or worth knowing about packs.",
      "With file and line. Ends with 1 when a pack has errors; warnings and notices do not count."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "PACK", description = "pack files (YAML)")
  private List<Path> files;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw Refusal.ofInput(file + ": cannot be read, must be a pack file");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean refused = false;
    for (Path file : files) {
      PackFile read = PackCheck.read(file);
      refused |= isRefused(read);
      if (format.isTable()) {
        table(out, file, read);
      } else {
        jsonl(out, file, read);
      }
    }
    return refused ? Exit.NO : Exit.DONE;
  }

  /** Some rules of a pack that can be read make no sense to run; those are errors here too. */
  private static boolean isRefused(PackFile read) {
    return count(read, Problem.Level.ERROR) > 0;
  }

  private static void table(PrintWriter out, Path file, PackFile read) {
    for (Problem problem : read.problems()) {
      String level = "%-7s".formatted(problem.level().name().toLowerCase(Locale.ROOT));
      out.println(colour(problem.level(), level) + "  " + problem);
    }
    long errors = count(read, Problem.Level.ERROR);
    String verdict =
        read.pack()
            .filter(pack -> errors == 0)
            .map(
                pack ->
                    "ok: pack %s %s, %d severities, %d triggers, %d timers"
                        .formatted(
                            pack.id(),
                            pack.version(),
                            pack.severities().size(),
                            pack.triggers().size(),
                            pack.timers().size()))
            .orElse("refused: " + counted(errors, "error"));
    out.println(
        "%s: %s; %s, %s"
            .formatted(
                file,
                verdict,
                counted(count(read, Problem.Level.WARNING), "warning"),
                counted(count(read, Problem.Level.NOTICE), "notice")));
  }

  private static void jsonl(PrintWriter out, Path file, PackFile read) {
    for (Problem problem : read.problems()) {
      JsonLine line =
          new JsonLine()
              .with("place", problem.place())
              .with("file", problem.file())
              .with("line", problem.line());
      if (!problem.path().isEmpty()) {
        line.with("path", problem.path());
      }
      out.println(
          line.with("level", problem.level().name().toLowerCase(Locale.ROOT))
              .with("message", problem.message()));
    }
    JsonLine summary = new JsonLine().with("file", file.toString()).with("ok", !isRefused(read));
    read.pack().ifPresent(pack -> summary.with("pack", pack.id()).with("version", pack.version()));
    out.println(
        summary
            .with("errors", count(read, Problem.Level.ERROR))
            .with("warnings", count(read, Problem.Level.WARNING))
            .with("notices", count(read, Problem.Level.NOTICE)));
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static long count(PackFile read, Problem.Level level) {
    return read.problems().stream().filter(problem -> problem.level() == level).count();
  }

  private static String colour(Problem.Level level, String text) {
    String style =
        switch (level) {
          case ERROR -> "@|red,bold " + text + "|@";
          case WARNING -> "@|yellow " + text + "|@";
          case NOTICE -> "@|faint " + text + "|@";
        };
    return (Colours.wanted() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF).string(style);
  }
}
