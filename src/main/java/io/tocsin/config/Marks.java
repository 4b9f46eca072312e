package io.tocsin.config;

import io.tocsin.pack.Lifecycle;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Instants that timers count from or wait for. Packs may set marks of their own by command, so an
 * unknown word is no error; one that is nearly a known word is likely a slip.
 */
final class Marks {
  /** In front of a template: the mark of having sent it. */
  static final String MESSAGE = "message:";

  private final Declared declared;
  private final Set<String> own;

  Marks(Declared declared, Set<String> own) {
    this.declared = declared;
    this.own = own;
  }

  /** The text of a mark; what it refers to must exist. */
  String check(Value value) {
    String mark = value.text().orElse("");
    int colon = mark.indexOf(':');
    if (colon >= 0) {
      refer(value, mark.substring(0, colon), mark.substring(colon + 1));
      return mark;
    }
    Set<String> known = new LinkedHashSet<>(Lifecycle.MARKS);
    known.addAll(own);
    if (!mark.equals("-") && !known.contains(mark)) {
      Suggestion.nearest(mark, known)
          .ifPresent(
              word ->
                  value.say(
                      Problem.Level.WARNING,
                      value.path()
                          + " is "
                          + mark
                          + ", a mark nobody sets; did you mean "
                          + word
                          + "?"));
    }
    return mark;
  }

  /** What sets another mark by itself: a mark, or a message that the job has sent. */
  String checkSource(Value value) {
    String text = value.text().orElse("");
    if (!text.startsWith(MESSAGE)) {
      return text.isEmpty() ? text : check(value);
    }
    oneOf(value, "message", "templates", text.substring(MESSAGE.length()));
    return text;
  }

  /**
   * The mark that guards a step. A word that nothing sets would let a step fire that somebody meant
   * to stop, so here it is an error.
   */
  String checkGuard(Value value) {
    String mark = value.text().orElse("");
    Set<String> known = new LinkedHashSet<>(Lifecycle.MARKS);
    known.addAll(own);
    if (mark.isEmpty() || mark.equals("-") || mark.indexOf(':') >= 0 || known.contains(mark)) {
      return mark.indexOf(':') >= 0 ? check(value) : mark;
    }
    value.mustBe("-, or " + Suggestion.oneOf(mark, known));
    return mark;
  }

  /** What a step waits for: a flag, or {@code trigger:<id>}. */
  String checkCondition(Value value) {
    String text = value.text().orElse("");
    if (text.startsWith("trigger:")) {
      oneOf(value, "trigger", "triggers", text.substring("trigger:".length()));
    }
    return text;
  }

  private void refer(Value value, String kind, String name) {
    switch (kind) {
      case "step" -> oneOf(value, "step", "steps", name);
      case "phase" -> oneOf(value, "phase", "phases", name);
      case "checklist" -> oneOf(value, "checklist", "checklists", name);
      case "flag", "actions" -> {
        if (name.isEmpty()) {
          value.mustBe(kind + ": and a name");
        }
      }
      default ->
          value.mustBe("a mark, or one of step:, phase:, flag:, checklist:, actions: and a name");
    }
  }

  private void oneOf(Value value, String kind, String section, String name) {
    if (!declared.all(section).contains(name)) {
      value.mustBe(kind + ": and " + Suggestion.oneOf(name, declared.all(section)));
    }
  }
}
