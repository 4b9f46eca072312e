package io.tocsin.incident;

import io.tocsin.metric.Times;
import io.tocsin.pack.Lifecycle.Checklist;
import io.tocsin.pack.Lifecycle.Item;
import io.tocsin.pack.Pack;
import java.util.Map;

/** What an incident ticks off by itself, and the lists that are complete by that. */
final class Ticks {
  private final Pack pack;
  private final Progress progress;
  private final Items items;

  Ticks(Pack pack, Items items, Progress progress) {
    this.pack = pack;
    this.progress = progress;
    this.items = items;
  }

  /** Ticks what follows from what was reached, until nothing follows any more. */
  void settle(Course course) {
    boolean again = true;
    while (again) {
      again = false;
      for (Map.Entry<String, String> tick : pack.lifecycle().ticks().entrySet()) {
        again |= follow(course, tick.getKey(), tick.getValue());
      }
      for (Checklist list : pack.lifecycle().checklists()) {
        String mark = Marks.CHECKLIST + list.id();
        if (!course.has(mark) && Items.isDone(course, list)) {
          progress.reach(course, mark, lastTick(course, list), false);
          again = true;
        }
      }
    }
  }

  private boolean follow(Course course, String what, String reached) {
    boolean item = items.ids().contains(what);
    boolean known = item ? course.ticked.containsKey(what) : course.has(what);
    if (known || !course.has(reached)) {
      return false;
    }
    if (item) {
      course.ticked.put(what, course.at(reached));
    } else {
      progress.reach(course, what, course.at(reached), false);
    }
    return true;
  }

  private static long lastTick(Course course, Checklist list) {
    long last = Times.NOT_YET;
    for (Item item : Items.applicable(course, list.items())) {
      long ticked = course.ticked.getOrDefault(item.id(), course.at(item.id()));
      last = Math.max(last, ticked);
    }
    return last;
  }
}
