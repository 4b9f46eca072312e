package io.tocsin.detect;

import java.util.List;

/** One entity's turn: takes in what waited, judges, notes when to come back, keeps what changed. */
final class Judging {
  private final Parts parts;
  private final Memory memory;
  private final EntityHead head;
  private final EntityState state;

  Judging(Parts parts, Memory memory, EntityHead head) {
    this.parts = parts;
    this.memory = memory;
    this.head = head;
    this.state = EntityState.of(memory.get(parts.state()));
  }

  /**
   * Judges at a boundary.
   *
   * @return whether the entity has nothing left to wait for and can be forgotten
   */
  boolean judge(PackPlan plan, long boundary, Ticked ticked, List<Verdict> verdicts) {
    Pages pages = new Pages(memory, parts);
    new Inflow(plan, parts, memory, state, pages).through(boundary, head);
    Baselines baselines = new Baselines(plan, parts, memory, state, boundary);
    baselines.bringUp();
    Figures figures = new Figures(state, pages, baselines);
    Court court = new Court(plan, parts.entity(), state, figures, ticked, boundary);
    new Snapshot(plan, state, boundary).take(parts.entity(), figures).ifPresent(verdicts::add);
    verdicts.addAll(court.judge());
    baselines.learn(figures);
    Diary diary = new Diary(plan, state, figures, ticked, boundary);
    head.judgedMillis = boundary;
    if (diary.isOver(head)) {
      return true;
    }
    diary.tidy(pages);
    diary.note(head);
    pages.keep();
    memory.put(parts.state(), state.toBytes());
    memory.put(parts.head(), head.toBytes());
    return false;
  }

  /** Removes every part of the entity. */
  void forget() {
    head.pending.forEach(
        (start, names) -> names.forEach(name -> memory.remove(parts.pending(start, name))));
    Pages pages = new Pages(memory, parts);
    state.metrics.forEach(
        (name, metric) -> {
          metric
              .strands
              .values()
              .forEach(strand -> pages.evict(name, metric.cellMillis, strand, Long.MAX_VALUE));
          if (metric.counters) {
            memory.remove(parts.counters(name));
          }
        });
    state.baselines.keySet().forEach(name -> memory.remove(parts.baseline(name)));
    memory.remove(parts.state());
    memory.remove(parts.head());
  }
}
