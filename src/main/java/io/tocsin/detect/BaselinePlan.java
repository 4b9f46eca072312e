package io.tocsin.detect;

import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Metric.Source.Change;
import java.util.List;

/**
 * A baseline that is learned: which values, over how long, and what keeps it from learning.
 *
 * @param metric metric that compares with it
 * @param of metric whose values are learned
 * @param aggregate how they become one
 * @param overMillis how much time of learning it looks back on
 * @param stepMillis distance between two values
 * @param cellMillis it moves in cells of so long
 * @param freezers ids of the triggers during whose violation nothing is learned
 */
record BaselinePlan(
    MetricPlan metric,
    MetricPlan of,
    Aggregate aggregate,
    long overMillis,
    long stepMillis,
    long cellMillis,
    List<String> freezers) {

  static BaselinePlan of(MetricPlan metric, Change change, List<TriggerPlan> triggers) {
    long over = change.baselineOver().toMillis();
    long step = metric.stepMillis();
    return new BaselinePlan(
        metric,
        metric.inputs().get(0),
        change.baselineAggregate(),
        over,
        step,
        MetricPlan.coarsest(step, over, over),
        triggers.stream()
            .filter(trigger -> freezes(trigger, metric, change))
            .map(trigger -> trigger.trigger().id())
            .toList());
  }

  private static boolean freezes(TriggerPlan trigger, MetricPlan metric, Change change) {
    boolean named = change.freezeWhile().contains(trigger.trigger().id());
    boolean compares =
        trigger.leaves().stream()
            .anyMatch(
                leaf -> leaf instanceof Leaf.Compare compare && compare.metric().isMadeOf(metric));
    return named || compares && change.freezeWhile().contains(Change.WHILE_VIOLATED);
  }

  /** What it was learned as; a baseline that was learned otherwise is another one. */
  String shape() {
    return of.name() + "/" + aggregate + "/" + overMillis + "/" + stepMillis + "/" + cellMillis;
  }
}
