package io.tocsin.pack;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Something that happens at a time after something else: a response clock, an escalation step, an
 * update cadence, a watch after the fix, phase budgets, an obligation.
 *
 * <p>One record for all kinds: which parts a kind uses is said beside them; the others are empty,
 * null or zero.
 *
 * @param id the pack's name for it
 * @param severities severities it belongs to; empty means all
 * @param kind what it does
 * @param from mark it counts from: {@code started}, {@code opened}, {@code acked}, …, {@code
 *     flag:<a|b>}, {@code step:<id>}, {@code phase:<p>}
 * @param calendar calendar its time runs on; {@code always} by default
 * @param until mark that stops it (clock, cadence)
 * @param limit how long a clock may take; a calendar-month limit is in {@code limitMonths}
 * @param limitMonths calendar months, 0 when the limit is a duration
 * @param nextBusinessDayEnd whether the limit is the end of the next business day
 * @param strict whether the limit itself is already too late
 * @param at delay of a step
 * @param nextBusinessDay whether a step waits for the start of the next business day
 * @param by deadline of a step, told to the reader; null when there is none
 * @param unless mark that guards a step: {@code recovered}, {@code resolved}, {@code acked}, or
 *     empty when nothing stops it
 * @param onlyIf what a step waits for: a flag, or {@code trigger:<id>}; empty when nothing
 * @param needs steps that must have fired before
 * @param action what a step does
 * @param to targets of a step
 * @param via channels of a step
 * @param level escalation level, or empty
 * @param every interval of a cadence; null when its parameter is not set
 * @param everyBySeverity interval per severity where a parameter map gives one, as {@code
 *     severity=ISO-8601}; empty when {@code every} counts for all
 * @param holdFor length of a hold
 * @param holdMin after so much of a hold a person may call it stable; null when not said
 * @param sample distance between the samples of a hold; null when not said
 * @param then what the end of a hold sets: {@code resolved} or {@code stable}
 * @param budgets phases, each with its budget after the previous one's end
 * @param ends whether the budgets are offsets from the anchor instead
 * @param advisory reported, not counted in KPIs
 * @param template id of the template it renders, or empty
 */
public record Timer(
    String id,
    List<String> severities,
    Kind kind,
    String from,
    String calendar,
    String until,
    Duration limit,
    int limitMonths,
    boolean nextBusinessDayEnd,
    boolean strict,
    Duration at,
    boolean nextBusinessDay,
    Duration by,
    String unless,
    String onlyIf,
    List<String> needs,
    Action action,
    List<String> to,
    List<String> via,
    String level,
    Duration every,
    List<String> everyBySeverity,
    Duration holdFor,
    Duration holdMin,
    Duration sample,
    String then,
    List<Budget> budgets,
    boolean ends,
    boolean advisory,
    String template)
    implements Serializable {
  public Timer {
    severities = List.copyOf(severities);
    needs = List.copyOf(needs);
    to = List.copyOf(to);
    via = List.copyOf(via);
    everyBySeverity = List.copyOf(everyBySeverity);
    budgets = List.copyOf(budgets);
  }

  /** What a timer does. */
  public enum Kind {
    CLOCK,
    STEP,
    CADENCE,
    HOLD,
    PHASES,
    TASK
  }

  /** What a step does. */
  public enum Action {
    NONE,
    PAGE,
    NOTIFY,
    ESCALATE,
    REVIEW,
    TICKET,
    TASK;

    /** As it is written in events. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A phase and how long it may take. */
  public record Budget(String phase, Duration duration) implements Serializable {}

  public boolean appliesTo(String severity) {
    return severities.isEmpty() || severities.contains(severity);
  }

  /** A cadence's interval for a severity; null when it has none there. */
  public Duration everyFor(String severity) {
    for (String entry : everyBySeverity) {
      if (entry.startsWith(severity + "=")) {
        return Duration.parse(entry.substring(severity.length() + 1));
      }
    }
    return everyBySeverity.isEmpty() ? every : null;
  }
}
