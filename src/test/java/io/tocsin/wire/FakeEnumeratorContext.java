package io.tocsin.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Keeps what an enumerator hands out: {@code subtask <- split}, {@code subtask ends}. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<FileSplit> {
  private final int parallelism;
  private final List<String> assigned = new ArrayList<>();

  FakeEnumeratorContext(int parallelism) {
    this.parallelism = parallelism;
  }

  List<String> assigned() {
    return assigned;
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    throw unexpected();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    throw unexpected();
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Map.of();
  }

  @Override
  public void assignSplits(SplitsAssignment<FileSplit> assignment) {
    assignment
        .assignment()
        .forEach(
            (subtask, splits) ->
                splits.forEach(split -> assigned.add(subtask + " <- " + split.splitId())));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    assigned.add(subtask + " ends");
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    throw unexpected();
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long delayMillis, long periodMillis) {
    throw unexpected();
  }

  @Override
  public void runInCoordinatorThread(Runnable work) {
    throw unexpected();
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("an enumerator of files does not need this");
  }
}
