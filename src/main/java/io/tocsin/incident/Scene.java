package io.tocsin.incident;

import io.tocsin.incident.TimerState.State;
import io.tocsin.message.Content;
import io.tocsin.message.Values;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The values of one incident at one event, by the names that templates use. Texts of people and
 * labels are data: what stands in them for a display id is taken out.
 */
final class Scene implements Values {
  private static final Set<String> REVIEWED = Set.of("review_scheduled", "review_done");

  private final Story story;
  private final Course course;
  private final Happening happening;
  private final Pack pack;
  private final long atMillis;

  Scene(Story story, Course course, Happening happening) {
    this.story = story;
    this.course = course;
    this.happening = happening;
    pack = course.pack;
    atMillis = happening.event().timeMillis();
  }

  @Override
  public Optional<Content> supplied(String field) {
    return text(course.fields.get(field))
        .or(() -> text(course.holders.get(field)))
        .or(() -> said(field));
  }

  @Override
  public Optional<Content> known(String name) {
    int dot = name.indexOf('.');
    return named(name)
        .or(() -> time(name))
        .or(() -> span(name))
        .or(
            () ->
                dot < 0 ? Optional.empty() : part(name.substring(0, dot), name.substring(dot + 1)))
        .or(() -> supplied(name));
  }

  private Optional<Content> named(String name) {
    return switch (name) {
      case "id" -> Optional.of(new Content.Text(Event.SUBJECT_MARK));
      case "pack" -> text(pack.id());
      case "title" -> text(pack.title());
      case "severity" -> text(happening.severity());
      case "severity_name" -> rung(Severity::name);
      case "severity_icon" -> rung(Severity::icon);
      case "status" -> text(pack.lifecycle().word(happening.state()));
      case "state" -> text(happening.state());
      case "slack_label" -> text(slackLabel());
      case "trigger" -> course.triggers.isEmpty() ? Optional.empty() : text(course.triggers.get(0));
      case "trigger_summary" -> text(course.summary);
      case "detection" -> text(course.detection);
      case "services" -> text(services());
      case "text" -> said("text").or(this::posted);
      case "every" -> every();
      default -> Reports.of(story, course, name);
    };
  }

  /** An update that somebody posted stands in the note of it. */
  private Optional<Content> posted() {
    return said("what").equals(text("update")) ? said("value") : Optional.empty();
  }

  private Optional<Content> time(String name) {
    long millis =
        switch (name) {
          case "time" -> atMillis;
          case "next_update" -> due(timer -> timer.kind() == Timer.Kind.CADENCE);
          case "review_due" ->
              due(
                  timer ->
                      timer.kind() == Timer.Kind.CLOCK
                          && timer.from().equals(Marks.RESOLVED)
                          && REVIEWED.contains(timer.until()));
          default -> course.at(name);
        };
    return millis == Times.NOT_YET
        ? Optional.empty()
        : Optional.of(new Content.Moment(millis, pack.time().zone()));
  }

  /** The earliest due time of the armed timers of a kind. */
  private long due(java.util.function.Predicate<Timer> kind) {
    return course.timers.stream()
        .filter(state -> state.is(State.ARMED) && kind.test(pack.timers().get(state.order())))
        .mapToLong(TimerState::dueMillis)
        .min()
        .orElse(Times.NOT_YET);
  }

  private Optional<Content> span(String name) {
    return switch (name) {
      case "elapsed" -> between(course.openedMillis, atMillis);
      case "duration" ->
          between(course.startedMillis, course.isResolved() ? course.at(Marks.RESOLVED) : atMillis);
      case "detection_time" -> between(course.startedMillis, course.openedMillis);
      case "response_time" -> between(course.openedMillis, course.at(Marks.ACKED));
      case "resolution_time" -> between(course.openedMillis, course.at(Marks.RECOVERED));
      case "downtime" ->
          course.downSinceMillis == Times.NOT_YET
              ? Optional.of(new Content.Span(course.downMillis))
              : between(course.downSinceMillis - course.downMillis, atMillis);
      default -> Optional.empty();
    };
  }

  private static Optional<Content> between(long from, long to) {
    return from == Times.NOT_YET || to == Times.NOT_YET
        ? Optional.empty()
        : Optional.of(new Content.Span(to - from));
  }

  private Optional<Content> part(String whole, String name) {
    return switch (whole) {
      case "severity" -> rung(rung -> rung.words().getOrDefault(name, ""));
      case "label" -> text(label(name));
      case "channel" -> room(name);
      case "now" -> number(story.readings.latest().get(name));
      case "opened", "mitigated", "recovered" -> number(course.snapshots.get(whole + "/" + name));
      default -> Optional.empty();
    };
  }

  private Optional<Content> room(String number) {
    List<String> rooms = Rooms.all(pack, course.openedMillis);
    int index = Integer.parseInt(number) - 1;
    return index < rooms.size()
        ? Optional.of(new Content.Text(rooms.get(index)))
        : Optional.empty();
  }

  private Optional<Content> rung(Function<Severity, String> part) {
    int rank = pack.rank(happening.severity());
    return rank < 0 ? Optional.empty() : text(part.apply(pack.severities().get(rank)));
  }

  private String slackLabel() {
    var labels = pack.lifecycle().slackLabels();
    String open = happening.state().equals("resolved") ? null : labels.get("open");
    return labels.getOrDefault(
        happening.state(), open == null ? pack.lifecycle().word(happening.state()) : open);
  }

  private String services() {
    String all =
        String.join(
            ", ",
            pack.incident().groupBy().stream().map(this::label).filter(s -> !s.isEmpty()).toList());
    return all.isEmpty() ? course.entity : all;
  }

  /** A label's value in one line: it is not to look like a line of the message. */
  private String label(String name) {
    String value = Labels.parse(course.entity).asMap().get(name);
    return value == null ? "" : value.replaceAll("\\s+", " ");
  }

  /** Minutes between updates: of the cadence that is due, else of the one that runs. */
  private Optional<Content> every() {
    Stream<Timer> due =
        pack.timers().stream().filter(timer -> said("timer").equals(text(timer.id())));
    Stream<Timer> running = course.timers.stream().map(state -> pack.timers().get(state.order()));
    return Stream.concat(due, running)
        .filter(timer -> timer.kind() == Timer.Kind.CADENCE)
        .flatMap(timer -> Stream.ofNullable(timer.everyFor(happening.severity())))
        .map(Duration::toMinutes)
        .findFirst()
        .map(minutes -> new Content.Figure(BigDecimal.valueOf(minutes)));
  }

  /** What the event itself says; not who would answer: that is said of nobody in person. */
  private Optional<Content> said(String field) {
    return happening.event().data().stream()
        .filter(one -> one.name().equals(field) && !field.equals(Records.RESPONDER))
        .findFirst()
        .flatMap(one -> text(String.join(", ", one.values())));
  }

  private static Optional<Content> number(String number) {
    return number == null
        ? Optional.empty()
        : Optional.of(new Content.Figure(new BigDecimal(number)));
  }

  static Optional<Content> text(String text) {
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Content.Text(
                text.replace(Event.SUBJECT_MARK, "")
                    .replace(Event.ROOM_MARK, "")
                    .replace(Event.EARLIER_MARK, "")));
  }
}
