package io.tocsin.cli.replay;

import io.tocsin.metric.Command;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Recorded input in one order: by time, kind (samples, signals, commands), key and bytes, as JSON
 * lines in one file. So the order in which files are named, and that of their lines, does not
 * matter.
 *
 * <p>Sorts outside memory: runs of at most {@value #RUN_BYTES} bytes are sorted and written aside,
 * then merged. What it writes lies in the directory it was given.
 */
public final class SortedInput {
  private static final int RUN_BYTES = 48 << 20;

  private final Path directory;
  private final int runBytes;
  private final List<Path> runs = new ArrayList<>();
  private List<Entry> run = new ArrayList<>();
  private long bytesInRun;

  private SortedInput(Path directory, int runBytes) {
    this.directory = directory;
    this.runBytes = runBytes;
  }

  /** Writes everything readable of the files, sorted, as lines to a file in the directory. */
  public static Path write(List<InputFile> files, InputReading reading, Path directory)
      throws IOException {
    return write(files, reading, directory, RUN_BYTES);
  }

  static Path write(List<InputFile> files, InputReading reading, Path directory, int runBytes)
      throws IOException {
    return new SortedInput(directory, runBytes).write(files, reading);
  }

  /** One line and where it belongs. */
  private record Entry(long timeMillis, byte kind, byte[] key, byte[] line) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::timeMillis)
            .thenComparingInt(Entry::kind)
            .thenComparing(Entry::key, Arrays::compareUnsigned)
            .thenComparing(Entry::line, Arrays::compareUnsigned);

    int size() {
      return 96 + key.length + line.length;
    }

    void write(DataOutputStream out) throws IOException {
      out.writeLong(timeMillis);
      out.writeByte(kind);
      out.writeInt(key.length);
      out.write(key);
      out.writeInt(line.length);
      out.write(line);
    }
  }

  private Path write(List<InputFile> files, InputReading reading) throws IOException {
    RecordJson json = new RecordJson();
    reading.read(
        files,
        new InputReading.Taker() {
          @Override
          public void sample(Sample sample) throws IOException {
            String key = sample.name() + "{" + sample.labels();
            add(sample.timestampMillis(), 0, key, json.sample(sample));
          }

          @Override
          public void signal(Signal signal) throws IOException {
            add(signal.timestampMillis(), 1, signal.labels(), json.signal(signal));
          }

          @Override
          public void command(Command command) throws IOException {
            String key = command.pack() + "/" + command.labels();
            add(command.timestampMillis(), 2, key, json.command(command));
          }
        });
    Path sorted = directory.resolve("sorted.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 16)) {
      merge(out);
    }
    for (Path written : runs) {
      Files.delete(written);
    }
    return sorted;
  }

  private void add(long timeMillis, int kind, String key, byte[] line) throws IOException {
    Entry entry = new Entry(timeMillis, (byte) kind, key.getBytes(StandardCharsets.UTF_8), line);
    run.add(entry);
    bytesInRun += entry.size();
    if (bytesInRun >= runBytes) {
      putAside();
    }
  }

  private void putAside() throws IOException {
    run.sort(Entry.ORDER);
    Path file = directory.resolve("run-" + runs.size());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (Entry entry : run) {
        entry.write(out);
      }
    }
    runs.add(file);
    run = new ArrayList<>();
    bytesInRun = 0;
  }

  private void merge(OutputStream out) throws IOException {
    if (runs.isEmpty()) {
      run.sort(Entry.ORDER);
      for (Entry entry : run) {
        line(out, entry);
      }
      run = new ArrayList<>();
      return;
    }
    putAside();
    PriorityQueue<Run> open = new PriorityQueue<>(Comparator.comparing(Run::head, Entry.ORDER));
    try {
      for (Path file : runs) {
        Run opened = new Run(file);
        if (opened.head() == null) {
          opened.close();
        } else {
          open.add(opened);
        }
      }
      while (!open.isEmpty()) {
        Run least = open.poll();
        line(out, least.head());
        if (least.advance()) {
          open.add(least);
        } else {
          least.close();
        }
      }
    } finally {
      for (Run left : open) {
        left.close();
      }
    }
  }

  private static void line(OutputStream out, Entry entry) throws IOException {
    out.write(entry.line());
    out.write('\n');
  }

  /** A sorted run that is read back. */
  private static final class Run implements AutoCloseable {
    private final DataInputStream in;
    private Entry head;

    Run(Path file) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      advance();
    }

    Entry head() {
      return head;
    }

    boolean advance() throws IOException {
      long timeMillis;
      try {
        timeMillis = in.readLong();
      } catch (java.io.EOFException end) {
        head = null;
        return false;
      }
      byte kind = in.readByte();
      byte[] key = in.readNBytes(in.readInt());
      byte[] line = in.readNBytes(in.readInt());
      head = new Entry(timeMillis, kind, key, line);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
