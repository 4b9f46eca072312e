package io.tocsin.cli.demo;

import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ledger events in words, one line each, with the minute at which they are true. */
public final class Narration {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final Pattern LONG_FRACTION = Pattern.compile("(\\d+\\.\\d{3})\\d+");

  private final Pack pack;
  private final ZoneId zone;

  public Narration(Pack pack) {
    this.pack = pack;
    this.zone = pack.time().zone();
  }

  /** {@code 10:16:00 P0 page On-Call Engineer by pagerduty, slack}. */
  public String line(Event event) {
    return "%s  %-3s %-11s %s"
        .formatted(clock(event.timeMillis()), one(event, "severity"), word(event), story(event))
        .stripTrailing();
  }

  private String clock(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  private String clock(String instant) {
    return instant.isEmpty() ? "" : clock(Instant.parse(instant).toEpochMilli());
  }

  private static String word(Event event) {
    String type = event.type();
    return switch (type) {
      case "incident.severity_changed" -> "SEVERITY";
      case "incident.status_changed" -> "status";
      case "clock.breached" -> "BREACHED";
      case "clock.met" -> "in time";
      case "clock.void" -> "void";
      case "clock.resumed" -> "runs again";
      case "phase.overrun" -> "overrun";
      case "hold.done", "hold.min" -> "watched";
      case "update.due" -> "update due";
      case "message" -> one(event, "draft").isEmpty() ? "message" : "draft";
      case "channel.create" -> "room";
      case "governance.due" -> "duty due";
      case "action.overdue" -> "overdue";
      case "trigger.attached" -> "also";
      case "trigger.cleared" -> "clear again";
      default ->
          type.startsWith("incident.")
              ? type.substring("incident.".length()).toUpperCase(java.util.Locale.ROOT)
              : type;
    };
  }

  private String story(Event event) {
    return switch (event.type()) {
      case "incident.opened" ->
          event.subject()
              + ": "
              + rounded(one(event, "summary")).replace(", violated when ", ", limit ")
              + ", since "
              + clock(one(event, "started"));
      case "incident.severity_changed" -> one(event, "from") + " becomes " + one(event, "to");
      case "incident.status_changed" -> one(event, "from") + " becomes " + one(event, "to");
      case "incident.acked", "incident.unacked", "incident.closed" -> by(event);
      case "incident.recovered" -> "everything is clear, watching whether it stays so";
      case "incident.reopened" -> "it is back: " + measured(event);
      case "incident.resolved" ->
          spoken(Duration.parse(one(event, "duration"))) + " after it began";
      case "trigger.attached", "trigger.cleared" -> measured(event);
      case "page", "notify", "escalate", "review", "ticket", "task" -> told(event);
      case "clock.met", "clock.breached", "clock.void", "clock.resumed" ->
          one(event, "timer") + ", due " + clock(one(event, "due"));
      case "phase.overrun" -> "phase " + one(event, "phase") + " took longer than planned";
      case "hold.done" -> "no relapse in " + watched(event);
      case "message" -> written(event);
      case "channel.create" -> one(event, "channel");
      case "action.overdue" -> one(event, "action");
      case "governance.due" -> one(event, "task");
      case "gate.open", "gate.skipped" -> one(event, "phase") + ": " + one(event, "items");
      case "incident.noted" ->
          one(event, "what") + " " + one(event, "name") + " " + one(event, "value");
      case "command.rejected" -> one(event, "command") + ": " + one(event, "reason");
      default -> one(event, "timer");
    };
  }

  private String told(Event event) {
    String level = one(event, "level");
    String deadline = one(event, "by");
    return many(event, "targets").stream().map(this::name).collect(Collectors.joining(", "))
        + (level.isEmpty() ? "" : " [" + level + "]")
        + (many(event, "channels").isEmpty()
            ? ""
            : " by " + String.join(", ", many(event, "channels")))
        + (deadline.isEmpty() ? "" : ", to be there by " + clock(deadline));
  }

  /** A draft is left to people, so it goes nowhere by itself. */
  private static String written(Event event) {
    String channel = one(event, "channel");
    return one(event, "template") + (channel.isEmpty() ? "" : " by " + channel);
  }

  private String name(String target) {
    return pack.targets().stream()
        .filter(known -> known.id().equals(target))
        .map(Target::name)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(target);
  }

  private String watched(Event event) {
    return pack.timer(one(event, "timer"))
        .map(timer -> spoken(timer.holdFor()))
        .orElse(one(event, "timer"));
  }

  private static String measured(Event event) {
    String value = rounded(one(event, "value"));
    String threshold = one(event, "threshold");
    return one(event, "trigger")
        + (value.isEmpty()
            ? ""
            : " (" + value + (threshold.isEmpty() ? "" : ", limit " + threshold) + ")");
  }

  /** Long fractions are cut for the eye; the ledger has them whole. */
  private static String rounded(String text) {
    return LONG_FRACTION.matcher(text).replaceAll("$1");
  }

  private static String by(Event event) {
    String reason = one(event, "reason");
    return "by " + one(event, "by") + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** {@code 1 h 5 min}, {@code 33 min}, {@code 40 s}. */
  static String spoken(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "min");
    append(text, duration.toSecondsPart(), "s");
    return text.length() == 0 ? "0 s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.length() == 0 ? "" : " ").append(amount).append(' ').append(unit);
    }
  }

  static String one(Event event, String name) {
    return String.join(", ", many(event, name));
  }

  private static List<String> many(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name))
        .map(Event.Field::values)
        .findFirst()
        .orElse(List.of());
  }
}
