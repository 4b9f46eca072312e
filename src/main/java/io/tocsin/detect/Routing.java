package io.tocsin.detect;

import io.tocsin.metric.Labels;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which entities of which packs a series concerns.
 *
 * <p>A series enters the metrics that read its name when it has every {@code group_by} label of the
 * pack; the values of those labels name the entity. One that lacks a label is not lumped together
 * with others; only a metric of {@code scope: global} takes it, under the empty entity.
 */
public final class Routing {
  private record Way(String pack, String metric, List<String> groupBy, boolean global) {}

  private final Map<String, List<Way>> waysByName = new HashMap<>();

  public Routing(List<Pack> packs) {
    for (Pack pack : packs) {
      for (Metric metric : pack.metrics()) {
        if (metric.isRaw()) {
          waysByName
              .computeIfAbsent(metric.samples(), name -> new ArrayList<>())
              .add(new Way(pack.id(), metric.name(), pack.incident().groupBy(), metric.global()));
        }
      }
    }
  }

  /**
   * Gives the partial to every metric it concerns, in the order of the packs.
   *
   * @return whether there was one; if not, the samples are unrouted
   */
  public boolean route(Partial partial, Consumer<Routed> out) {
    List<Way> ways = waysByName.get(partial.name());
    if (ways == null) {
      return false;
    }
    Labels labels = Labels.parse(partial.labels());
    boolean routed = false;
    for (Way way : ways) {
      boolean named = labels.hasAll(way.groupBy());
      if (named || way.global()) {
        String entity = named ? labels.only(way.groupBy()).canonical() : "";
        int shard = Shards.of(way.pack(), entity);
        out.accept(new Routed(way.pack(), entity, way.metric(), shard, partial));
        routed = true;
      }
    }
    return routed;
  }
}
