package io.tocsin.wire;

import io.tocsin.incident.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/**
 * Numbers that stop in the middle until two checkpoints are complete; a little later one fails the
 * job, once, so that those between come again. No clock decides when.
 */
final class FailingAfterCheckpoint {
  private static final int CHECKPOINTS = 2;
  private static final int BETWEEN = 200;
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger COMPLETE = new AtomicInteger();

  private static volatile long failsAt;

  private FailingAfterCheckpoint() {}

  static DataGeneratorSource<Long> numbers(long count) {
    FAILURES.set(0);
    COMPLETE.set(0);
    failsAt = count / 2 + BETWEEN;
    return new DataGeneratorSource<>(
        number -> number, count, parallelism -> new Gate<>(count / 2), Types.LONG);
  }

  static int failures() {
    return FAILURES.get();
  }

  /** An event of its own for each number. */
  static Event event(Long number) {
    if (number == failsAt && FAILURES.compareAndSet(0, 1)) {
      throw new IllegalStateException("told to fail at " + number);
    }
    String episode = "pack/a=" + number % 7 + "/1";
    return new Event(
        "page",
        "pack",
        "a=" + number % 7,
        episode,
        "timer#" + number,
        "INC-1",
        1000,
        number + 1,
        List.of(),
        List.of());
  }

  private static final class Gate<T extends SourceSplit> implements RateLimiter<T> {
    private final long closedFrom;
    private final CompletableFuture<Void> open = new CompletableFuture<>();
    private long taken;

    Gate(long closedFrom) {
      this.closedFrom = closedFrom;
    }

    @Override
    public CompletionStage<Void> acquire(int count) {
      taken += count;
      boolean waits = FAILURES.get() == 0 && taken > closedFrom;
      return waits ? open : CompletableFuture.completedFuture(null);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (COMPLETE.incrementAndGet() >= CHECKPOINTS) {
        open.complete(null);
      }
    }
  }
}
