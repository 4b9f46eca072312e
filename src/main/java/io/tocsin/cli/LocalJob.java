package io.tocsin.cli;

import io.tocsin.Assembly;
import io.tocsin.config.Job;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of a job file that runs in this process, with Flink's web UI beside it. */
final class LocalJob implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int USUAL_PORT = 8081;
  private static final long ANSWER_SECONDS = 30;

  private final JobClient client;
  private final int port;

  private LocalJob(JobClient client, int port) {
    this.client = client;
    this.port = port;
  }

  /** Starts it; returns when the cluster has taken it. */
  static LocalJob start(Job job, Assembly assembly, List<String> pipelines) throws Exception {
    int port = freePort();
    Configuration configuration = EmbeddedCluster.configuration(job.engine());
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
    assembly.build(env, pipelines);
    return new LocalJob(env.executeAsync("tocsin " + String.join("+", pipelines)), port);
  }

  /** The usual port of the web UI, or any that is free. */
  private static int freePort() throws IOException {
    try (ServerSocket usual = new ServerSocket()) {
      usual.bind(new InetSocketAddress(HOST, USUAL_PORT));
      return USUAL_PORT;
    } catch (IOException taken) {
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
        return any.getLocalPort();
      }
    }
  }

  /** Where a browser finds the web UI. */
  String webAddress() {
    return "http://" + HOST + ":" + port;
  }

  /** Whether it has come to its end, good or bad. */
  boolean isOver() throws InterruptedException, ExecutionException, TimeoutException {
    return status().isGloballyTerminalState();
  }

  /** Waits until it ends by itself. Throws what ended it when that was a failure. */
  void awaitEnd() throws Exception {
    try {
      client.getJobExecutionResult().get();
    } catch (ExecutionException failed) {
      throw Refusal.ofWork("the job failed: " + Door.rootMessage(failed), failed);
    }
  }

  private JobStatus status() throws InterruptedException, ExecutionException, TimeoutException {
    return client.getJobStatus().get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** Cancels it when it still runs. */
  @Override
  public void close() {
    try {
      if (!isOver()) {
        client.cancel().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException slow) {
      throw Refusal.ofWork("the job does not stop within " + ANSWER_SECONDS + " s", slow);
    } catch (IllegalStateException | ExecutionException gone) {
      // The cluster of a job that has ended is gone, which is what was wanted.
    }
  }
}
