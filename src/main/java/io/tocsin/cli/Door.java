package io.tocsin.cli;

import io.tocsin.config.ConfigException;
import io.tocsin.wire.WireException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: {@code tocsin COMMAND …}.
 *
 * <p>Exit codes: 0 done, 1 the answer is no, 2 wrong usage or unreadable input, 3 could not do its
 * work. Errors are one line each on standard error, {@code place: what is wrong, what would have
 * been right}; {@code --debug} adds the stack trace.
 */
@Command(
    name = "tocsin",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ReplayCommand.class,
      LedgerCommand.class,
      TestCommand.class,
      CheckCommand.class,
      KpiCommand.class,
      DrillCommand.class
    },
    description = "Watches metric streams, opens incidents, and makes sure they are heard.",
    mixinStandardHelpOptions = true,
    versionProvider = Door.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeOnInvalidInput = Exit.USAGE,
    exitCodeOnExecutionException = Exit.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no (a check found errors, a scenario failed)",
      "2:wrong usage or unreadable input",
      "3:it could not do its work",
      "130:stopped by Ctrl-C"
    })
public final class Door implements Runnable {
  @Option(names = "--debug", description = "show stack traces of errors", scope = ScopeType.INHERIT)
  private boolean debug;

  private CommandLine line;

  Door() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // Read by log4j at its first use; without the script there is no conf directory to point at.
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "classpath:tocsin-log4j2.properties");
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    // Flink and Kafka leave threads behind that are no daemons.
    System.exit(code);
  }

  /** Runs one command; what it says goes to the two writers. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Door door = new Door();
    door.line = new CommandLine(door);
    door.line.setOut(out).setErr(err);
    door.line.setCaseInsensitiveEnumValuesAllowed(true);
    door.line.setUsageHelpAutoWidth(true);
    door.line.setColorScheme(Colours.scheme());
    door.line.setParameterExceptionHandler(door::misused);
    door.line.setExecutionExceptionHandler(door::failed);
    return door.line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(line, "no command given");
  }

  private int misused(ParameterException problem, String[] arguments) {
    CommandLine where = problem.getCommandLine();
    String place = where.getCommandSpec().qualifiedName();
    List<String> suggestions =
        problem instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String right =
        suggestions.isEmpty()
            ? "see '" + place + " --help'"
            : "did you mean " + String.join(" or ", suggestions) + "?";
    where.getErr().println(place + ": " + wrong(problem) + ", " + right);
    if (debug) {
      problem.printStackTrace(where.getErr());
    }
    return Exit.USAGE;
  }

  private static String wrong(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String first = "'" + unmatched.getUnmatched().get(0) + "'";
      boolean wantsCommand = !problem.getCommandLine().getSubcommands().isEmpty();
      return first + (wantsCommand ? " is no command" : " is one argument too many");
    }
    String message = problem.getMessage();
    return lowerFirst(message.startsWith("Error: ") ? message.substring(7) : message);
  }

  private int failed(Exception problem, CommandLine where, ParseResult parsed) {
    PrintWriter err = where.getErr();
    String place = where.getCommandSpec().qualifiedName();
    int code = Exit.FAILED;
    if (problem instanceof Refusal refusal) {
      refusal.lines().forEach(err::println);
      code = refusal.exitCode();
    } else if (problem instanceof ConfigException config) {
      config.problems().forEach(err::println);
      code = Exit.USAGE;
    } else if (problem instanceof WireException outside) {
      err.println(outside.getMessage());
    } else if (problem instanceof UncheckedIOException unchecked) {
      code = unreadable(err, place, unchecked.getCause());
    } else if (problem instanceof IOException unreadable) {
      code = unreadable(err, place, unreadable);
    } else {
      err.println(place + ": " + rootMessage(problem) + " (--debug shows where)");
    }
    if (debug) {
      problem.printStackTrace(err);
    }
    return code;
  }

  private static int unreadable(PrintWriter err, String place, IOException problem) {
    if (problem instanceof NoSuchFileException missing) {
      err.println(missing.getFile() + ": no such file, must be one that can be read");
      return Exit.USAGE;
    }
    err.println(place + ": " + rootMessage(problem) + " (--debug shows where)");
    return Exit.FAILED;
  }

  static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }

  private static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Door.class.getPackage().getImplementationVersion();
      return new String[] {"tocsin " + (version == null ? "(not packaged)" : version)};
    }
  }
}
