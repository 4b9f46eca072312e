package io.tocsin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories of a command's own that go when it ends. */
final class Scratch {
  private Scratch() {}

  static void delete(Path directory) throws IOException {
    List<Path> contents;
    try (Stream<Path> found = Files.walk(directory)) {
      contents = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      Files.deleteIfExists(path);
    }
  }
}
