package io.tocsin.cli;

import picocli.CommandLine.Option;

/** {@code --format}: a table for a person, JSON lines for a program. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "table|jsonl",
      description = "table for a person (default on a terminal), jsonl for a program")
  private Format format;

  private enum Format {
    TABLE,
    JSONL
  }

  /** Whether a person reads it. */
  boolean isTable() {
    return format == null ? Terminal.isOutput() : format == Format.TABLE;
  }
}
