package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Everything up to detection, the same on either clock: what came in, understood, admitted, added
 * up and sent on its way.
 *
 * @param routed partials, by entity
 * @param inputs signals and commands, by entity
 * @param late samples that came too late
 * @param dead what could not be read, must not be believed, or concerns nobody
 */
record Intake(
    DataStream<Routed> routed,
    DataStream<Input> inputs,
    DataStream<Sample> late,
    DataStream<DeadLetter> dead) {
  /** Partials a tally keeps at most: some hundred bytes each, so below 100 MB per subtask. */
  private static final int MAX_PARTIALS = 200_000;

  static Intake of(
      StreamExecutionEnvironment env, List<Feed> feeds, List<Pack> packs, EngineSettings settings) {
    return feeds.stream()
        .map(feed -> of(env, feed, packs, settings))
        .reduce(Intake::with)
        .orElseThrow(() -> new IllegalArgumentException("no feeds, must have at least one"));
  }

  private static Intake of(
      StreamExecutionEnvironment env, Feed feed, List<Pack> packs, EngineSettings settings) {
    // A subtask without a partition would hold time back for ever.
    int parallelism = Math.min(settings.parallelism(), feed.partitions());
    TimeBounds bounds = feed.bounds(settings.clock());

    DataStream<Arrival> arrivals =
        env.fromSource(
                DecodedSource.of(feed.records(), feed.decoder()),
                ArrivalWatermarks.strategy(bounds),
                "read " + feed.id(),
                TypeInformation.of(Arrival.class))
            .uid("positions-" + feed.id())
            .setParallelism(parallelism);

    SingleOutputStreamOperator<Sample> samples =
        arrivals
            .process(new AdmissionFunction(bounds))
            .name("admit " + feed.id())
            .uid("seen-times-" + feed.id())
            .setParallelism(parallelism);

    SingleOutputStreamOperator<Partial> partials =
        samples
            .transform(
                "tally " + feed.id(),
                TypeInformation.of(Partial.class),
                new TallyOperator(MAX_PARTIALS))
            .uid("tallies-" + feed.id())
            .setParallelism(parallelism);

    DataStream<Routed> routed =
        partials
            .flatMap(new RouteFunction(packs))
            .name("route " + feed.id())
            .uid("routes-" + feed.id())
            .setParallelism(parallelism);

    SingleOutputStreamOperator<Input> inputs =
        samples
            .getSideOutput(AdmissionFunction.REPORTS)
            .process(new AddressFunction(packs))
            .name("address " + feed.id())
            .uid("addresses-" + feed.id())
            .setParallelism(parallelism);

    return new Intake(
        routed,
        inputs,
        samples.getSideOutput(AdmissionFunction.LATE),
        samples
            .getSideOutput(AdmissionFunction.DEAD)
            .union(inputs.getSideOutput(AddressFunction.DEAD)));
  }

  private Intake with(Intake other) {
    return new Intake(
        routed.union(other.routed),
        inputs.union(other.inputs),
        late.union(other.late),
        dead.union(other.dead));
  }
}
