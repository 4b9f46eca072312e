package io.tocsin.cli;

import io.tocsin.config.PackFile;
import io.tocsin.config.PackReader;
import io.tocsin.config.Problem;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packs that a command was given. */
final class Packs {
  private Packs() {}

  /** Reads them all; refuses with every error of all of them. */
  static List<Pack> read(List<Path> files) throws IOException {
    List<Pack> packs = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        errors.add(file + ": cannot be read, must be a pack file");
        continue;
      }
      PackFile read = PackReader.read(file);
      read.pack().ifPresent(packs::add);
      read.problems().stream()
          .filter(problem -> problem.level() == Problem.Level.ERROR)
          .map(Problem::toString)
          .forEach(errors::add);
    }
    for (int i = 0; i < packs.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (packs.get(i).id().equals(packs.get(j).id())) {
          errors.add("--pack: two packs are called " + packs.get(i).id() + ", must differ");
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Refusal.ofInput(errors);
    }
    return packs;
  }
}
