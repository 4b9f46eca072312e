package io.tocsin.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import io.tocsin.window.Tallier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static Pack pack(String id, String metric, boolean global) {
    return new Promise(id)
        .metric(
            new Metric(
                metric,
                "",
                new Metric.Source.Raw(),
                Metric.Aggregate.MEAN,
                Promise.MINUTE,
                Promise.MINUTE,
                "",
                Metric.Across.POOLED,
                global))
        .build();
  }

  private static List<String> ways(Routing routing, String name, String labels) {
    Tallier tallier = new Tallier();
    tallier.add(Watch.gauge(name, labels, Watch.TEN, "1"));
    List<Partial> partials = new ArrayList<>();
    tallier.drainAll(partials::add);
    List<String> ways = new ArrayList<>();
    boolean routed =
        routing.route(
            partials.get(0), way -> ways.add(way.pack() + "/" + way.entity() + "/" + way.metric()));
    assertThat(routed).isEqualTo(!ways.isEmpty());
    return ways;
  }

  private final Routing routing =
      new Routing(
          List.of(pack("one", "x", false), pack("two", "x", false), pack("all", "y", true)));

  @Test
  void entersEveryPackThatHasTheMetric() {
    assertThat(ways(routing, "x", "host=h,service=a%2Cb"))
        .containsExactly("one/service=a%2Cb/x", "two/service=a%2Cb/x");
  }

  @Test
  void entersEveryMetricThatReadsItsName() {
    Pack pack =
        new Promise("one")
            .metric(percentile("p50", "time"))
            .metric(percentile("p99", "time"))
            .build();
    Routing percentiles = new Routing(List.of(pack));

    assertThat(ways(percentiles, "time", "service=a"))
        .containsExactly("one/service=a/p50", "one/service=a/p99");
    assertThat(ways(percentiles, "p50", "service=a")).isEmpty();
  }

  private static Metric percentile(String name, String samples) {
    return new Metric(
        name,
        "ms",
        new Metric.Source.Raw(samples),
        Metric.Aggregate.P50,
        Promise.MINUTE,
        Promise.MINUTE,
        "",
        Metric.Across.POOLED,
        false);
  }

  @Test
  void leavesOutWhatLacksALabelOrAMetric() {
    assertThat(ways(routing, "x", "host=h")).isEmpty();
    assertThat(ways(routing, "z", "service=a")).isEmpty();
  }

  @Test
  void takesAGlobalMetricWithoutTheLabel() {
    assertThat(ways(routing, "y", "host=h")).containsExactly("all//y");
    assertThat(ways(routing, "y", "service=a")).containsExactly("all/service=a/y");
  }

  @Test
  void spreadsEntitiesOverShardsForEverTheSame() {
    assertThat(Shards.of("claude-enhancer", "service=svc-a")).isEqualTo(2727);
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      int shard = Shards.of("p", "service=" + i);
      assertThat(shard).isBetween(0, Routed.SHARDS - 1);
      used.add(shard);
    }
    assertThat(used).hasSizeGreaterThan(4000);
  }
}
