package io.tocsin.runbooks;

import io.tocsin.cli.scenario.BadScenario;
import io.tocsin.cli.scenario.Scenario;
import io.tocsin.cli.scenario.ScenarioReader;
import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario of the project.
 *
 * @param file where it is told, relative to the top of the project
 * @param text the file
 * @param scenario what it tells
 */
record Story(Path file, String text, Scenario scenario) {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  private static final List<String> ONE_OF_EACH_KIND =
      List.of(
          "H6-S0-P0",
          "S0-MON-01",
          "S0-P1-06",
          "S0-COM-01",
          "S0-REC-01",
          "S0-GOV-01",
          "S1-P0-04",
          "S1-P1-06",
          "S1-P2-01",
          "S1-P2-04",
          "S1-COM-01",
          "S2-PH-01",
          "S2-ACT-01",
          "S2-P4-01",
          "S3-CHK-01",
          "S3-COM-02",
          "S4-P1-02",
          "S4-ESC-04",
          "X-06",
          "X-07");

  /** All of them, by name. */
  static List<Story> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Story::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Some of all documents in which everything happens that can happen. */
  static List<Story> oneOfEachKind() {
    return ONE_OF_EACH_KIND.stream().map(name -> read(FOLDER.resolve(name + ".yaml"))).toList();
  }

  private static Story read(Path file) {
    try {
      String text = Files.readString(file);
      return new Story(file, text, ScenarioReader.read(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (BadScenario bad) {
      throw new IllegalArgumentException(bad.getMessage(), bad);
    }
  }

  /** Its file's name without the ending. */
  String name() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".yaml".length());
  }

  boolean isToldUnder(String packId) {
    return scenario.packs().stream().anyMatch(pack -> pack.id().equals(packId));
  }

  /** What is not as it is told; empty when it goes as told. */
  List<String> differences() {
    return scenario.play().differences();
  }

  List<Event> events() {
    return scenario.play().events();
  }

  /** The same story where other packs are in force. */
  Story under(List<Pack> packs) {
    return new Story(
        file,
        text,
        new Scenario(
            scenario.place(),
            scenario.title(),
            packs,
            scenario.latenessMillis(),
            scenario.startMillis(),
            scenario.zeroMillis(),
            scenario.untilMillis(),
            scenario.samples(),
            scenario.signals(),
            scenario.commands(),
            scenario.expected(),
            scenario.otherwise(),
            scenario.ordered()));
  }

  @Override
  public String toString() {
    return name();
  }
}
