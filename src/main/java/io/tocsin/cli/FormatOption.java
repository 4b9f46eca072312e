package io.tocsin.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --format}: a table for a person, JSON lines for a program. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "table|jsonl",
      converter = Reading.class,
      description = "table for a person (default on a terminal), jsonl for a program")
  private Format format;

  private enum Format {
    TABLE,
    JSONL
  }

  /** Its two words, in any case. */
  static final class Reading implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "table" -> Format.TABLE;
        case "jsonl" -> Format.JSONL;
        default -> throw new TypeConversionException("is '" + text + "', must be table or jsonl");
      };
    }
  }

  /** Whether a person reads it. */
  boolean isTable() {
    return format == null ? Terminal.isOutput() : format == Format.TABLE;
  }
}
