package io.tocsin.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Another source, that fails when it was polled so and so often, and goes on when it is restored.
 * The polls are counted over all its readers and all restarts.
 */
final class FaultySource<T, SplitT extends SourceSplit, PositionsT>
    implements Source<T, SplitT, PositionsT>, ResultTypeQueryable<T> {
  private static final Map<String, AtomicInteger> POLLS = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> THROWN = new ConcurrentHashMap<>();

  private final Source<T, SplitT, PositionsT> source;
  private final Class<T> type;
  private final String name;
  private final List<Integer> failAt;

  private FaultySource(
      Source<T, SplitT, PositionsT> source, Class<T> type, String name, List<Integer> failAt) {
    this.source = source;
    this.type = type;
    this.name = name;
    this.failAt = failAt;
  }

  /**
   * A source that fails.
   *
   * @param name under which it counts, unique in the JVM
   * @param failAt polls that fail, ascending
   */
  static <T, SplitT extends SourceSplit, PositionsT> Source<T, SplitT, PositionsT> of(
      Source<T, SplitT, PositionsT> source, Class<T> type, String name, List<Integer> failAt) {
    POLLS.put(name, new AtomicInteger());
    THROWN.put(name, new AtomicInteger());
    return new FaultySource<>(source, type, name, List.copyOf(failAt));
  }

  /** How often the source of that name has failed. */
  static int thrown(String name) {
    return THROWN.get(name).get();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, SplitT> createReader(SourceReaderContext context) throws Exception {
    return new Reader(source.createReader(context));
  }

  @Override
  public SplitEnumerator<SplitT, PositionsT> createEnumerator(
      SplitEnumeratorContext<SplitT> context) throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<SplitT, PositionsT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, PositionsT positions) throws Exception {
    return source.restoreEnumerator(context, positions);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PositionsT> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  // "try": the reader it hands on may be interrupted while it closes, as every reader may.
  @SuppressWarnings("try")
  private final class Reader implements SourceReader<T, SplitT> {
    private final SourceReader<T, SplitT> reader;

    Reader(SourceReader<T, SplitT> reader) {
      this.reader = reader;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
      int poll = POLLS.get(name).incrementAndGet();
      if (failAt.contains(poll)) {
        THROWN.get(name).incrementAndGet();
        throw new IllegalStateException("fault at poll " + poll + " of " + name);
      }
      return reader.pollNext(output);
    }

    @Override
    public void start() {
      reader.start();
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
      return reader.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return reader.isAvailable();
    }

    @Override
    public void addSplits(List<SplitT> splits) {
      reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
      reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
      reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
      reader.close();
    }
  }
}
