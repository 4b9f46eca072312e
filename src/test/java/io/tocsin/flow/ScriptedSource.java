package io.tocsin.flow;

import io.tocsin.metric.RawRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Records as a test wrote them, partition by partition, and the places at which reading fails.
 *
 * <p>A subtask reads one record of each of its partitions in turn. Before it fails it waits for a
 * checkpoint, so that there is something to be restored.
 */
final class ScriptedSource implements Source<RawRecord, ScriptedSplit, List<ScriptedSplit>> {
  /** Failures that came already: they must not come again after the restart they cause. */
  private static final Map<String, AtomicInteger> FAILED = new ConcurrentHashMap<>();

  private final String name;
  private final ArrayList<ArrayList<byte[]>> partitions = new ArrayList<>();
  private final long appendMillis;
  private final ArrayList<Failure> failures;

  /**
   * A failure while the first partition is read.
   *
   * @param waitAt position at which a checkpoint is waited for
   * @param failAt position at which reading fails, not before that
   */
  record Failure(int waitAt, int failAt) implements Serializable {}

  /**
   * A script.
   *
   * @param name of the source, unique among the runs of a JVM when it fails
   * @param appendMillis when its records were appended
   */
  ScriptedSource(
      String name, List<List<byte[]>> partitions, long appendMillis, List<Failure> failures) {
    this.name = name;
    partitions.forEach(records -> this.partitions.add(new ArrayList<>(records)));
    this.appendMillis = appendMillis;
    this.failures = new ArrayList<>(failures);
  }

  /** How often reading failed so far. */
  int failed() {
    return failedSoFar().get();
  }

  int partitions() {
    return partitions.size();
  }

  /** The failure that comes next, or null. */
  Failure nextFailure() {
    int failed = failed();
    return failed < failures.size() ? failures.get(failed) : null;
  }

  AtomicInteger failedSoFar() {
    return FAILED.computeIfAbsent(name, key -> new AtomicInteger());
  }

  boolean hasEnded(ScriptedSplit split) {
    return split.position() >= partitions.get(split.partition()).size();
  }

  RawRecord record(ScriptedSplit split) {
    return new RawRecord(
        "script",
        split.partition(),
        split.position(),
        appendMillis,
        partitions.get(split.partition()).get(split.position()));
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RawRecord, ScriptedSplit> createReader(SourceReaderContext context) {
    return new ScriptedReader(this);
  }

  @Override
  public SplitEnumerator<ScriptedSplit, List<ScriptedSplit>> createEnumerator(
      SplitEnumeratorContext<ScriptedSplit> context) {
    List<ScriptedSplit> all = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      all.add(new ScriptedSplit(i, 0));
    }
    return new Enumerator(context, all);
  }

  @Override
  public SplitEnumerator<ScriptedSplit, List<ScriptedSplit>> restoreEnumerator(
      SplitEnumeratorContext<ScriptedSplit> context, List<ScriptedSplit> unread) {
    return new Enumerator(context, unread);
  }

  @Override
  public SimpleVersionedSerializer<ScriptedSplit> getSplitSerializer() {
    return new ScriptedSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<List<ScriptedSplit>> getEnumeratorCheckpointSerializer() {
    return new ScriptedSplit.ListSerializer();
  }

  /** Gives each subtask its partitions when it comes. */
  private static final class Enumerator
      implements SplitEnumerator<ScriptedSplit, List<ScriptedSplit>> {
    private final SplitEnumeratorContext<ScriptedSplit> context;
    private final Map<Integer, ScriptedSplit> unread = new TreeMap<>();

    Enumerator(SplitEnumeratorContext<ScriptedSplit> context, List<ScriptedSplit> unread) {
      this.context = context;
      unread.forEach(split -> this.unread.put(split.partition(), split));
    }

    @Override
    public void addReader(int subtask) {
      for (ScriptedSplit split : List.copyOf(unread.values())) {
        if (split.partition() % context.currentParallelism() == subtask) {
          context.assignSplit(unread.remove(split.partition()), subtask);
        }
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<ScriptedSplit> splits, int subtask) {
      splits.forEach(split -> unread.put(split.partition(), split));
    }

    @Override
    public List<ScriptedSplit> snapshotState(long checkpointId) {
      return List.copyOf(unread.values());
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void close() {}
  }
}
