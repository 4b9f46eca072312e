package io.tocsin.wire;

import java.util.ArrayList;
import java.util.List;

/** Cuts one line of CSV into cells, quotes as in RFC 4180. A cell cannot hold a line break. */
final class CsvLine {
  private CsvLine() {}

  static List<String> cells(String line) throws Refusal {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = at < line.length() && line.charAt(at) == '"' ? endOfQuoted(line, at) : -1;
      if (end >= 0) {
        cells.add(line.substring(at + 1, end - 1).replace("\"\"", "\""));
      } else {
        end = line.indexOf(',', at);
        end = end < 0 ? line.length() : end;
        cells.add(plain(line, at, end));
      }
      if (end == line.length()) {
        return cells;
      }
      if (line.charAt(end) != ',') {
        throw new Refusal(
            Reason.BAD_CSV,
            "column " + (end + 1) + ": text after a closing quote, must be a comma or the end");
      }
      at = end + 1;
    }
  }

  private static String plain(String line, int from, int end) throws Refusal {
    String cell = line.substring(from, end);
    if (cell.indexOf('"') >= 0) {
      throw new Refusal(
          Reason.BAD_CSV,
          "cell "
              + Refusal.shown(cell)
              + " has a quote inside, must be quoted as a whole with its quotes doubled");
    }
    return cell;
  }

  /** Position behind the closing quote of a cell that opens at a position. */
  private static int endOfQuoted(String line, int from) throws Refusal {
    int at = from + 1;
    while (at < line.length()) {
      if (line.charAt(at) != '"') {
        at++;
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new Refusal(
        Reason.BAD_CSV,
        "column " + (from + 1) + ": a quote is not closed, must be closed on the same line");
  }
}
