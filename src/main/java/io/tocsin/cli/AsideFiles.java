package io.tocsin.cli;

import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.wire.DeadLetterJson;
import io.tocsin.wire.LateJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps dead letters and late samples of a replay in files, one JSON line each. */
final class AsideFiles implements Replay.Aside, AutoCloseable {
  private final OutputStream dead;
  private final OutputStream late;

  /**
   * Opens them.
   *
   * @param dead where dead letters go, or null for nowhere
   * @param late where late samples go, or null for nowhere
   */
  AsideFiles(Path dead, Path late) throws IOException {
    this.dead = open(dead);
    this.late = open(late);
  }

  private static OutputStream open(Path file) throws IOException {
    return file == null
        ? OutputStream.nullOutputStream()
        : new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void dead(DeadLetter letter) {
    write(dead, DeadLetterJson.encode(letter));
  }

  @Override
  public void late(Sample sample) {
    write(late, LateJson.encode(sample));
  }

  /** Subtasks of the job write here side by side. */
  private static void write(OutputStream file, byte[] line) {
    synchronized (file) {
      try {
        file.write(line);
        file.write('\n');
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (dead;
        late) {
      dead.flush();
      late.flush();
    }
  }
}
