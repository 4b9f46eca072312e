package io.tocsin.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Colours for a terminal: none when standard output is none, or with {@code NO_COLOR}. */
final class Colours {
  private Colours() {}

  static boolean wanted() {
    String refused = System.getenv("NO_COLOR");
    return Terminal.isOutput() && (refused == null || refused.isEmpty());
  }

  static ColorScheme scheme() {
    return picocli.CommandLine.Help.defaultColorScheme(wanted() ? Ansi.ON : Ansi.OFF);
  }
}
