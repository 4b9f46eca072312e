package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Command;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people tell an incident. A command takes effect at its place in the log; what it says about
 * its own time counts for marks, if that was not long ago. What cannot be done is rejected with the
 * reason, in the ledger.
 */
final class Commands {
  /** A sender's own time is believed when it lies so little before the log's. */
  private static final long SAID_MILLIS = 60_000;

  /** Marks that are more than a time: whoever set one alone would leave half of it undone. */
  private static final Map<String, String> COMMAND_OF =
      Map.of(
          Marks.STARTED, "declare",
          Marks.OPENED, "declare",
          Marks.ACKED, "ack",
          Marks.UPDATED, "post_update",
          Marks.RESOLVED, "resolve",
          Marks.CLOSED, "close");

  private final Pack pack;
  private final Story story;

  Commands(Pack pack, Story story) {
    this.pack = pack;
    this.story = story;
  }

  void apply(Command command, long engineMillis) {
    if (command.verb().equals("declare")) {
      declare(command, engineMillis);
      return;
    }
    Course course = story.latest();
    if (course == null) {
      reject(command, null, engineMillis, "no incident is open for " + command.labels());
    } else if (!isMeant(command, course)) {
      reject(
          command,
          course,
          engineMillis,
          "incident "
              + command.incident()
              + " is not the one at hand, "
              + course.displayId
              + " is");
    } else {
      tell(command, course, engineMillis);
    }
  }

  private boolean isMeant(Command command, Course course) {
    if (command.incident().isEmpty() || course.displayId.isEmpty()) {
      return command.incident().isEmpty()
          || Numbers.couldBe(pack, course.openedMillis, command.incident());
    }
    return command.incident().equals(course.displayId);
  }

  private void tell(Command command, Course course, long at) {
    long said = said(command, at);
    String verb = command.verb();
    if (course.isResolved() && !List.of("mark", "close", "reopen").contains(verb)) {
      reject(command, course, at, "the incident is resolved");
      return;
    }
    switch (verb) {
      case "ack" -> ack(command, course, at, said);
      case "unack" -> unack(command, course, at);
      case "resolve" -> story.resolve(course, command.id(), at, byAndReason(command));
      case "close" -> close(command, course, at);
      case "reopen" -> reopen(command, course, at);
      case "mark" -> mark(command, course, at, said);
      case "flag" -> flag(command, course, at);
      case "unflag" -> course.flags.remove(command.field("flag", ""));
      case "set_severity" -> setSeverity(command, course, at);
      case "set_status" -> setStatus(command, course, at);
      case "post_update" -> story.updatePosted(course, at);
      case "phase_done" -> phaseDone(command, course, at);
      default ->
          reject(command, course, at, "'" + verb + "' is not a command this release carries out");
    }
  }

  private static long said(Command command, long engineMillis) {
    long said = command.timestampMillis();
    return said <= engineMillis && said >= engineMillis - SAID_MILLIS ? said : engineMillis;
  }

  /** What its sender said of the time, where marks count by that and not by the log. */
  private static List<Field> said(List<Field> fields, long saidMillis, long engineMillis) {
    List<Field> with = new ArrayList<>(fields);
    if (saidMillis != engineMillis) {
      with.add(Field.text("said", Times.text(saidMillis)));
    }
    return with;
  }

  private void ack(Command command, Course course, long at, long said) {
    if (course.has(Marks.ACKED)) {
      String since = Times.text(course.at(Marks.ACKED));
      reject(command, course, at, "it is acknowledged already, since " + since);
    } else {
      long ackedMillis = Math.max(said, course.openedMillis);
      List<Field> fields = said(byAndReason(command), ackedMillis, at);
      story.acknowledge(course, command.id(), at, ackedMillis, fields);
    }
  }

  private void unack(Command command, Course course, long at) {
    if (course.has(Marks.ACKED)) {
      story.unacknowledge(course, command.id(), at, byAndReason(command));
    } else {
      reject(command, course, at, "it is not acknowledged");
    }
  }

  private void close(Command command, Course course, long at) {
    if (!course.isResolved()) {
      reject(command, course, at, "it is not resolved yet; resolve comes before close");
      return;
    }
    if (course.has(Marks.CLOSED)) {
      String since = Times.text(course.at(Marks.CLOSED));
      reject(command, course, at, "it is closed already, since " + since);
      return;
    }
    course.announce("incident.closed", command.id(), at, byAndReason(command));
    story.reach(course, Marks.CLOSED, at, false);
  }

  private void reopen(Command command, Course course, long at) {
    if (!course.isRecovered()) {
      reject(command, course, at, "it is open");
      return;
    }
    course.marks.remove(Marks.RESOLVED);
    course.marks.remove(Marks.CLOSED);
    course.timers.removeIf(state -> pack.timers().get(state.order()).from().equals(Marks.RESOLVED));
    story.reopen(course, command.id(), at, false, byAndReason(command));
  }

  private void mark(Command command, Course course, long at, long said) {
    String mark = command.field("mark", "");
    if (mark.isEmpty()) {
      reject(command, course, at, "mark needs the field 'mark'");
    } else if (COMMAND_OF.containsKey(mark)) {
      reject(command, course, at, "'" + mark + "' is told by " + COMMAND_OF.get(mark));
    } else if (course.isResolved() && mark.equals(Marks.RECOVERED)) {
      reject(command, course, at, "the incident is resolved");
    } else if (mark.equals(Marks.RECOVERED)) {
      if (!course.isRecovered()) {
        story.triggers.replaceAll(state -> state.reportedAs(false, 0));
        long since = Math.max(said, course.openedMillis);
        story.recover(course, command.id(), at, since, said(by(command), since, at));
      }
    } else {
      story.reach(course, mark, Math.max(said, course.openedMillis), false);
    }
  }

  private void flag(Command command, Course course, long at) {
    String flag = command.field("flag", "");
    if (flag.isEmpty()) {
      reject(command, course, at, "flag needs the field 'flag'");
    } else {
      story.flag(course, flag, at);
    }
  }

  private void setSeverity(Command command, Course course, long at) {
    String severity = command.field("severity", "");
    if (pack.rank(severity) < 0) {
      reject(command, course, at, severityProblem(severity));
    } else if (severity.equals(course.severity)) {
      reject(command, course, at, "it is " + severity + " already");
    } else {
      story.changeSeverity(course, severity, command.id(), at, byAndReason(command));
    }
  }

  private String severityProblem(String severity) {
    List<String> ids = pack.severities().stream().map(one -> one.id()).toList();
    return "severity is '" + severity + "', must be one of " + String.join(", ", ids);
  }

  private void setStatus(Command command, Course course, long at) {
    String wanted = command.field("status", "");
    for (String state : Lifecycle.STATES) {
      String word = pack.lifecycle().word(state);
      if (word.equalsIgnoreCase(wanted) || state.equalsIgnoreCase(wanted)) {
        String from = course.word();
        course.status = state;
        List<Field> fields = new ArrayList<>();
        fields.add(Field.text("from", from));
        fields.add(Field.text("to", word));
        fields.addAll(byAndReason(command));
        course.announce("incident.status_changed", command.id(), at, fields);
        story.updatePosted(course, at);
        return;
      }
    }
    List<String> words = Lifecycle.STATES.stream().map(pack.lifecycle()::word).toList();
    reject(
        command,
        course,
        at,
        "status is '" + wanted + "', must be one of " + String.join(", ", words));
  }

  private void phaseDone(Command command, Course course, long at) {
    String phase = command.field("phase", "");
    if (!story.phaseDone(course, phase, at)) {
      reject(command, course, at, "'" + phase + "' is no phase of this incident");
    }
  }

  private void declare(Command command, long at) {
    String severity = command.field("severity", "");
    String title = command.field("title", "");
    if (story.open() != null) {
      reject(command, story.open(), at, "an incident is open already");
    } else if (pack.rank(severity) < 0) {
      reject(command, null, at, severityProblem(severity));
    } else if (title.isBlank()) {
      reject(command, null, at, "declare needs a title");
    } else {
      long started = Math.min(at, startedMillis(command.field("started", ""), at));
      boolean drill = command.field("drill", "false").equals("true");
      story.open(
          new Finding(
              "",
              severity,
              command.id(),
              at,
              started,
              title,
              "manual",
              "",
              "",
              List.of(),
              List.of(),
              drill));
    }
  }

  private static long startedMillis(String text, long otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException notRfc3339) {
      try {
        return Instant.ofEpochMilli(Decimal.parse(text).toBigDecimal().longValueExact())
            .toEpochMilli();
      } catch (ArithmeticException | NumberFormatException notMillis) {
        return otherwise;
      }
    }
  }

  private static List<Field> by(Command command) {
    return command.by().isEmpty() ? List.of() : List.of(Field.text("by", command.by()));
  }

  private static List<Field> byAndReason(Command command) {
    List<Field> fields = new ArrayList<>(by(command));
    String reason = command.field("reason", "");
    if (!reason.isEmpty()) {
      fields.add(Field.text("reason", reason));
    }
    return fields;
  }

  private void reject(Command command, Course course, long at, String reason) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("command", command.verb()));
    fields.addAll(by(command));
    fields.add(Field.text("reason", reason));
    String type = "command.rejected";
    if (course != null) {
      course.emit(type, command.id(), at, fields);
    } else {
      story.out.add(
          new Event(type, pack.id(), "", pack.id(), command.id(), "", at, 0, fields, List.of()));
    }
  }
}
