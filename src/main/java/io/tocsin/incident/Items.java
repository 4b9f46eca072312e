package io.tocsin.incident;

import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Lifecycle.Checklist;
import io.tocsin.pack.Lifecycle.Gate;
import io.tocsin.pack.Lifecycle.Item;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Things to tick, of gates and checklists: which there are, and which want doing. */
final class Items {
  private final List<Item> all = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();

  /** The items of a pack, read once: they are asked for at every input. */
  Items(Pack pack) {
    pack.lifecycle().gates().forEach(gate -> all.addAll(gate.items()));
    pack.lifecycle().checklists().forEach(list -> all.addAll(list.items()));
    all.forEach(item -> ids.add(item.id()));
  }

  /** Ids of every item of the pack, each once, in the pack's order. */
  Set<String> ids() {
    return ids;
  }

  /** The id of the item that a person names by its id or by its text; null when there is none. */
  String named(String name) {
    return all.stream()
        .filter(item -> item.id().equals(name) || item.text().equalsIgnoreCase(name.strip()))
        .map(Item::id)
        .findFirst()
        .orElse(null);
  }

  /** Ids of those that belong to the incident's severity and are not done. */
  static List<String> open(Course course, List<Item> items) {
    return applicable(course, items).stream()
        .map(Item::id)
        .filter(id -> !course.ticked.containsKey(id) && !course.has(id))
        .toList();
  }

  static List<Item> applicable(Course course, List<Item> items) {
    return items.stream().filter(item -> item.appliesTo(course.severity)).toList();
  }

  /** What still wants doing before a mark {@code checklist:<id>}; empty for any other mark. */
  static List<String> openFor(Course course, String mark) {
    if (!mark.startsWith(Marks.CHECKLIST)) {
      return List.of();
    }
    String id = mark.substring(Marks.CHECKLIST.length());
    return course.pack.lifecycle().checklists().stream()
        .filter(list -> list.id().equals(id))
        .findFirst()
        .map(list -> open(course, list.items()))
        .orElse(List.of());
  }

  /** Whether all of a checklist that applies is done, and there is something in it. */
  static boolean isDone(Course course, Checklist list) {
    return list.appliesTo(course.severity)
        && !applicable(course, list.items()).isEmpty()
        && open(course, list.items()).isEmpty();
  }

  /** Whether a gate has anything to ask for at the incident's severity. */
  static boolean asksFor(Course course, Gate gate) {
    return gate.appliesTo(course.severity) && !applicable(course, gate.items()).isEmpty();
  }

  /** The phase's place in the pack's list, -1 when it is none. */
  static int phaseIndex(Lifecycle lifecycle, String phase) {
    return lifecycle.phases().indexOf(phase);
  }
}
