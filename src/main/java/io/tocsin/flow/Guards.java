package io.tocsin.flow;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * The settings of Flink that the promises of this job rest on, the same for every topology. What a
 * cluster says about them does not count.
 */
public final class Guards {
  /** Most parts a stage can ever have: it is part of every state and never changes. */
  public static final int MAX_PARALLELISM = 256;

  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);
  private static final Duration FIRST_RESTART = Duration.ofMillis(500);
  private static final Duration LAST_RESTART = Duration.ofSeconds(30);

  private Guards() {}

  /** Settings for an environment, to be given to it before anything is built in it. */
  public static Configuration of(EngineSettings settings) {
    Configuration guards = new Configuration();
    guards.set(PipelineOptions.GENERIC_TYPES, false);
    guards.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    guards.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    // What passes between operators is never changed, so a chain need not copy every sample.
    guards.set(PipelineOptions.OBJECT_REUSE, true);
    guards.set(StateBackendOptions.STATE_BACKEND, settings.rocksdb() ? "rocksdb" : "hashmap");
    if (settings.clock() == EngineSettings.Clock.WALL) {
      // A number passes the inbox twice; the default of 100 ms would be most of its way.
      guards.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
      restartForEver(guards);
    }
    if (!settings.checkpointInterval().isZero()) {
      checkpoint(guards, settings);
    }
    return guards;
  }

  /** Nobody is paged by a job that has given up. */
  private static void restartForEver(Configuration guards) {
    guards.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    guards.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART);
    guards.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LAST_RESTART);
  }

  private static void checkpoint(Configuration guards, EngineSettings settings) {
    guards.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    guards.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, settings.rocksdb());
    // Unaligned checkpoints have lost data on this line of Flink (FLINK-39481, FLINK-38614).
    guards.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    guards.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (settings.checkpointDirectory().isEmpty()) {
      guards.set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    } else {
      guards.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      guards.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.checkpointDirectory());
    }
  }
}
