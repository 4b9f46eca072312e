package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * A command at its place in the log, and the incident it is about.
 *
 * @param command what is told
 * @param course the incident, or null when there is none
 * @param story the entity it is told to
 * @param atMillis engine time of the command
 * @param saidMillis when its sender says it was, as far as that is believed
 */
record Telling(Command command, Course course, Story story, long atMillis, long saidMillis) {
  /** A sender's own time is believed when it lies so little before the log's. */
  private static final long SAID_MILLIS = 60_000;

  static Telling of(Command command, Course course, Story story, long engineMillis) {
    long said = command.timestampMillis();
    boolean believed = said <= engineMillis && said >= engineMillis - SAID_MILLIS;
    return new Telling(command, course, story, engineMillis, believed ? said : engineMillis);
  }

  String field(String name) {
    return command.field(name, "");
  }

  /** When it counts for marks: as said, but not before there was an incident. */
  long markMillis() {
    return Math.max(saidMillis, course.openedMillis);
  }

  List<Field> by() {
    return command.by().isEmpty() ? List.of() : List.of(Field.text("by", command.by()));
  }

  List<Field> byAndReason() {
    List<Field> fields = new ArrayList<>(by());
    String reason = field("reason");
    if (!reason.isEmpty()) {
      fields.add(Field.text("reason", reason));
    }
    return fields;
  }

  /** The fields, and what its sender said of the time, where marks count by that. */
  List<Field> said(List<Field> fields) {
    List<Field> with = new ArrayList<>(fields);
    if (markMillis() != atMillis) {
      with.add(Field.text("said", Times.text(markMillis())));
    }
    return with;
  }

  /** Leaves in the ledger what the command has changed, where no other event says it. */
  void note(String what, String name, String value) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("what", what));
    if (!name.isEmpty()) {
      fields.add(Field.text("name", name));
    }
    if (!value.isEmpty()) {
      fields.add(Field.text("value", value));
    }
    fields.addAll(by());
    course.emit("incident.noted", command.id(), atMillis, said(fields));
  }

  /** Leaves in the ledger that it was not done, and why. */
  void reject(String reason) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("command", command.verb()));
    fields.addAll(by());
    fields.add(Field.text("reason", reason));
    String type = "command.rejected";
    if (course != null) {
      course.emit(type, command.id(), atMillis, fields);
    } else {
      String pack = story.pack.id();
      story.out.add(
          new Event(type, pack, "", pack, command.id(), "", atMillis, 0, fields, List.of()));
    }
  }
}
