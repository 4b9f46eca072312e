package io.tocsin.detect;

import io.tocsin.detect.Finding.Truth;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges the triggers of one entity at one slice boundary. */
final class Court {
  private record Candidate(String key, Selection selection, Figure figure) {}

  private final PackPlan plan;
  private final String entity;
  private final EntityState state;
  private final Figures figures;
  private final Ticked ticked;
  private final long boundary;
  private final List<Verdict> verdicts = new ArrayList<>();

  Court(
      PackPlan plan,
      String entity,
      EntityState state,
      Figures figures,
      Ticked ticked,
      long boundary) {
    this.plan = plan;
    this.entity = entity;
    this.state = state;
    this.figures = figures;
    this.ticked = ticked;
    this.boundary = boundary;
  }

  /** What changed, in the order of {@link Verdict#order()}; keys of one trigger worst first. */
  List<Verdict> judge() {
    for (TriggerPlan trigger : plan.triggers()) {
      TriggerState known =
          state.triggers.computeIfAbsent(trigger.trigger().id(), id -> new TriggerState());
      known.shape(trigger.leaves().size());
      Optional<Leaf.Compare> keyed = trigger.keyed();
      if (keyed.isPresent()) {
        judgeKeys(trigger, keyed.get(), known);
      } else {
        judgeWhole(trigger, known);
      }
    }
    verdicts.sort(Comparator.comparingInt(Verdict::order));
    return verdicts;
  }

  private void judgeWhole(TriggerPlan trigger, TriggerState known) {
    boolean judged = false;
    List<Integer> broken = new ArrayList<>();
    for (int i = 0; i < trigger.leaves().size(); i++) {
      Leaf leaf = trigger.leaves().get(i);
      LeafState leafState = known.leaves.get(i);
      if (leaf instanceof Leaf.Compare compare) {
        boolean was = leafState.violated;
        judged |= judge(compare, leafState);
        if (leafState.violated && !was) {
          broken.add(i);
        }
      } else if (leaf instanceof Leaf.Silent silent) {
        judged |= judge(silent, leafState);
      }
    }
    if (!judged) {
      return;
    }
    Finding finding = trigger.join(known.leaves, boundary);
    if (finding.truth() == Truth.UNKNOWN) {
      return;
    }
    Leaf leaf = trigger.leaves().get(finding.leaf());
    Trigger rule = trigger.trigger();
    Streak streak = known.streak("");
    if (streak.count(
        finding.truth(),
        finding.startedMillis(),
        finding.windowed() ? rule.forWindows() : 1,
        trigger.comparesAnything() ? rule.clearFor() : 1)) {
      LeafState decided = known.leaves.get(finding.leaf());
      String threshold = leaf instanceof Leaf.Compare compare ? compare.threshold() : "";
      tell(trigger, streak, decided.key, decided.value, threshold);
    } else if (streak.isViolated() && trigger.countsObjectives()) {
      broken.forEach(index -> join(trigger, streak, known.leaves.get(index), index));
    }
  }

  /** One more objective is broken while others are. */
  private void join(TriggerPlan trigger, Streak streak, LeafState state, int index) {
    Leaf.Compare compare = (Leaf.Compare) trigger.leaves().get(index);
    tell(trigger, streak, compare.slo(), state.value, compare.threshold());
  }

  private boolean judge(Leaf.Compare compare, LeafState known) {
    List<Candidate> candidates = candidates(compare);
    if (candidates.isEmpty()) {
      return false;
    }
    Candidate worst = candidates.get(0);
    boolean violated = compare.op().holds(worst.figure().value(), compare.limit());
    if (violated && !known.violated) {
      known.startedMillis = startOf(compare, worst);
    }
    known.judgedMillis = boundary;
    known.violated = violated;
    known.key = worst.key();
    known.value = worst.figure().value().toString();
    return true;
  }

  /** Whether the absence began or ended. */
  private boolean judge(Leaf.Silent silent, LeafState known) {
    long since = silentSince(silent);
    if (since == Times.NOT_YET || since == known.forgottenSinceMillis) {
      return false;
    }
    long silence = ticked.within(since, boundary);
    boolean forgotten = silence >= silent.forgetMillis();
    boolean violated = !forgotten && silence >= silent.silenceMillis();
    boolean tooEarly = Math.floorMod(boundary, silent.clearStepMillis()) != 0;
    if (known.violated && !violated && !forgotten && tooEarly) {
      return false;
    }
    boolean changed = violated != known.violated;
    known.judgedMillis = boundary;
    known.violated = violated;
    known.startedMillis = violated ? since : Times.NOT_YET;
    known.value = forgotten ? "forgotten" : "";
    known.forgottenSinceMillis = forgotten ? since : Times.NOT_YET;
    return changed;
  }

  /** The instant from which silence counts, or {@link Times#NOT_YET} when it does not. */
  private long silentSince(Leaf.Silent silent) {
    long last = figures.lastSampleMillis(silent.metric());
    return last == Times.NOT_YET && silent.expected() ? state.firstSampleMillis : last;
  }

  private void judgeKeys(TriggerPlan trigger, Leaf.Compare compare, TriggerState known) {
    boolean wasViolated = known.isViolated();
    Trigger rule = trigger.trigger();
    Candidate lastCleared = null;
    for (Candidate candidate : candidates(compare)) {
      Streak streak = known.streak(candidate.key());
      boolean violated = compare.op().holds(candidate.figure().value(), compare.limit());
      long started = violated && !streak.isRunning() ? startOf(compare, candidate) : Times.NOT_YET;
      if (streak.count(
          violated ? Truth.VIOLATED : Truth.GOOD, started, rule.forWindows(), rule.clearFor())) {
        if (streak.isViolated()) {
          tell(trigger, streak, candidate, compare);
        } else {
          lastCleared = lastCleared == null ? candidate : lastCleared;
        }
      }
    }
    if (wasViolated && lastCleared != null && !known.isViolated()) {
      tell(trigger, known.streak(lastCleared.key()), lastCleared, compare);
    }
  }

  /** Everything that has a value and is judged on its own, worst first, then by key. */
  private List<Candidate> candidates(Leaf.Compare compare) {
    MetricPlan metric = compare.metric();
    List<Candidate> found = new ArrayList<>();
    if (Math.floorMod(boundary, metric.stepMillis()) != 0) {
      return found;
    }
    if (!compare.keyLabel().isEmpty()) {
      for (String key : figures.keys(metric, compare.keyLabel())) {
        candidate(metric, key, Selection.key(compare.keyLabel(), key), found);
      }
    } else if (metric.metric().isRaw() && metric.metric().across() == Metric.Across.ANY) {
      figures.series(metric).forEach(series -> candidate(metric, "", series, found));
    } else {
      candidate(metric, "", Selection.ALL, found);
    }
    found.sort(
        (one, other) ->
            compare.isWorse(one.figure(), other.figure())
                ? -1
                : compare.isWorse(other.figure(), one.figure()) ? 1 : 0);
    return found;
  }

  private void candidate(
      MetricPlan metric, String key, Selection selection, List<Candidate> found) {
    figures
        .at(metric, selection, boundary)
        .ifPresent(figure -> found.add(new Candidate(key, selection, figure)));
  }

  /**
   * The first sample of the earliest cell in the window that violates by itself, else the first of
   * the window.
   */
  private long startOf(Leaf.Compare compare, Candidate candidate) {
    MetricPlan metric = compare.metric();
    if (metric.metric().source() instanceof Metric.Source.Rate) {
      return candidate.figure().firstMillis();
    }
    long cell = metric.cellMillis();
    for (long at = boundary - metric.reachMillis(); at < boundary; at += cell) {
      Optional<Figure> alone = figures.over(metric, candidate.selection(), at, at + cell);
      if (alone.isPresent() && compare.op().holds(alone.get().value(), compare.limit())) {
        return alone.get().firstMillis();
      }
    }
    return candidate.figure().firstMillis();
  }

  private void tell(TriggerPlan trigger, Streak streak, Candidate candidate, Leaf.Compare compare) {
    tell(
        trigger,
        streak,
        candidate.key(),
        candidate.figure().value().toString(),
        compare.threshold());
  }

  private void tell(
      TriggerPlan trigger, Streak streak, String key, String value, String threshold) {
    boolean violated = streak.isViolated();
    verdicts.add(
        new Verdict(
            plan.pack().id(),
            entity,
            trigger.trigger().id(),
            boundary,
            violated ? streak.startedMillis() : Times.NOT_YET,
            violated,
            key,
            value,
            threshold,
            readings(trigger, key),
            trigger.order(violated)));
  }

  /** A metric kept per label is told for the key of the verdict, if that is a key of it. */
  private List<Verdict.Reading> readings(TriggerPlan trigger, String key) {
    List<Verdict.Reading> readings = new ArrayList<>();
    String keyLabel = trigger.keyed().map(Leaf.Compare::keyLabel).orElse("");
    for (MetricPlan metric : plan.metrics()) {
      String per = metric.metric().per();
      if (per.isEmpty() || per.equals(keyLabel)) {
        Selection selection = per.isEmpty() ? Selection.ALL : Selection.key(per, key);
        figures
            .at(metric, selection, boundary)
            .ifPresent(
                figure ->
                    readings.add(new Verdict.Reading(metric.name(), figure.value().toString())));
      }
    }
    return readings;
  }
}
