package io.tocsin.flow;

import io.tocsin.detect.Routed;
import io.tocsin.detect.Routing;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** Sends a partial to every entity of every pack that it concerns. */
final class RouteFunction extends RichFlatMapFunction<Partial, Routed> {

  /** Names come from outside; beyond so many they are counted together. */
  static final int MAX_NAMES = 200;

  static final String OTHER_NAMES = "_other";

  private final ArrayList<Pack> packs;
  private transient Routing routing;
  private transient Map<String, Counter> unrouted;

  RouteFunction(List<Pack> packs) {
    this.packs = new ArrayList<>(packs);
  }

  @Override
  public void open(OpenContext context) {
    routing = new Routing(packs);
    unrouted = new HashMap<>();
  }

  @Override
  public void flatMap(Partial partial, Collector<Routed> out) {
    if (!routing.route(partial, out::collect)) {
      countUnrouted(partial);
    }
  }

  private void countUnrouted(Partial partial) {
    boolean hasRoom = unrouted.containsKey(partial.name()) || unrouted.size() < MAX_NAMES;
    unrouted
        .computeIfAbsent(
            hasRoom ? partial.name() : OTHER_NAMES,
            name -> Count.UNROUTED.in(getRuntimeContext(), name))
        .inc(partial.count());
  }

  /** Samples of a name that concerned nobody, since the start of this subtask. */
  long unrouted(String name) {
    return unrouted.containsKey(name) ? unrouted.get(name).getCount() : 0;
  }
}
