package io.tocsin.config;

import io.tocsin.pack.Kpi;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Template;
import io.tocsin.pack.Timer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names that lead nowhere: flags and marks nobody sets or waits for, messages never written. */
final class LooseEndsCheck {
  private static final String FLAG = "flag:";

  private final Pack pack;
  private final Set<String> flags;
  private final Remarks remarks;

  private LooseEndsCheck(Pack pack, Set<String> flags, Remarks remarks) {
    this.pack = pack;
    this.flags = flags;
    this.remarks = remarks;
  }

  /**
   * Checks a pack.
   *
   * @param flags the flags it declares
   */
  static void check(Pack pack, Set<String> flags, Remarks remarks) {
    LooseEndsCheck check = new LooseEndsCheck(pack, flags, remarks);
    check.flags();
    check.marks();
    check.templates();
    check.kpis();
    check.ticks();
  }

  private void flags() {
    Set<String> awaited = new LinkedHashSet<>();
    for (Timer timer : pack.timers()) {
      List<String> named =
          Stream.of(timer.onlyIf(), timer.from(), timer.until())
              .flatMap(text -> flagsIn(text, text.equals(timer.onlyIf())))
              .distinct()
              .toList();
      for (String flag : named) {
        awaited.add(flag);
        if (!flags.contains(flag)) {
          remarks.warning(
              "timers",
              timer.id(),
              timer.id()
                  + " waits for the flag "
                  + flag
                  + ", which nobody declares, must be in lifecycle.flags"
                  + Suggestion.nearest(flag, flags)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""));
        }
      }
    }
    pack.lifecycle().ticks().values().stream()
        .flatMap(source -> flagsIn(source, false))
        .forEach(awaited::add);
    for (String flag : flags) {
      if (!awaited.contains(flag)) {
        remarks.notice("lifecycle", "flags", "flag " + flag + " changes nothing: no timer waits");
      }
    }
  }

  /** {@code flag:a|b}; in an {@code if} also {@code a|b}. */
  private static Stream<String> flagsIn(String text, boolean bare) {
    boolean named = text.startsWith(FLAG);
    return named || bare && !text.isEmpty() && text.indexOf(':') < 0
        ? Stream.of((named ? text.substring(FLAG.length()) : text).split("\\|"))
        : Stream.empty();
  }

  /** A mark outside the known ones comes by the command {@code mark} only. */
  private void marks() {
    Set<String> set = new LinkedHashSet<>(Lifecycle.MARKS);
    set.addAll(pack.lifecycle().ticks().keySet());
    items().forEach(set::add);
    for (Timer timer : pack.timers()) {
      Stream.of(timer.from(), timer.until())
          .filter(mark -> !mark.isEmpty() && mark.indexOf(':') < 0 && !set.contains(mark))
          .distinct()
          .forEach(
              mark ->
                  remarks.notice(
                      "timers",
                      timer.id(),
                      timer.id() + " waits for " + mark + ", which only the command mark sets"));
    }
  }

  private Stream<String> items() {
    Lifecycle lifecycle = pack.lifecycle();
    return Stream.concat(
            lifecycle.gates().stream().flatMap(gate -> gate.items().stream()),
            lifecycle.checklists().stream().flatMap(list -> list.items().stream()))
        .map(Lifecycle.Item::id);
  }

  private void templates() {
    Map<String, Boolean> happens = new LinkedHashMap<>();
    happens.put("update.due", has(Timer.Kind.CADENCE));
    happens.put("phase.overrun", has(Timer.Kind.PHASES));
    happens.put("hold.min", has(Timer.Kind.HOLD));
    happens.put("hold.done", has(Timer.Kind.HOLD));
    happens.put("clock.met", has(Timer.Kind.CLOCK));
    happens.put("clock.breached", has(Timer.Kind.CLOCK));
    happens.put("gate.open", !pack.lifecycle().gates().isEmpty());
    happens.put("gate.skipped", !pack.lifecycle().gates().isEmpty());
    happens.put("governance.due", !pack.governance().isEmpty());
    for (Timer.Action action : Timer.Action.values()) {
      happens.put(
          action.text(), pack.timers().stream().anyMatch(timer -> timer.action() == action));
    }
    for (Template template : pack.templates()) {
      if (template.on().stream().noneMatch(event -> happens.getOrDefault(event, true))) {
        remarks.warning(
            "templates",
            template.id(),
            template.id()
                + " is never written: nothing in the pack leads to "
                + String.join(", ", template.on()));
      }
    }
  }

  private boolean has(Timer.Kind kind) {
    return pack.timers().stream().anyMatch(timer -> timer.kind() == kind);
  }

  private void kpis() {
    for (Kpi kpi : pack.kpis()) {
      for (String id : kpi.over()) {
        pack.timer(id)
            .filter(timer -> timer.kind() != Timer.Kind.CLOCK)
            .ifPresent(
                timer ->
                    remarks.warning(
                        "kpis",
                        kpi.id(),
                        kpi.id() + " counts " + id + ", which is no clock and is never met"));
      }
    }
  }

  private void ticks() {
    Set<String> known = new LinkedHashSet<>(Lifecycle.MARKS);
    items().forEach(known::add);
    pack.timers().forEach(timer -> known.addAll(List.of(timer.from(), timer.until())));
    pack.lifecycle().timeline().forEach(milestone -> known.add(milestone.mark()));
    pack.lifecycle().gates().forEach(gate -> known.add(gate.mark()));
    pack.lifecycle().ticks().forEach(this::sent);
    for (String mark : pack.lifecycle().ticks().keySet()) {
      if (!known.contains(mark)) {
        remarks.notice(
            "lifecycle",
            "auto",
            "auto sets "
                + mark
                + ", which no item, timer or milestone is"
                + Suggestion.nearest(mark, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
    }
  }

  /** A message sets a mark when the job has sent it, and drafts are sent by people. */
  private void sent(String mark, String source) {
    pack.templates().stream()
        .filter(template -> source.equals(Marks.MESSAGE + template.id()))
        .filter(template -> !template.publish().equals("auto"))
        .forEach(
            template ->
                remarks.warning(
                    "lifecycle",
                    "auto",
                    "auto never sets "
                        + mark
                        + ": "
                        + template.id()
                        + " has publish "
                        + template.publish()
                        + ", must be auto"));
  }
}
