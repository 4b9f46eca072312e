package io.tocsin.cli;

import java.nio.file.Path;

/** The project directory that the script started us from. */
final class Home {
  private Home() {}

  /** A file of the project: beside the script that started us, else in the working directory. */
  static Path file(String relative) {
    String home = System.getProperty("tocsin.home");
    return home == null ? Path.of(relative) : Path.of(home).resolve(relative);
  }
}
