package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** What was agreed to be done: added, done, overdue the day after its day. */
final class Actions {
  /** So many actions of one incident are enough. */
  private static final int MOST = 100;

  private static final int LONGEST = 2_000;

  private final Pack pack;
  private final Timers timers;
  private final Progress progress;

  Actions(Pack pack, Timers timers, Progress progress) {
    this.pack = pack;
    this.timers = timers;
    this.progress = progress;
  }

  void add(Telling telling) {
    String action = telling.field("action");
    Course course = telling.course();
    String due = telling.field("due");
    if (action.isBlank() || action.length() > LONGEST) {
      telling.reject("add_action needs the field 'action', a text of at most " + LONGEST);
    } else if (find(course, action) != null) {
      telling.reject("the action '" + action + "' is there already");
    } else if (course.actions.size() >= MOST) {
      telling.reject("there are " + MOST + " actions already");
    } else if (!due.isEmpty() && overdueAt(due) == Times.NOT_YET) {
      telling.reject("due is '" + due + "', must be a date such as 2024-02-15");
    } else {
      String horizon = telling.field("horizon");
      course.actions.add(
          new ActionItem(
              action,
              telling.field("owner"),
              due,
              telling.field("priority"),
              horizon,
              Times.NOT_YET,
              overdueAt(due)));
      telling.note("action", action, horizon);
      watchAgain(course, horizon, telling.atMillis());
    }
  }

  void done(Telling telling) {
    String action = telling.field("action");
    Course course = telling.course();
    ActionItem item = find(course, action);
    if (item == null) {
      telling.reject("there is no action '" + action + "'");
    } else if (item.isDone()) {
      telling.reject("it is done already, since " + Times.text(item.doneMillis()));
    } else {
      course.actions.set(course.actions.indexOf(item), item.done(telling.markMillis()));
      telling.note("action_done", action, item.horizon());
      boolean allDone =
          course.actions.stream()
              .filter(one -> one.horizon().equals(item.horizon()))
              .allMatch(ActionItem::isDone);
      if (allDone && !item.horizon().isEmpty()) {
        String mark = Marks.ACTIONS + item.horizon();
        progress.reach(course, mark, telling.markMillis(), false);
      }
    }
  }

  /** More is to be done: a clock that was met goes on until its limit. */
  private void watchAgain(Course course, String horizon, long atMillis) {
    if (course.marks.remove(Marks.ACTIONS + horizon) == null) {
      return;
    }
    for (TimerState state : List.copyOf(course.timers)) {
      Timer timer = pack.timers().get(state.order());
      boolean met = state.is(State.ENDED) && state.dueMillis() > atMillis;
      if (met && timer.until().equals(Marks.ACTIONS + horizon)) {
        timers.clocks.resume(course, state, timer, atMillis, state.dueMillis());
      }
    }
  }

  /** When the next action of an incident is overdue; far away when none is waited for. */
  long overdueAt(Course course) {
    ActionItem next = next(course);
    return next == null ? Long.MAX_VALUE : next.overdueMillis();
  }

  void tellOverdue(Course course) {
    ActionItem item = next(course);
    course.actions.set(course.actions.indexOf(item), item.told());
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("action", item.action()));
    fields.add(Field.text("due", item.due()));
    add(fields, "owner", item.owner());
    add(fields, "priority", item.priority());
    add(fields, "horizon", item.horizon());
    course.announce("action.overdue", item.action(), item.overdueMillis(), fields);
  }

  private static void add(List<Field> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.add(Field.text(name, value));
    }
  }

  private static ActionItem next(Course course) {
    ActionItem next = null;
    for (ActionItem item : course.actions) {
      boolean waits = item.overdueMillis() != Times.NOT_YET;
      if (waits && (next == null || item.overdueMillis() < next.overdueMillis())) {
        next = item;
      }
    }
    return next;
  }

  private static ActionItem find(Course course, String action) {
    return course.actions.stream()
        .filter(item -> item.action().equals(action))
        .findFirst()
        .orElse(null);
  }

  /** The first instant after a day; {@link Times#NOT_YET} when the text is no day. */
  private long overdueAt(String due) {
    try {
      return due.isEmpty()
          ? Times.NOT_YET
          : LocalDate.parse(due)
              .plusDays(1)
              .atStartOfDay(pack.time().zone())
              .toInstant()
              .toEpochMilli();
    } catch (DateTimeParseException noDate) {
      return Times.NOT_YET;
    }
  }
}
