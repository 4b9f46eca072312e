package io.tocsin.incident;

import io.tocsin.pack.Pack;
import io.tocsin.pack.Trigger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What people add to the record of an incident: marks, flags, fields, roles, done items and phases,
 * actions. Each leaves a note in the ledger.
 */
final class Notes {
  /** Marks that are more than a time: whoever set one alone would leave half of it undone. */
  private static final Map<String, String> COMMAND_OF =
      Map.of(
          Marks.STARTED, "declare",
          Marks.OPENED, "declare",
          Marks.ACKED, "ack",
          Marks.UPDATED, "post_update",
          Marks.RESOLVED, "resolve",
          Marks.CLOSED, "close");

  /** How marks begin that follow from something else, and what from. */
  private static final Map<String, String> FOLLOWS_FROM =
      Map.of(
          Marks.PHASE_DONE, "phase_done",
          Marks.CHECKLIST, "check",
          Marks.ACTIONS, "done_action",
          Marks.FLAG, "flag",
          Marks.NEXT_LEVEL, "flag",
          Marks.STEP, "the step itself");

  /** Field that names incidents a person has related to this one. */
  static final String RELATED = "related";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:%-]{0,63}");
  private static final int LONGEST = 4_000;
  private static final int MOST = 100;

  private final Pack pack;
  private final Story story;
  private final Gates gates;

  Notes(Pack pack, Story story, Gates gates) {
    this.pack = pack;
    this.story = story;
    this.gates = gates;
  }

  void tell(Telling telling) {
    String verb = telling.command().verb();
    switch (verb) {
      case "mark" -> mark(telling);
      case "flag" -> flag(telling);
      case "unflag" -> unflag(telling);
      case "attach" -> attach(telling);
      case "assign" -> assign(telling);
      case "set_field" -> setField(telling);
      case "check" -> check(telling);
      case "phase_done" -> phaseDone(telling);
      case "post_update" -> postUpdate(telling);
      case "add_action" -> story.actions.add(telling);
      case "done_action" -> story.actions.done(telling);
      case "silence", "unsilence" ->
          telling.reject("'" + verb + "' is not a command this release carries out");
      default -> telling.reject("'" + verb + "' is no command, must be one of " + Commands.KNOWN);
    }
  }

  private void mark(Telling telling) {
    Course course = telling.course();
    String mark = telling.field("mark");
    if (!NAME.matcher(mark).matches()) {
      telling.reject("mark is '" + mark + "', must be a name");
    } else if (!toldBy(mark).isEmpty()) {
      telling.reject("'" + mark + "' is told by " + toldBy(mark));
    } else if (course.isResolved() && mark.equals(Marks.RECOVERED)) {
      telling.reject("the incident is resolved");
    } else if (course.has(mark)) {
      telling.reject("it is " + mark + " already");
    } else if (course.marks.size() >= MOST) {
      telling.reject("there are " + course.marks.size() + " marks already");
    } else if (gates.letReach(telling, mark)) {
      if (mark.equals(Marks.RECOVERED)) {
        story.triggers.replaceAll(state -> state.reportedAs(false, 0));
        story.progress.recover(
            course,
            telling.command().id(),
            telling.atMillis(),
            telling.markMillis(),
            telling.said(telling.by()));
      } else {
        telling.note("mark", mark, "");
        story.progress.reach(course, mark, telling.markMillis(), false);
      }
    }
  }

  private static String toldBy(String mark) {
    String prefix = mark.substring(0, mark.indexOf(':') + 1);
    return FOLLOWS_FROM.getOrDefault(prefix, COMMAND_OF.getOrDefault(mark, ""));
  }

  private void flag(Telling telling) {
    String flag = telling.field("flag");
    if (!NAME.matcher(flag).matches()) {
      telling.reject("flag is '" + flag + "', must be a name");
    } else if (telling.course().flags.containsKey(flag)) {
      telling.reject("it is flagged " + flag + " already");
    } else if (telling.course().flags.size() >= MOST) {
      telling.reject("there are " + MOST + " flags already");
    } else {
      telling.note("flag", flag, "");
      story.progress.flag(telling.course(), flag, telling.atMillis());
    }
  }

  private void unflag(Telling telling) {
    String flag = telling.field("flag");
    if (telling.course().flags.remove(flag) == null) {
      telling.reject("it is not flagged '" + flag + "'");
    } else {
      telling.note("unflag", flag, "");
    }
  }

  private void attach(Telling telling) {
    String triggerId = telling.field("trigger");
    String other = telling.command().incident();
    Course course = telling.course();
    Trigger trigger = pack.trigger(triggerId).orElse(null);
    if (triggerId.isEmpty() == other.isEmpty()) {
      telling.reject("attach needs one of the fields 'trigger' and 'incident'");
    } else if (!other.isEmpty()) {
      relate(telling, other);
    } else if (trigger == null) {
      telling.reject("the pack has no trigger '" + triggerId + "'");
    } else if (course.triggers.contains(triggerId)) {
      telling.reject("'" + triggerId + "' belongs to it already");
    } else {
      story.join(telling, trigger);
    }
  }

  private static void relate(Telling telling, String other) {
    Map<String, String> fields = telling.course().fields;
    String all = fields.containsKey(RELATED) ? fields.get(RELATED) + ", " + other : other;
    if (all.length() > LONGEST) {
      telling.reject("too many incidents are related already");
    } else {
      fields.put(RELATED, all);
      telling.note(RELATED, "", other);
    }
  }

  private void assign(Telling telling) {
    List<String> roles = pack.incident().roles();
    String otherwise = roles.isEmpty() ? Records.RESPONDER : roles.get(0);
    String role = telling.command().field("role", otherwise);
    String responder = telling.field("responder");
    if (!roles.isEmpty() && !roles.contains(role)) {
      telling.reject("role is '" + role + "', must be one of " + String.join(", ", roles));
    } else if (responder.isBlank() || responder.length() > LONGEST) {
      telling.reject("assign needs the field 'responder'");
    } else if (roles.isEmpty() && !role.equals(Records.RESPONDER)) {
      telling.reject("role is '" + role + "', must be " + Records.RESPONDER);
    } else {
      telling.course().holders.put(role, responder);
      telling.note("role", role, responder);
    }
  }

  private void setField(Telling telling) {
    String field = telling.field("field");
    String value = telling.field("value");
    Course course = telling.course();
    if (!NAME.matcher(field).matches()) {
      telling.reject("field is '" + field + "', must be a name");
    } else if (value.length() > LONGEST) {
      telling.reject("value has " + value.length() + " characters, must have at most " + LONGEST);
    } else if (!course.fields.containsKey(field) && course.fields.size() >= MOST) {
      telling.reject("there are " + MOST + " fields already");
    } else {
      course.fields.put(field, value);
      telling.note("field", field, value);
    }
  }

  private void check(Telling telling) {
    String item = story.items.named(telling.field("item"));
    if (item == null) {
      String known = String.join(", ", story.items.ids());
      telling.reject("item is '" + telling.field("item") + "', must be one of " + known);
    } else if (telling.course().ticked.containsKey(item)) {
      telling.reject("'" + item + "' is ticked already");
    } else {
      telling.course().ticked.put(item, telling.markMillis());
      telling.note("check", item, "");
    }
  }

  private void phaseDone(Telling telling) {
    String phase = telling.field("phase");
    Course course = telling.course();
    String missing = story.timers.phases.missingBefore(course, phase);
    if (!story.timers.phases.names(course).contains(phase)) {
      String known = String.join(", ", story.timers.phases.names(course));
      telling.reject("phase is '" + phase + "', must be one of " + known);
    } else if (course.has(Marks.PHASE_DONE + phase)) {
      telling.reject("phase " + phase + " is done already");
    } else if (!missing.isEmpty()) {
      telling.reject("phase " + phase + " cannot be done before " + missing);
    } else if (gates.letLeave(telling, phase)) {
      telling.note("phase", phase, "");
      story.progress.phaseDone(course, phase, telling.atMillis());
    }
  }

  private void postUpdate(Telling telling) {
    String text = telling.field("text");
    if (text.length() > LONGEST) {
      telling.reject("text has " + text.length() + " characters, must have at most " + LONGEST);
    } else {
      telling.note("update", "", text);
      story.progress.updatePosted(telling.course(), telling.atMillis());
    }
  }
}
