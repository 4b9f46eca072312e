package io.tocsin.incident;

import java.util.List;
import java.util.stream.Stream;

/** The types of events that a ledger may hold, without the {@code io.tocsin.} prefix. */
public final class EventTypes {
  /** What is told of an incident, and so may be said in a message. */
  public static final List<String> OF_INCIDENTS =
      List.of(
          "incident.opened",
          "incident.severity_changed",
          "incident.status_changed",
          "incident.acked",
          "incident.unacked",
          "incident.recovered",
          "incident.reopened",
          "incident.resolved",
          "incident.closed",
          "incident.noted",
          "trigger.attached",
          "trigger.cleared",
          "page",
          "notify",
          "escalate",
          "review",
          "ticket",
          "task",
          "clock.met",
          "clock.breached",
          "clock.resumed",
          "clock.void",
          "phase.overrun",
          "hold.min",
          "hold.done",
          "gate.open",
          "gate.skipped",
          "update.due",
          "message",
          "channel.create",
          "action.overdue",
          "command.rejected");

  /** What is told of no incident, those of parts that are still to come too. */
  private static final List<String> OF_NONE =
      List.of(
          "governance.due",
          "pack.applied",
          "pack.refused",
          "telemetry.lost",
          "limit.exceeded",
          "pager.failed");

  /** All of them. */
  public static final List<String> ALL =
      Stream.concat(OF_INCIDENTS.stream(), OF_NONE.stream()).toList();

  private EventTypes() {}

  /** Whether a pattern is a type, or with {@code *} at its end the beginning of one. */
  public static boolean isPattern(String pattern) {
    return pattern.endsWith("*")
        ? ALL.stream().anyMatch(type -> type.startsWith(pattern.substring(0, pattern.length() - 1)))
        : ALL.contains(pattern);
  }
}
