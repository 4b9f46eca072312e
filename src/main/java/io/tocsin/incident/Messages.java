package io.tocsin.incident;

import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.message.Wording;
import io.tocsin.pack.Template;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/** What is said because something happened: one message per template and channel. */
final class Messages {
  /** In front of a template's name: the mark that the job itself sent its message. */
  static final String SENT = "message:";

  private static final String MESSAGE = "message";
  private static final String UPDATE_DUE = "update.due";

  private final Story story;
  private final Wording wording;

  Messages(Story story, Wording wording) {
    this.story = story;
    this.wording = wording;
  }

  /** Says what the events since the last time ask for. Whether there was any. */
  boolean speak(Course course) {
    boolean spoke = false;
    while (!course.happened.isEmpty()) {
      Happening happening = course.happened.remove(0);
      for (Template template :
          wording.on(happening.event().type(), happening.severity(), happening.state())) {
        spoke |= say(course, happening, template);
      }
    }
    return spoke;
  }

  private boolean say(Course course, Happening happening, Template template) {
    if (template.publish().equals("manual") || isSaidAlready(happening.event(), template)) {
      return false;
    }
    String text = wording.say(template.id(), new Scene(story, course, happening));
    List<String> channels = wording.channels(template);
    if (channels.isEmpty()) {
      tell(course, happening, template, "", text);
    }
    channels.forEach(channel -> tell(course, happening, template, channel, text));
    if (isSent(template)) {
      story.progress.reach(course, SENT + template.id(), happening.event().timeMillis(), false);
    }
    return true;
  }

  /** An update that is due says the text of its timer's template itself. */
  private boolean isSaidAlready(Event event, Template template) {
    return event.type().equals(UPDATE_DUE)
        && event.data().stream()
            .filter(field -> field.name().equals("timer"))
            .flatMap(field -> story.pack.timer(field.values().get(0)).stream())
            .anyMatch(timer -> timer.template().equals(template.id()));
  }

  private static boolean isSent(Template template) {
    return template.publish().equals("auto");
  }

  private void tell(
      Course course, Happening happening, Template template, String channel, String text) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("template", template.id()));
    if (!channel.isEmpty()) {
      fields.add(Field.text("channel", channel));
    }
    fields.add(Field.text("text", text));
    if (!isSent(template)) {
      fields.add(Field.flag("draft", true));
    }
    String who = template.id() + (channel.isEmpty() ? "" : "@" + channel);
    List<Delivery> deliveries =
        channel.isEmpty() || !isSent(template)
            ? List.of()
            : course.deliveries(List.of(channel), List.of(channel));
    long at = happening.event().timeMillis();
    course.emit(MESSAGE, course.cause(MESSAGE, who), at, fields, deliveries);
  }

  /** The text of the template that a timer names; nothing when it names none. */
  List<Field> textOf(Course course, Timer timer, long atMillis) {
    if (timer.template().isEmpty()) {
      return List.of();
    }
    List<Field> fields = List.of(Field.text("timer", timer.id()));
    Event due =
        new Event(
            UPDATE_DUE,
            course.pack.id(),
            course.entity,
            course.episode,
            "",
            "",
            atMillis,
            0,
            fields,
            List.of());
    Happening happening = new Happening(due, course.severity, course.status);
    String text = wording.say(timer.template(), new Scene(story, course, happening));
    return List.of(Field.text("text", text));
  }
}
