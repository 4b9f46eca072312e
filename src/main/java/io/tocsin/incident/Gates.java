package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.pack.Lifecycle.Gate;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;

/**
 * What should be done before people go on. A blocking gate refuses the command, an advisory one
 * lets it pass and says what was left open; going past a phase that was never left is said too.
 */
final class Gates {
  private final Pack pack;

  Gates(Pack pack) {
    this.pack = pack;
  }

  /** Whether a command may set a mark. When it may not, that was told. */
  boolean letReach(Telling telling, String mark) {
    List<Gate> gates =
        pack.lifecycle().gates().stream()
            .filter(gate -> gate.mark().equals(mark) && gate.appliesTo(telling.course().severity))
            .toList();
    int phase = -1;
    for (Gate gate : gates) {
      phase = Math.max(phase, Items.phaseIndex(pack.lifecycle(), gate.id()));
    }
    return letThrough(telling, gates, phase, mark);
  }

  /** Whether a command may end a phase. When it may not, that was told. */
  boolean letLeave(Telling telling, String phase) {
    List<Gate> gates =
        pack.lifecycle().gates().stream()
            .filter(gate -> gate.id().equals(phase) && gate.appliesTo(telling.course().severity))
            .toList();
    return letThrough(telling, gates, Items.phaseIndex(pack.lifecycle(), phase), "");
  }

  /** An item named like the mark that goes through is done by that. */
  private boolean letThrough(Telling telling, List<Gate> gates, int phase, String mark) {
    Course course = telling.course();
    for (Gate gate : gates) {
      List<String> open = open(course, gate, mark);
      if (gate.blocking() && !open.isEmpty()) {
        telling.reject("gate " + gate.id() + " is blocking, not done: " + String.join(", ", open));
        return false;
      }
    }
    for (Gate skipped : skipped(course, phase)) {
      tell(telling, "gate.skipped", skipped, List.of());
    }
    for (Gate gate : gates) {
      List<String> open = open(course, gate, mark);
      if (!open.isEmpty()) {
        tell(telling, "gate.open", gate, open);
      }
    }
    return true;
  }

  private static List<String> open(Course course, Gate gate, String mark) {
    return Items.open(course, gate.items()).stream().filter(item -> !item.equals(mark)).toList();
  }

  /** Gates of earlier phases that were not left. */
  private List<Gate> skipped(Course course, int phase) {
    List<Gate> skipped = new ArrayList<>();
    for (Gate gate : pack.lifecycle().gates()) {
      int index = Items.phaseIndex(pack.lifecycle(), gate.id());
      boolean left = course.has(Marks.PHASE_DONE + gate.id());
      boolean passed = !gate.mark().isEmpty() && course.has(gate.mark());
      if (index >= 0 && index < phase && !left && !passed && Items.asksFor(course, gate)) {
        skipped.add(gate);
      }
    }
    return skipped;
  }

  private static void tell(Telling telling, String type, Gate gate, List<String> open) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("phase", gate.id()));
    if (!open.isEmpty()) {
      fields.add(Field.list("items", open));
    }
    fields.addAll(telling.by());
    String cause = telling.command().id() + "/" + gate.id();
    telling.course().emit(type, cause, telling.atMillis(), fields);
  }
}
