package io.tocsin.cli.replay;

import io.tocsin.metric.Command;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Goes through files of recorded input once, counts, and hands on what can be read. */
public final class InputReading {
  private static final Pattern NO_ZONE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(?![\\d.:Zz+-])");

  private final long nowMillis;
  private final long futureMillis;
  private final Consumer<DeadLetter> deadLetters;
  private final Unheard unheard;
  private final Census census = new Census();

  /** Takes what was read, in the order of the files and their lines. */
  interface Taker {
    void sample(Sample sample) throws IOException;

    void signal(Signal signal) throws IOException;

    void command(Command command) throws IOException;
  }

  /**
   * A reading that believes nothing from the future.
   *
   * @param nowMillis the wall clock at the start of the run
   * @param futureMillis how far ahead of it a record may be
   * @param packs who is to hear the samples
   * @param deadLetters takes what cannot be read, or must not be believed
   */
  public InputReading(
      long nowMillis, long futureMillis, List<Pack> packs, Consumer<DeadLetter> deadLetters) {
    this.unheard = new Unheard(packs);
    this.nowMillis = nowMillis;
    this.futureMillis = futureMillis;
    this.deadLetters = deadLetters;
  }

  /** What was read so far. */
  public Census census() {
    return census;
  }

  /** Counts only. */
  public Census survey(List<InputFile> files) throws IOException {
    return read(
        files,
        new Taker() {
          @Override
          public void sample(Sample sample) {}

          @Override
          public void signal(Signal signal) {}

          @Override
          public void command(Command command) {}
        });
  }

  Census read(List<InputFile> files, Taker taker) throws IOException {
    int lineFiles = 0;
    for (InputFile file : files) {
      read(file, file.isCsv() ? 0 : lineFiles++, taker);
    }
    unheard.lines().forEach(census::notice);
    return census;
  }

  private void read(InputFile file, int index, Taker taker) throws IOException {
    Decoder decoder = file.decoder();
    Handing handing = new Handing(taker);
    try (InputLines lines = new InputLines(file.open())) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (file.isCsv() && lines.number() <= 2) {
          noticeZone(file, lines.number(), line);
        }
        if (file.isCsv() && lines.number() == 1) {
          continue;
        }
        if (line.length == 0) {
          continue;
        }
        census.line();
        handing.place = file.path() + ":" + lines.number();
        handing.record = new RawRecord(file.source(), index, lines.number(), nowMillis, line);
        decoder.decode(handing.record, handing);
        if (handing.failure != null) {
          throw handing.failure;
        }
      }
    } catch (java.util.zip.ZipException | java.io.EOFException broken) {
      throw new IOException(file.path() + ": broken gzip file: " + broken.getMessage(), broken);
    }
  }

  private void noticeZone(InputFile file, long number, byte[] line) {
    if (number == 2 && NO_ZONE.matcher(new String(line, StandardCharsets.UTF_8)).find()) {
      census.notice(file.path() + ": times have no zone, read as UTC");
    }
  }

  /** Passes on what a decoder finds, unless it is from the future. */
  private final class Handing implements Decoder.Reader {
    private final Taker taker;
    private String place = "";
    private RawRecord record;
    private IOException failure;

    Handing(Taker taker) {
      this.taker = taker;
    }

    private boolean isFuture(long atMillis) {
      if (atMillis - futureMillis <= nowMillis) {
        return false;
      }
      reject(
          "future",
          "timestamp "
              + Times.text(atMillis)
              + " is later than now, must be at most "
              + Times.text(nowMillis + futureMillis));
      return true;
    }

    @Override
    public void sample(Sample sample) {
      if (!isFuture(sample.timestampMillis())) {
        census.sample(sample.timestampMillis());
        unheard.sample(sample);
        attempt(() -> taker.sample(sample));
      }
    }

    @Override
    public void signal(Signal signal) {
      if (!isFuture(signal.timestampMillis())) {
        census.signal(signal.timestampMillis());
        attempt(() -> taker.signal(signal));
      }
    }

    @Override
    public void command(Command command) {
      if (!isFuture(command.timestampMillis())) {
        census.command(command.timestampMillis());
        attempt(() -> taker.command(command));
      }
    }

    @Override
    public void reject(String reason, String detail) {
      census.rejected(place, reason, detail);
      deadLetters.accept(DeadLetter.of(record, reason, detail));
    }

    private void attempt(Writing writing) {
      try {
        writing.write();
      } catch (IOException full) {
        failure = full;
      }
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
