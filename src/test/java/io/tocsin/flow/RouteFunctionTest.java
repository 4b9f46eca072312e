package io.tocsin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.detect.Routed;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.window.Partial;
import io.tocsin.window.Tallier;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

// "try": the harness may be interrupted while it closes; then the test fails, as it should.
@SuppressWarnings("try")
class RouteFunctionTest {
  private final RouteFunction route = new RouteFunction(List.of(StoryPack.pack()));

  @Test
  void sendsAPartialToTheEntityOfItsLabels() throws Exception {
    try (var routes = harness()) {
      tell(routes, "latency", "host=h1,service=a", 3);

      assertThat(routes.extractOutputValues())
          .extracting(routed -> routed.pack() + "/" + routed.entity())
          .containsExactly("shop/service=a");
      assertThat(route.unrouted("latency")).isZero();
    }
  }

  @Test
  void countsSamplesByNameThatLackALabelOrThatNoPackKnows() throws Exception {
    try (var routes = harness()) {
      tell(routes, "latency", "host=h1", 3);
      tell(routes, "latency", "host=h2", 1);
      tell(routes, "rain", "service=a", 2);

      assertThat(routes.extractOutputValues()).isEmpty();
      assertThat(route.unrouted("latency")).isEqualTo(4);
      assertThat(route.unrouted("rain")).isEqualTo(2);
    }
  }

  @Test
  void countsTogetherWhatHasTooManyNames() throws Exception {
    try (var routes = harness()) {
      for (int i = 0; i < RouteFunction.MAX_NAMES + 5; i++) {
        tell(routes, "rain-" + i, "", 1);
      }

      assertThat(route.unrouted("rain-0")).isEqualTo(1);
      assertThat(route.unrouted(RouteFunction.OTHER_NAMES)).isEqualTo(5);
    }
  }

  private OneInputStreamOperatorTestHarness<Partial, Routed> harness() throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(route));
    harness.open();
    return harness;
  }

  private static void tell(
      OneInputStreamOperatorTestHarness<Partial, Routed> routes,
      String name,
      String labels,
      int samples)
      throws Exception {
    Tallier tallier = new Tallier();
    for (int i = 0; i < samples; i++) {
      tallier.add(new Sample(name, labels, SampleType.GAUGE, 1_000 + i, Decimal.of(1)));
    }
    Partial[] partial = new Partial[1];
    tallier.drainAll(drained -> partial[0] = drained);
    routes.processElement(new StreamRecord<>(partial[0]));
  }
}
