package io.tocsin.cli;

import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Guards;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink mini cluster in this process, reachable from this machine only. */
final class EmbeddedCluster {
  private EmbeddedCluster() {}

  /** Builds a job in its environment. */
  interface Builder {
    void build(StreamExecutionEnvironment env) throws Exception;
  }

  /** Runs a job to its end. */
  static void run(String name, EngineSettings settings, Builder builder) throws Exception {
    StreamExecutionEnvironment env = environment(settings);
    builder.build(env);
    env.execute(name);
  }

  /** An environment whose jobs run in this process. */
  static StreamExecutionEnvironment environment(EngineSettings settings) {
    return StreamExecutionEnvironment.createLocalEnvironment(
        settings.parallelism(), configuration(settings));
  }

  static Configuration configuration(EngineSettings settings) {
    Configuration configuration = Guards.of(settings);
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    return configuration;
  }
}
