package io.tocsin.incident.reference;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.reference.Fact.What;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people may tell an incident, and what comes of it. */
final class Orders {
  private static final long BELIEVED_MILLIS = 60_000;
  private static final Set<String> AFTER_THE_END = Set.of("mark", "close", "reopen", "phase_done");
  private static final Set<String> TOLD_OTHERWISE =
      Set.of("started", "opened", "acked", "updated", "resolved", "closed");

  private final Retelling story;
  private final Pack pack;
  private final Ledger ledger;

  Orders(Retelling story, Pack pack, Ledger ledger) {
    this.story = story;
    this.pack = pack;
    this.ledger = ledger;
  }

  void obey(Command command, long at) {
    Course course = story.latest();
    boolean done =
        command.verb().equals("declare")
            ? declare(command, at)
            : course != null
                && (!course.view().isResolved() || AFTER_THE_END.contains(command.verb()))
                && obey(command, course, at);
    if (!done) {
      List<Field> fields = new ArrayList<>();
      fields.add(Field.text("command", command.verb()));
      fields.addAll(by(command));
      Course concerned = command.verb().equals("declare") ? story.open() : course;
      if (concerned == null) {
        ledger.rejected(command.id(), at, fields);
      } else {
        ledger.write(concerned.chronicle, "command.rejected", command.id(), at, fields);
      }
    }
  }

  /** Whether it could be done. */
  private boolean obey(Command command, Course course, long at) {
    return switch (command.verb()) {
      case "ack" -> ack(command, course, at);
      case "unack" -> unack(command, course, at);
      case "resolve" -> {
        course.resolve(command.id(), at, why(command));
        yield true;
      }
      case "close" -> close(command, course, at);
      case "reopen" -> reopen(command, course, at);
      case "mark" -> mark(command, course, at);
      case "flag" -> flag(command.field("flag", ""), course, at);
      case "unflag" -> unflag(command.field("flag", ""), course, at);
      case "set_severity" -> setSeverity(command, course, at);
      case "set_status" -> setStatus(command, course, at);
      case "post_update" -> {
        course.add(Fact.of(What.POSTED, at));
        yield true;
      }
      case "phase_done" -> phaseDone(command.field("phase", ""), course, at);
      default -> false;
    };
  }

  private boolean ack(Command command, Course course, long at) {
    if (course.view().has("acked")) {
      return false;
    }
    long said = said(command, course, at);
    course.announce("incident.acked", command.id(), at, withSaid(why(command), said, at));
    course.reach("acked", said, false);
    return true;
  }

  private boolean unack(Command command, Course course, long at) {
    if (!course.view().has("acked")) {
      return false;
    }
    course.add(Fact.of(What.UNMARK, at, "acked"));
    course.announce("incident.unacked", command.id(), at, why(command));
    course.add(Fact.of(What.ASKED, at));
    return true;
  }

  private boolean close(Command command, Course course, long at) {
    if (!course.view().isResolved() || course.view().has("closed")) {
      return false;
    }
    course.announce("incident.closed", command.id(), at, why(command));
    course.reach("closed", at, false);
    return true;
  }

  private boolean reopen(Command command, Course course, long at) {
    if (!course.view().isRecovered()) {
      return false;
    }
    course.comesBack(command.id(), at, false, why(command));
    return true;
  }

  private boolean mark(Command command, Course course, long at) {
    String mark = command.field("mark", "");
    boolean recovered = mark.equals("recovered");
    if (mark.isEmpty()
        || TOLD_OTHERWISE.contains(mark)
        || course.view().has(mark)
        || recovered && course.view().isResolved()) {
      return false;
    }
    long said = said(command, course, at);
    if (recovered) {
      story.nothingIsReported();
      course.recover(command.id(), at, said, withSaid(by(command), said, at));
    } else {
      course.reach(mark, said, false);
    }
    return true;
  }

  private boolean flag(String flag, Course course, long at) {
    if (flag.isEmpty() || course.view().flags.containsKey(flag)) {
      return false;
    }
    course.add(Fact.of(What.FLAG, at, flag));
    course.release(at);
    return true;
  }

  private boolean unflag(String flag, Course course, long at) {
    if (!course.view().flags.containsKey(flag)) {
      return false;
    }
    course.add(Fact.of(What.UNFLAG, at, flag));
    return true;
  }

  private boolean setSeverity(Command command, Course course, long at) {
    String wanted = command.field("severity", "");
    if (pack.rank(wanted) < 0 || wanted.equals(course.view().severity)) {
      return false;
    }
    course.changeSeverity(wanted, command.id(), at, why(command));
    return true;
  }

  private boolean setStatus(Command command, Course course, long at) {
    String wanted = command.field("status", "");
    for (String state : Lifecycle.STATES) {
      String word = pack.lifecycle().word(state);
      Set<String> worded = pack.lifecycle().labels().keySet();
      boolean meant = word.equalsIgnoreCase(wanted) || state.equalsIgnoreCase(wanted);
      if (meant && (worded.isEmpty() || worded.contains(state))) {
        if (state.equals("resolved")) {
          course.resolve(command.id(), at, why(command));
          return true;
        }
        List<Field> fields = new ArrayList<>();
        fields.add(Field.text("from", pack.lifecycle().word(course.view().status)));
        fields.add(Field.text("to", word));
        fields.addAll(why(command));
        course.add(Fact.of(What.STATUS, at, state));
        course.announce("incident.status_changed", command.id(), at, fields);
        course.add(Fact.of(What.POSTED, at));
        return true;
      }
    }
    return false;
  }

  private boolean phaseDone(String phase, Course course, long at) {
    boolean known = pack.lifecycle().phases().contains(phase);
    for (Timer timer : pack.timers()) {
      boolean budget =
          timer.kind() == Timer.Kind.PHASES
              && timer.budgets().stream().anyMatch(one -> one.phase().equals(phase));
      known |= budget && course.view().concerns(timer);
    }
    if (!known || course.view().has("phase_done:" + phase)) {
      return false;
    }
    course.reach("phase_done:" + phase, at, false);
    course.add(Fact.of(What.PHASE_DONE, at, phase));
    int next = pack.lifecycle().phases().indexOf(phase) + 1;
    if (next > 0 && next < pack.lifecycle().phases().size()) {
      course.reach("phase:" + pack.lifecycle().phases().get(next), at, false);
    }
    return true;
  }

  private boolean declare(Command command, long at) {
    String severity = command.field("severity", "");
    if (story.open() != null || pack.rank(severity) < 0 || command.field("title", "").isBlank()) {
      return false;
    }
    long started = Times.parse(command.field("started", ""));
    boolean said = started != Times.NOT_YET && started < at;
    boolean drill = command.field("drill", "").equals("true");
    List<Field> fields = List.of(Field.text("detection", "manual"));
    story.opens(severity, "", command.id(), at, said ? started : at, drill, fields);
    return true;
  }

  /** What a sender says of the time counts within the last minute, and not before the opening. */
  private static long said(Command command, Course course, long at) {
    long said = command.timestampMillis();
    boolean believed = said <= at && said >= at - BELIEVED_MILLIS;
    return Math.max(believed ? said : at, course.chronicle.openedMillis);
  }

  private static List<Field> withSaid(List<Field> fields, long said, long at) {
    List<Field> all = new ArrayList<>(fields);
    if (said != at) {
      all.add(Field.text("said", Times.text(said)));
    }
    return all;
  }

  private static List<Field> by(Command command) {
    return command.by().isEmpty() ? List.of() : List.of(Field.text("by", command.by()));
  }

  private static List<Field> why(Command command) {
    List<Field> fields = new ArrayList<>(by(command));
    String reason = command.field("reason", "");
    if (!reason.isEmpty()) {
      fields.add(Field.text("reason", reason));
    }
    return fields;
  }
}
