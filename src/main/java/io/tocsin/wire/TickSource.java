package io.tocsin.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The beat that is written into Kafka so that time moves there: the wall clock in milliseconds, one
 * tick a period, for ever.
 *
 * <p>Ticks that were missed, in a pause or while the job was down, are not made up: a tick says
 * that we are alive now. It has no state. Whatever the parallelism, one subtask ticks.
 */
public final class TickSource
    implements Source<Long, TickSource.NoSplit, Integer>, ResultTypeQueryable<Long> {
  private static final long serialVersionUID = 1L;

  /** Distance of ticks unless told otherwise. */
  public static final Duration PERIOD = Duration.ofMillis(200);

  private final long periodMillis;

  /** A tick every {@link #PERIOD}. */
  public TickSource() {
    this(PERIOD);
  }

  /**
   * A tick every period.
   *
   * @param period at least 1 ms
   */
  public TickSource(Duration period) {
    if (period.toMillis() < 1) {
      throw new IllegalArgumentException("tick period is " + period + ", must be at least 1 ms");
    }
    this.periodMillis = period.toMillis();
  }

  /** Never made: there is nothing to divide. */
  public static final class NoSplit implements SourceSplit {
    private NoSplit() {}

    @Override
    public String splitId() {
      return "none";
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Long, NoSplit> createReader(SourceReaderContext context) {
    return new Reader(periodMillis, context.getIndexOfSubtask() == 0);
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> createEnumerator(
      SplitEnumeratorContext<NoSplit> context) {
    return new Enumerator();
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<NoSplit> context, Integer nothing) {
    return new Enumerator();
  }

  @Override
  public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
    return new Nothing<>(new NoSplit());
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new Nothing<>(0);
  }

  @Override
  public TypeInformation<Long> getProducedType() {
    return Types.LONG;
  }

  /** Ticks when the timer has been; a tick that nobody took in time gives way to the next. */
  private static final class Reader implements SourceReader<Long, NoSplit> {
    private final long periodMillis;
    private final boolean ticks;
    private ScheduledExecutorService timer;
    private volatile CompletableFuture<Void> due = new CompletableFuture<>();

    Reader(long periodMillis, boolean ticks) {
      this.periodMillis = periodMillis;
      this.ticks = ticks;
    }

    @Override
    public void start() {
      if (ticks) {
        timer = Executors.newSingleThreadScheduledExecutor(Reader::thread);
        // With a fixed rate the timer would catch up after a pause: a burst of ticks.
        timer.scheduleWithFixedDelay(
            () -> due.complete(null), 0, periodMillis, TimeUnit.MILLISECONDS);
      }
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "tick");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) {
      if (due.isDone()) {
        due = new CompletableFuture<>();
        output.collect(System.currentTimeMillis());
      }
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return due;
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public void addSplits(List<NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
      if (timer != null) {
        timer.shutdownNow();
      }
    }
  }

  private static final class Enumerator implements SplitEnumerator<NoSplit, Integer> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<NoSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public Integer snapshotState(long checkpoint) {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** Writes no bytes and reads the one value there is. */
  private record Nothing<T>(T value) implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(T ignored) {
      return new byte[0];
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
      return value;
    }
  }
}
