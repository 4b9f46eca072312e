package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.window.Ring;
import java.util.List;
import java.util.Optional;

/**
 * The learned baselines of one entity at one slice boundary. A value is judged by what was learned
 * before it, and learned afterwards unless it belongs to a violation.
 */
final class Baselines {
  private final List<BaselinePlan> plans;
  private final Parts parts;
  private final Memory memory;
  private final EntityState state;
  private final long boundary;

  Baselines(PackPlan plan, Parts parts, Memory memory, EntityState state, long boundary) {
    this.plans = plan.baselines();
    this.parts = parts;
    this.memory = memory;
    this.state = state;
    this.boundary = boundary;
  }

  /** Brings all up to the boundary, and drops those that the pack has no more. */
  void bringUp() {
    state.baselines.entrySet().removeIf(known -> isDropped(known.getKey(), known.getValue()));
    for (BaselinePlan plan : plans) {
      Baseline known = state.baselines.get(plan.metric().name());
      if (known != null && known.isDue(plan, boundary)) {
        String part = parts.baseline(plan.metric().name());
        byte[] bytes = memory.get(part);
        Ring ring = bytes == null ? new Ring(plan.cellMillis()) : Ring.fromBytes(bytes);
        known.turn(plan, boundary, ring);
        memory.put(part, ring.toBytes());
      }
    }
  }

  private boolean isDropped(String metric, Baseline known) {
    boolean dropped =
        plans.stream()
            .noneMatch(
                plan -> plan.metric().name().equals(metric) && plan.shape().equals(known.shape()));
    if (dropped) {
      memory.remove(parts.baseline(metric));
    }
    return dropped;
  }

  /** What the metric's value at the boundary is compared with. */
  Optional<Fraction> of(MetricPlan metric) {
    Baseline known = state.baselines.get(metric.name());
    return plans.stream()
        .filter(plan -> known != null && plan.metric() == metric)
        .findFirst()
        .flatMap(plan -> known.value(plan, boundary));
  }

  /** Learns the values at the boundary, once triggers were judged by them. */
  void learn(Figures figures) {
    for (BaselinePlan plan : plans) {
      figures
          .at(plan.of(), Selection.ALL, boundary)
          .flatMap(Baselines::learnable)
          .ifPresent(value -> learn(plan, value));
    }
  }

  private void learn(BaselinePlan plan, Decimal value) {
    Baseline known =
        state.baselines.computeIfAbsent(plan.metric().name(), name -> new Baseline(plan.shape()));
    known.freeze(plan, boundary, isFrozen(plan));
    if (!known.isFrozen()) {
      known.learn(plan, boundary, value);
    }
  }

  private boolean isFrozen(BaselinePlan plan) {
    return plan.freezers().stream()
        .map(state.triggers::get)
        .anyMatch(trigger -> trigger != null && trigger.isViolated());
  }

  /** Learned as a sample would be read. A share may lie beyond what a sample can say. */
  private static Optional<Decimal> learnable(Figure figure) {
    try {
      return Optional.of(figure.value().toDecimal());
    } catch (ArithmeticException beyondTheRange) {
      return Optional.empty();
    }
  }
}
