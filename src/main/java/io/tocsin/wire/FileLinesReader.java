package io.tocsin.wire;

import io.tocsin.metric.RawRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Reads its files in turns, a handful of lines each: none is far ahead of the others, so what waits
 * for all of them need not hold a whole file.
 */
final class FileLinesReader implements SplitReader<RawRecord, FileSplit> {
  private static final int TURN_LINES = 500;
  private static final int TURN_BYTES = 1024 * 1024;

  private final long appendMillis;
  private final Deque<FileSplit> waiting = new ArrayDeque<>();
  private final Deque<OpenFile> open = new ArrayDeque<>();

  /** A file in the middle of being read. */
  private record OpenFile(FileSplit split, LineReader lines) {}

  FileLinesReader(long appendMillis) {
    this.appendMillis = appendMillis;
  }

  @Override
  public RecordsWithSplitIds<RawRecord> fetch() throws IOException {
    while (!waiting.isEmpty()) {
      FileSplit split = waiting.peek();
      open.add(new OpenFile(split, opened(split)));
      waiting.remove();
    }
    OpenFile file = open.poll();
    if (file == null) {
      return new RecordsBySplits<>(Map.of(), Set.of());
    }
    String id = file.split().splitId();
    List<RawRecord> records = new ArrayList<>();
    if (turn(file, records)) {
      open.add(file);
      return new RecordsBySplits<>(Map.of(id, records), Set.of());
    }
    file.lines().close();
    return new RecordsBySplits<>(Map.of(id, records), Set.of(id));
  }

  /** False behind the last line. */
  private boolean turn(OpenFile file, List<RawRecord> records) throws IOException {
    int bytes = 0;
    for (int lines = 0; lines < TURN_LINES && bytes < TURN_BYTES; lines++) {
      byte[] line = file.lines().next();
      if (line == null) {
        return false;
      }
      if (line.length > 0) {
        FileSplit split = file.split();
        records.add(
            new RawRecord(split.path(), split.number(), file.lines().number(), appendMillis, line));
      }
      bytes += line.length;
    }
    return true;
  }

  private static LineReader opened(FileSplit split) throws IOException {
    LineReader lines = new LineReader(split.path());
    while (lines.number() < split.linesRead()) {
      if (lines.next() == null) {
        lines.close();
        throw new IOException(
            split.path()
                + ": has "
                + lines.number()
                + " lines, must still have the "
                + split.linesRead()
                + " that were read before the restart");
      }
    }
    return lines;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<FileSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("files are only ever added: " + change);
    }
    waiting.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    // A turn is short.
  }

  @Override
  public void close() throws IOException {
    for (OpenFile file : open) {
      file.lines().close();
    }
  }
}
