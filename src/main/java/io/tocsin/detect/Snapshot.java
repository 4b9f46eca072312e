package io.tocsin.detect;

import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of one entity's metrics that its pack wants told at every evaluation. A metric says
 * what it said last until it is due again, so that a slow one stands beside a quick one.
 */
final class Snapshot {
  private final PackPlan plan;
  private final EntityState state;
  private final long boundary;

  Snapshot(PackPlan plan, EntityState state, long boundary) {
    this.plan = plan;
    this.state = state;
    this.boundary = boundary;
  }

  /** A verdict on no trigger, if any of the metrics has a new value. */
  Optional<Verdict> take(String entity, Figures figures) {
    List<MetricPlan> wanted = plan.snapshots();
    state.told.keySet().removeIf(name -> wanted.stream().noneMatch(one -> isCurrent(one, name)));
    List<Verdict.Reading> readings = new ArrayList<>();
    boolean anyNew = false;
    for (MetricPlan metric : wanted) {
      Optional<Figure> now = figures.at(metric, Selection.ALL, boundary);
      now.ifPresent(figure -> keep(metric, figure));
      anyNew |= now.isPresent();
      EntityState.Told last = state.told.get(metric.name());
      if (last != null) {
        readings.add(new Verdict.Reading(metric.name(), last.value()));
      }
    }
    return anyNew ? Optional.of(verdict(entity, readings)) : Optional.empty();
  }

  private boolean isCurrent(MetricPlan metric, String name) {
    return metric.name().equals(name)
        && boundary - state.told.get(name).endMillis() < metric.stepMillis();
  }

  private void keep(MetricPlan metric, Figure figure) {
    state.told.put(metric.name(), new EntityState.Told(boundary, figure.value().toString()));
  }

  private Verdict verdict(String entity, List<Verdict.Reading> readings) {
    return new Verdict(
        plan.pack().id(),
        entity,
        Verdict.READINGS,
        boundary,
        Times.NOT_YET,
        false,
        "",
        "",
        "",
        readings,
        Verdict.FIRST);
  }
}
