package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.pack.Pack;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline {@code detect} on the wall clock: metrics in, changes of verdicts into the inbox.
 *
 * <pre>
 *   metrics ─ admit ─ tally ─ route ──► detect ──► inbox
 *   clock ──► ticks (Kafka) ──────────────┘
 * </pre>
 *
 * <p>Its ticks go through Kafka and come back: one that was read proves that we and Kafka are
 * alive. They close what silence leaves open, once the partitions of the metrics are idle.
 */
public final class DetectPipeline {
  private DetectPipeline() {}

  /**
   * What the pipeline is joined to.
   *
   * @param feeds metrics; signals and commands among them are passed on
   * @param clock a record each time a tick is to be written; its value is the wall clock
   * @param intoTicks appends ticks
   * @param ticks the same ticks as they come back, with their append times
   * @param intoInbox appends to the inbox; at least once
   * @param deadLetters what could not be read, must not be believed, or concerns nobody
   * @param late samples that came too late
   */
  public record Ends(
      List<Feed> feeds,
      Source<Long, ?, ?> clock,
      Sink<Long> intoTicks,
      Source<Long, ?, ?> ticks,
      Sink<InboxEntry> intoInbox,
      Sink<DeadLetter> deadLetters,
      Sink<Sample> late) {}

  /** Builds the pipeline into an environment that has its {@link Guards}. */
  public static void build(
      StreamExecutionEnvironment env, Ends ends, List<Pack> packs, EngineSettings settings) {
    env.fromSource(ends.clock(), WatermarkStrategy.noWatermarks(), "detection clock")
        .setParallelism(1)
        .uid("detection-clock")
        .sinkTo(ends.intoTicks())
        .setParallelism(1)
        .name("ticks")
        .uid("ticks");

    BroadcastStream<Long> ticks =
        env.fromSource(
                ends.ticks(), TickWatermarks.strategy(settings.latenessMillis()), "ticks read back")
            .setParallelism(1)
            .uid("ticks-read-back")
            .broadcast(InboxStates.WATCHED);

    Intake intake = Intake.of(env, ends.feeds(), packs, settings);

    SingleOutputStreamOperator<Input> verdicts =
        intake
            .routed()
            .keyBy(Routed::shard)
            .connect(ticks)
            .process(new WatchedDetectFunction(packs))
            .name("detect")
            .uid("windows-by-shard");

    IncidentPipeline.append(verdicts, ends.intoInbox(), "verdicts");
    // By key, since feeds of different breadth meet here and one entity's reports must not overtake
    // each other.
    IncidentPipeline.append(intake.inputs().keyBy(Input::key), ends.intoInbox(), "reports");

    intake
        .dead()
        .union(verdicts.getSideOutput(WatchedDetectFunction.DEAD))
        .sinkTo(ends.deadLetters())
        .name("dead letters")
        .uid("dead-letters");
    intake.late().sinkTo(ends.late()).name("late samples").uid("late-samples");
  }
}
