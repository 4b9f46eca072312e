package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.window.Slices;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;

/** When an entity must be looked at again, and when it may be forgotten. */
final class Diary {
  private final PackPlan plan;
  private final EntityState state;
  private final Figures figures;
  private final Ticked ticked;
  private final long boundary;

  Diary(PackPlan plan, EntityState state, Figures figures, Ticked ticked, long boundary) {
    this.plan = plan;
    this.state = state;
    this.figures = figures;
    this.ticked = ticked;
    this.boundary = boundary;
  }

  /** Whether nothing is left to wait for. What is violated stays: silence is not health. */
  boolean isOver(EntityHead head) {
    return head.pending.isEmpty()
        && !state.isViolated()
        && nextAbsence() == Times.NOT_YET
        && boundary >= forgetMillis();
  }

  /** Notes in the head when the entity is due and whether an absence waits for a sample. */
  void note(EntityHead head) {
    head.dueMillis = Times.NOT_YET;
    head.awaited = isAwaited();
    head.pending.forEach(
        (start, names) -> names.forEach(name -> dueFor(start + Slices.MILLIS, name, head)));
    state.metrics.forEach(
        (name, metric) -> {
          for (long step : steps(name)) {
            later(MetricPlan.ceiling(metric.lastSliceEndMillis, step), head);
          }
        });
    later(nextAbsence(), head);
    if (!state.isViolated()) {
      later(MetricPlan.ceiling(lastMillis() + plan.reachMillis(), Slices.MILLIS), head);
      later(MetricPlan.ceiling(forgetMillis(), Slices.MILLIS), head);
    }
  }

  private void dueFor(long sliceEndMillis, String name, EntityHead head) {
    MetricPlan metric = plan.metric(name);
    if (metric == null || head.awaited) {
      later(sliceEndMillis, head);
    }
    for (long step : steps(name)) {
      later(MetricPlan.ceiling(sliceEndMillis, step), head);
    }
  }

  private Iterable<Long> steps(String name) {
    MetricPlan metric = plan.metric(name);
    return metric == null ? List.of() : metric.steps();
  }

  private void later(long millis, EntityHead head) {
    if (millis != Times.NOT_YET && millis > boundary) {
      head.dueAt(millis);
    }
  }

  private long forgetMillis() {
    return lastMillis() + (counts() ? plan.horizonMillis() : plan.reachMillis());
  }

  /** Whether something is counted from one sample to the next. */
  private boolean counts() {
    return state.metrics.values().stream().anyMatch(metric -> metric.counters)
        || state.triggers.values().stream()
            .anyMatch(trigger -> trigger.streaks.values().stream().anyMatch(Streak::isRunning));
  }

  /** End of the last slice with a sample; so long ago that it is forgotten if there was none. */
  private long lastMillis() {
    return state.metrics.values().stream()
        .mapToLong(metric -> metric.lastSliceEndMillis)
        .max()
        .orElse(boundary - plan.horizonMillis());
  }

  private boolean isAwaited() {
    return plan.triggers().stream().anyMatch(trigger -> isAwaited(trigger));
  }

  private boolean isAwaited(TriggerPlan trigger) {
    TriggerState known = state.triggers.get(trigger.trigger().id());
    for (int i = 0; known != null && i < trigger.leaves().size(); i++) {
      if (trigger.leaves().get(i) instanceof Leaf.Silent && known.leaves.get(i).violated) {
        return true;
      }
    }
    return false;
  }

  /** The next boundary at which an absence may begin or be given up. */
  private long nextAbsence() {
    long next = Long.MAX_VALUE;
    for (TriggerPlan trigger : plan.triggers()) {
      TriggerState known = state.triggers.get(trigger.trigger().id());
      for (int i = 0; known != null && i < trigger.leaves().size(); i++) {
        if (trigger.leaves().get(i) instanceof Leaf.Silent silent) {
          next = Math.min(next, nextOf(silent, known.leaves.get(i)).orElse(Long.MAX_VALUE));
        }
      }
    }
    return next == Long.MAX_VALUE ? Times.NOT_YET : next;
  }

  private OptionalLong nextOf(Leaf.Silent silent, LeafState known) {
    long last = figures.lastSampleMillis(silent.metric());
    long since = last == Times.NOT_YET && silent.expected() ? state.firstSampleMillis : last;
    if (since == Times.NOT_YET || since == known.forgottenSinceMillis) {
      return OptionalLong.empty();
    }
    long wanted =
        known.violated
            ? silent.forgetMillis()
            : Math.min(silent.silenceMillis(), silent.forgetMillis());
    if (wanted == Long.MAX_VALUE) {
      return OptionalLong.empty();
    }
    // Silence that is not over yet may last longer than it would by the clock: ticks may be
    // missing.
    long missing = Math.max(1, wanted - ticked.within(since, boundary));
    return OptionalLong.of(MetricPlan.ceiling(boundary + missing, Slices.MILLIS));
  }

  /** Drops what no window reaches any more. */
  void tidy(Pages pages) {
    for (Map.Entry<String, MetricState> entry : state.metrics.entrySet()) {
      MetricPlan metric = plan.metric(entry.getKey());
      MetricState known = entry.getValue();
      long keep = metric == null ? 0 : metric.keepMillis();
      known
          .strands
          .values()
          .removeIf(
              strand -> {
                pages.evict(entry.getKey(), known.cellMillis, strand, boundary - keep);
                return strand.firstPage > strand.lastPage;
              });
    }
    for (TriggerPlan trigger : plan.triggers()) {
      forgetKeys(trigger);
    }
    state.triggers.keySet().removeIf(id -> !isOfThePack(id));
  }

  private boolean isOfThePack(String id) {
    Pack pack = plan.pack();
    return pack.trigger(id).isPresent()
        || pack.lifecycle().flags().stream()
            .anyMatch(rule -> id.equals(Verdict.FLAG + rule.flag()));
  }

  private void forgetKeys(TriggerPlan trigger) {
    TriggerState known = state.triggers.get(trigger.trigger().id());
    if (known == null || trigger.keyed().isEmpty()) {
      return;
    }
    Leaf.Compare compare = trigger.keyed().get();
    SortedSet<String> alive = figures.keys(compare.metric(), compare.keyLabel());
    known
        .streaks
        .entrySet()
        .removeIf(streak -> !isRemembered(streak.getValue()) && !alive.contains(streak.getKey()));
  }

  /** A count of bad judgements is not undone by silence, for as long as entities are remembered. */
  private boolean isRemembered(Streak streak) {
    return streak.isViolated()
        || streak.isRunning() && streak.startedMillis() > boundary - plan.horizonMillis();
  }
}
