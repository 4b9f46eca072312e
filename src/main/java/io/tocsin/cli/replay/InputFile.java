package io.tocsin.cli.replay;

import io.tocsin.metric.Decoder;
import io.tocsin.wire.CsvDecoder;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded input, and what the command line says of it.
 *
 * @param path where it is
 * @param defaults {@code metric} and labels that a bare CSV lacks; empty otherwise
 */
public record InputFile(Path path, Map<String, String> defaults) {
  public InputFile {
    defaults = new TreeMap<>(defaults);
  }

  /**
   * Reads {@code FILE} or {@code metric=NAME,label=value:FILE}. Throws {@link
   * IllegalArgumentException} with what is wrong and what would have been right.
   */
  public static InputFile parse(String text) {
    Map<String, String> defaults = new TreeMap<>();
    String file = text;
    if (text.startsWith("metric=")) {
      int end = text.lastIndexOf(':');
      if (end < 0) {
        throw new IllegalArgumentException(
            "'" + text + "' names no file, must be like metric=latency,service=x:FILE.csv");
      }
      file = text.substring(end + 1);
      for (String pair : text.substring(0, end).split(",")) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
          throw new IllegalArgumentException("'" + pair + "' in '" + text + "' must be name=value");
        }
        defaults.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    InputFile input = new InputFile(Path.of(file), defaults);
    boolean hasLabelsOnly = defaults.isEmpty() && file.matches("[^/.]+=[^/]*:.+");
    if (hasLabelsOnly && !Files.exists(input.path)) {
      throw new IllegalArgumentException(
          "'" + text + "' names no metric, must be like metric=latency,service=x:FILE.csv");
    }
    if (!Files.isReadable(input.path) || Files.isDirectory(input.path)) {
      throw new IllegalArgumentException(file + ": cannot be read, must be a file");
    }
    if (!input.isCsv()
        && !input.bareName().endsWith(".jsonl")
        && !input.bareName().endsWith(".json")) {
      throw new IllegalArgumentException(
          file + ": unknown kind of file, must end in .jsonl or .csv, maybe with .gz");
    }
    if (!input.isCsv() && !defaults.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": metric and labels were given for it, must be a .csv then");
    }
    return input;
  }

  /** Whether it is a CSV with a header. */
  public boolean isCsv() {
    return bareName().endsWith(".csv");
  }

  private String bareName() {
    String name = path.getFileName().toString();
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /** What stands in ids of signals and commands that bring none. */
  String source() {
    return path.toString();
  }

  /** Its bytes, unpacked. */
  InputStream open() throws IOException {
    InputStream raw = Files.newInputStream(path);
    if (!path.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException broken) {
      raw.close();
      throw new IOException(path + ": is no gzip file: " + broken.getMessage(), broken);
    }
  }

  /** What understands its lines. Throws {@link IllegalArgumentException} for a bad header. */
  public Decoder decoder() throws IOException {
    if (!isCsv()) {
      return JsonDecoder.ofLines(JsonDecoder.MAX_BYTES);
    }
    try (InputLines lines = new InputLines(open())) {
      byte[] header = lines.next();
      if (header == null) {
        throw new IllegalArgumentException(path + ": is empty, must have a header line");
      }
      try {
        return new CsvDecoder(
            CsvDecoder.header(new String(header, StandardCharsets.UTF_8)), defaults);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(path + ":1: " + wrong.getMessage(), wrong);
      }
    }
  }
}
