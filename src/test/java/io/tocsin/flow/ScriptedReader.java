package io.tocsin.flow;

import io.tocsin.metric.RawRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Reads a {@link ScriptedSource}. All calls come from one thread. */
// "try": whoever closes a reader is Flink, which takes an interruption as what it is.
@SuppressWarnings("try")
final class ScriptedReader implements SourceReader<RawRecord, ScriptedSplit> {
  private final ScriptedSource script;
  private final Deque<ScriptedSplit> splits = new ArrayDeque<>();
  private final Map<String, SourceOutput<RawRecord>> outputs = new HashMap<>();
  private boolean isComplete;
  private boolean isSaved;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  ScriptedReader(ScriptedSource script) {
    this.script = script;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) {
    ScriptedSplit split = splits.poll();
    if (split == null) {
      return mayEnd() ? InputStatus.END_OF_INPUT : waiting();
    }
    if (script.hasEnded(split)) {
      output.releaseOutputForSplit(split.splitId());
      return InputStatus.MORE_AVAILABLE;
    }
    if (mustWait(split)) {
      splits.addFirst(split);
      return waiting();
    }
    outputs
        .computeIfAbsent(split.splitId(), output::createOutputForSplit)
        .collect(script.record(split));
    splits.addLast(new ScriptedSplit(split.partition(), split.position() + 1));
    return InputStatus.MORE_AVAILABLE;
  }

  /** Flink takes no checkpoint of union state while some subtasks have ended and others not. */
  private boolean mayEnd() {
    return isComplete && script.nextFailure() == null;
  }

  private boolean mustWait(ScriptedSplit split) {
    ScriptedSource.Failure failure = script.nextFailure();
    if (failure == null || split.partition() != 0) {
      return false;
    }
    if (split.position() >= failure.failAt()) {
      script.failedSoFar().incrementAndGet();
      throw new IllegalStateException("reading fails at " + split.position() + ", as scripted");
    }
    return split.position() == failure.waitAt() && !isSaved;
  }

  private InputStatus waiting() {
    available = new CompletableFuture<>();
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    isSaved = true;
    available.complete(null);
  }

  @Override
  public List<ScriptedSplit> snapshotState(long checkpointId) {
    return List.copyOf(splits);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<ScriptedSplit> added) {
    splits.addAll(added);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    isComplete = true;
    available.complete(null);
  }

  @Override
  public void start() {}

  @Override
  public void close() {}
}
