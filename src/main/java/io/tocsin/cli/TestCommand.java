package io.tocsin.cli;

import io.tocsin.cli.scenario.BadScenario;
import io.tocsin.cli.scenario.Playback;
import io.tocsin.cli.scenario.Scenario;
import io.tocsin.cli.scenario.ScenarioReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays stories in virtual time and says where they went another way. */
@Command(
    name = "test",
    description = {
      "Plays scenarios in virtual time and says where they went another way.",
      "A scenario is a YAML file of samples and of the events that must follow; of a directory, all"
          + " *.yaml are played. Ends with 1 when one went another way."
    })
final class TestCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "SCENARIO", description = "files or directories")
  private List<Path> places;

  @Option(names = "--events", description = "show every event of every story")
  private boolean events;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> unreadable = new ArrayList<>();
    int held = 0;
    int failed = 0;
    for (Path file : files()) {
      try {
        Scenario scenario = ScenarioReader.read(file);
        long started = System.nanoTime();
        Playback playback = scenario.play();
        show(out, playback, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        held += playback.held() ? 1 : 0;
        failed += playback.held() ? 0 : 1;
      } catch (BadScenario bad) {
        unreadable.addAll(bad.problems());
      }
    }
    if (format.isTable()) {
      out.println(
          "%d %s held, %d did not".formatted(held, held == 1 ? "story" : "stories", failed));
    }
    if (!unreadable.isEmpty()) {
      out.flush();
      throw Refusal.ofInput(unreadable);
    }
    return failed == 0 ? Exit.DONE : Exit.NO;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> found = Files.walk(place)) {
          files.addAll(found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList());
        }
      } else if (Files.isReadable(place)) {
        files.add(place);
      } else {
        throw Refusal.ofInput(
            place + ": cannot be read, must be a scenario or a directory of them");
      }
    }
    if (files.isEmpty()) {
      throw Refusal.ofInput(places.get(0) + ": has no *.yaml, must have at least one scenario");
    }
    return files;
  }

  private void show(PrintWriter out, Playback playback, long millis) {
    Scenario scenario = playback.scenario();
    if (!format.isTable()) {
      JsonLine line =
          new JsonLine()
              .with("scenario", scenario.place())
              .with("title", scenario.title())
              .with("held", playback.held())
              .with("events", playback.events().size())
              .with("differences", playback.differences());
      out.println(line);
      return;
    }
    out.println(
        "%s  %s  %s (%d events, %d ms)"
            .formatted(
                playback.held() ? "ok  " : "FAIL",
                scenario.place(),
                scenario.title(),
                playback.events().size(),
                millis));
    playback.differences().forEach(out::println);
    if (events || !playback.held()) {
      out.println("  what happened:");
      playback.events().forEach(event -> out.println("    " + Playback.shown(event)));
    }
  }
}
