package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.incident.Duties;
import io.tocsin.incident.Event;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole chain where the data moves time ({@code clock: data}): replay, scenarios, demo,
 * backfill. No inbox; the same machine gives the same ledger at any parallelism, for any order of
 * arrival within the lateness, and after any crash.
 *
 * <pre>
 * feeds ─ admit ─ tally ─ route ──► detect ──► incident ──► number ──► ledger
 *           │                          ▲ verdicts  ▲            └────► pages
 *           └──── address ─ signals, commands ─────┘
 * </pre>
 */
public final class DataPipeline {
  private DataPipeline() {}

  /**
   * Builds it in an environment that was configured with {@link Guards}.
   *
   * @param feeds what comes in, at least one
   * @param packs whose incidents it runs
   * @param settings how it runs; bounded feeds need a horizon, or nothing that is due after their
   *     last watermark happens
   * @param outlets where everything goes
   * @return what is still due when the run ends, an entry per open incident; for whoever asks
   */
  public static DataStream<Pending> build(
      StreamExecutionEnvironment env,
      List<Feed> feeds,
      List<Pack> packs,
      EngineSettings settings,
      Outlets outlets) {
    return build(env, feeds, packs, settings, outlets, Times.NOT_YET);
  }

  /**
   * The same, with the packs' recurring duties.
   *
   * @param startMillis instant from which on duties are told, or {@link Times#NOT_YET} when nobody
   *     knows where the data begin, and then none are
   */
  public static DataStream<Pending> build(
      StreamExecutionEnvironment env,
      List<Feed> feeds,
      List<Pack> packs,
      EngineSettings settings,
      Outlets outlets,
      long startMillis) {
    Horizon horizon = new Horizon(settings.horizonMillis());
    long lateness = settings.latenessMillis();

    Intake intake = Intake.of(env, feeds, packs, settings);

    SingleOutputStreamOperator<Input> verdicts =
        intake
            .routed()
            .keyBy(Routed::shard)
            .process(new DetectFunction(packs, horizon))
            .setParallelism(settings.parallelism())
            .name("detect")
            .uid("windows-by-shard");

    SingleOutputStreamOperator<Unnumbered> told =
        withDuties(env, verdicts.union(intake.inputs()), packs, startMillis)
            .keyBy(Input::key)
            .process(new DataClockIncidentFunction(settings.tenant(), packs, lateness, horizon))
            .setParallelism(settings.parallelism())
            .name("incident")
            .uid("incident-by-entity");

    DataStream<Event> events =
        told.keyBy(Unnumbered::pack)
            .process(new NumberFunction(packs, lateness, horizon))
            .setParallelism(settings.parallelism())
            .name("number")
            .uid("numbers-by-pack");

    DataStream<DeadLetter> dead = intake.dead().union(verdicts.getSideOutput(DetectFunction.DEAD));
    DataStream<Sample> late = intake.late();

    IncidentPipeline.deliver(events, outlets.ledger(), outlets.pages());
    dead.sinkTo(outlets.deadLetters()).name("dead letters").uid("dead-letters");
    late.sinkTo(outlets.late()).name("late samples").uid("late-samples");
    return told.getSideOutput(DataClockIncidentFunction.PENDING);
  }

  /** What begins the duties holds time back until it is through, so that none of them is late. */
  private static DataStream<Input> withDuties(
      StreamExecutionEnvironment env, DataStream<Input> inputs, List<Pack> packs, long start) {
    List<Input> duties = start == Times.NOT_YET ? List.of() : Duties.beginning(packs, start);
    return duties.isEmpty()
        ? inputs
        : inputs.union(
            env.fromData(duties, TypeInformation.of(Input.class))
                .setParallelism(1)
                .name("duties")
                .uid("duties"));
  }
}
