package io.tocsin.wire;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one line of a CSV file per record, as a gauge sample.
 *
 * <p>The header names the columns: {@code timestamp}, {@code value}, maybe {@code name}; every
 * other column is a label. An empty cell is an absent label. What the file does not say comes from
 * the defaults: {@code metric} is the name, the others are labels. Times are RFC 3339, milliseconds
 * since the epoch, or {@code yyyy-MM-dd HH:mm:ss}, which is UTC. The record at offset 1 is the
 * header line and is passed over. Quotes as in RFC 4180, but no line breaks inside a cell.
 */
public final class CsvDecoder implements Decoder {
  private static final String METRIC = "metric";

  private final ArrayList<String> columns;
  private final TreeMap<String, String> defaults;
  private final int timestamp;
  private final int value;
  private final int name;

  /**
   * A decoder for files with this header. Throws {@link IllegalArgumentException} when a column is
   * missing or comes twice, or nothing names the metric.
   *
   * @param header the columns in order ({@link #header})
   * @param defaults {@code metric} and labels that the file does not have
   */
  public CsvDecoder(List<String> header, Map<String, String> defaults) {
    this.columns = new ArrayList<>(header);
    this.defaults = new TreeMap<>(defaults);
    this.timestamp = mustHave(header, "timestamp");
    this.value = mustHave(header, "value");
    this.name = header.indexOf("name");
    if (new HashSet<>(header).size() < header.size() || header.contains("")) {
      throw new IllegalArgumentException(
          "header " + header + ": every column must have a name of its own");
    }
    if (name < 0 && this.defaults.getOrDefault(METRIC, "").isEmpty()) {
      throw new IllegalArgumentException(
          "header " + header + ": must have a column 'name', or 'metric' must be given");
    }
  }

  private static int mustHave(List<String> header, String column) {
    int at = header.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException(
          "header " + header + ": must have a column '" + column + "'");
    }
    return at;
  }

  /**
   * The columns that a header line names. Throws {@link IllegalArgumentException} on bad quotes.
   */
  public static List<String> header(String line) {
    try {
      String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
      return CsvLine.cells(withoutLineEnd(text)).stream().map(String::strip).toList();
    } catch (Refusal refusal) {
      throw new IllegalArgumentException("header: " + refusal.getMessage(), refusal);
    }
  }

  @Override
  public void decode(RawRecord record, Reader reader) {
    if (record.offset() == 1) {
      return;
    }
    Sample sample;
    try {
      sample = read(record);
    } catch (Refusal refusal) {
      reader.reject(refusal.reason().code(), refusal.getMessage());
      return;
    }
    reader.sample(sample);
  }

  private Sample read(RawRecord record) throws Refusal {
    List<String> cells = CsvLine.cells(line(record.bytes()));
    if (cells.size() != columns.size()) {
      throw new Refusal(
          Reason.BAD_CSV,
          "line has " + cells.size() + " cells, must have " + columns.size() + " as its header");
    }
    long timestampMillis = Texts.instantAsUtc("timestamp", required("timestamp", cells, timestamp));
    Decimal number = Texts.number("value", required("value", cells, value));
    return new Sample(
        Texts.name(Reason.BAD_TEXT, "name", metric(cells)),
        labels(cells),
        SampleType.GAUGE,
        timestampMillis,
        number);
  }

  private String metric(List<String> cells) throws Refusal {
    if (name >= 0 && !cells.get(name).isEmpty()) {
      return cells.get(name);
    }
    return defaults.containsKey(METRIC) ? defaults.get(METRIC) : required("name", cells, name);
  }

  private String labels(List<String> cells) throws Refusal {
    LabelSet labels = new LabelSet();
    for (Map.Entry<String, String> label : defaults.entrySet()) {
      int column = columns.indexOf(label.getKey());
      boolean overridden = isLabel(column) && !cells.get(column).isEmpty();
      if (!label.getKey().equals(METRIC) && !overridden) {
        labels.put(label.getKey(), label.getValue());
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (isLabel(i)) {
        labels.put(columns.get(i), cells.get(i));
      }
    }
    return labels.canonical();
  }

  private boolean isLabel(int column) {
    return column >= 0 && column != timestamp && column != value && column != name;
  }

  private static String required(String column, List<String> cells, int at) throws Refusal {
    String cell = cells.get(at).strip();
    if (cell.isEmpty()) {
      throw new Refusal(Reason.MISSING_FIELD, column + " is empty, must be there");
    }
    return cell;
  }

  private static String line(byte[] bytes) throws Refusal {
    if (bytes.length > JsonDecoder.MAX_BYTES) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "line has " + bytes.length + " bytes, must have at most " + JsonDecoder.MAX_BYTES);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // What cannot be read becomes U+FFFD; only then is it worth a second look.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(Reason.NOT_UTF8, "line is not UTF-8, must be");
    }
    String line = withoutLineEnd(text);
    if (line.isBlank()) {
      throw new Refusal(Reason.EMPTY, "line is empty, must have cells");
    }
    return line;
  }

  private static String withoutLineEnd(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == '\n')) {
      end--;
    }
    return line.substring(0, end);
  }
}
