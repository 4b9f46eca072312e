package io.tocsin.incident;

import io.tocsin.detect.Verdict;
import io.tocsin.message.Wording;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Condition.SignalSeen;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The course of incidents of one pack, as a function: state and input in, state and events out.
 *
 * <p>It knows no clock. Whoever performs it applies inputs in an order that is the same in every
 * replay, and fires what is due before an input with {@link #advance} first. What happens at one
 * instant: inputs before timers, verdicts before signals before commands, timers in the pack's
 * order. An event's time is when it is true (a due time, a window end, the engine time of a
 * command); order within an episode is its sequence.
 */
public final class IncidentMachine {
  /** The tenant of whoever has only one; it is left out of identities. */
  public static final String NO_TENANT = "-";

  private final String episodePrefix;
  private final Pack pack;
  private final long latenessMillis;
  private final Findings findings;
  private final Wording wording;
  private final Items items;
  private final Duties duties;

  /**
   * A machine for one pack.
   *
   * @param latenessMillis how long after its window end a verdict is known; clocks whose mark can
   *     come from metrics wait so much longer before they are judged
   */
  public IncidentMachine(Pack pack, long latenessMillis) {
    this(NO_TENANT, pack, latenessMillis);
  }

  /**
   * A machine for one pack of one tenant.
   *
   * @param tenant stands in front of the pack in the identity of episodes, unless it is {@value
   *     #NO_TENANT}
   * @param latenessMillis see the other constructor
   */
  public IncidentMachine(String tenant, Pack pack, long latenessMillis) {
    this.episodePrefix = (tenant.equals(NO_TENANT) ? "" : tenant + "/") + pack.id() + "/";
    this.pack = pack;
    this.latenessMillis = latenessMillis;
    this.findings = new Findings(pack);
    this.wording = new Wording(pack);
    this.items = new Items(pack);
    this.duties = new Duties(pack);
  }

  /**
   * Applies one input at its engine time. Timers due before must have been fired. An input that
   * came before, by its identity, changes nothing.
   */
  public Outcome on(Input input, long engineMillis, EntityState state) {
    if (input.entity().equals(Duties.ENTITY)) {
      return duties.begin(engineMillis, state);
    }
    Story story = new Story(pack, wording, items, episodePrefix, latenessMillis, state);
    // A verdict is recognised by its trigger's last window end; that holds for any number of them.
    boolean verdict = input.kind() == Input.Kind.VERDICT;
    story.touch(engineMillis);
    if (verdict || story.isNew(input.id())) {
      switch (input.kind()) {
        case VERDICT -> {
          story.readings.read(input.verdict());
          on(input.verdict(), story);
        }
        case SIGNAL -> on(input.signal(), engineMillis, story);
        case COMMAND -> new Commands(pack, story).apply(input.command(), engineMillis);
      }
      story.settle();
    }
    return story.outcome();
  }

  /** Fires every timer that is to be judged at or before an instant, in order. */
  public Outcome advance(long upToMillis, EntityState state) {
    if (state.entity().equals(Duties.ENTITY)) {
      return duties.advance(upToMillis, state);
    }
    Story story = new Story(pack, wording, items, episodePrefix, latenessMillis, state);
    story.fireThrough(upToMillis);
    if (story.isForgotten(upToMillis)) {
      EntityState none = EntityState.none(state.pack(), state.entity());
      return new Outcome(none, story.out, Times.NOT_YET);
    }
    return story.outcome();
  }

  /** The incident got its display id: its events carry it from now on. */
  public EntityState number(NumberAnswer answer, EntityState state) {
    List<Incident> incidents = new ArrayList<>();
    for (Incident incident : state.incidents()) {
      boolean meant = incident.episode().equals(answer.episode());
      incidents.add(meant ? incident.numbered(answer) : incident);
    }
    return state.withIncidents(incidents);
  }

  private void on(Verdict verdict, Story story) {
    if (verdict.trigger().startsWith(Verdict.FLAG)) {
      story.flagged(verdict);
      return;
    }
    Trigger trigger = pack.trigger(verdict.trigger()).orElse(null);
    TriggerState known = story.trigger(verdict.trigger());
    boolean old = verdict.windowEndMillis() < known.windowEndMillis();
    boolean joined = verdict.violated() && !known.keys().contains(verdict.key());
    if (trigger == null || old || verdict.violated() == known.measured() && !joined) {
      return;
    }
    List<String> keys = new ArrayList<>(known.measured() ? known.keys() : List.of());
    if (verdict.violated()) {
      keys.add(verdict.key());
    } else {
      keys.clear();
    }
    TriggerState next = known.judged(verdict.violated(), verdict.windowEndMillis(), keys);
    story.keep(next);
    Finding finding = findings.of(verdict, trigger, story.signals);
    if (verdict.violated()) {
      story.violated(finding);
    } else if (!next.isViolated()) {
      story.cleared(finding);
    }
  }

  private void on(Signal signal, long engineMillis, Story story) {
    Labels labels = Labels.parse(signal.labels());
    story.signals.values().removeIf(at -> at < engineMillis - Findings.HINT_MEMORY_MILLIS);
    story.signals.put(signal.name(), engineMillis);
    for (Trigger trigger : worstFirst()) {
      for (SignalSeen wanted : trigger.when().signals()) {
        if (wanted.names().contains(signal.name()) && wanted.matches(labels)) {
          seen(signal, trigger, wanted, engineMillis, story);
        } else if (wanted.brokenBy().equals(signal.name())) {
          broken(signal, trigger, engineMillis, story);
        }
      }
    }
  }

  private List<Trigger> worstFirst() {
    return pack.triggers().stream()
        .sorted(Comparator.comparingInt(trigger -> pack.rank(trigger.severity())))
        .toList();
  }

  private void seen(
      Signal signal, Trigger trigger, SignalSeen wanted, long engineMillis, Story story) {
    TriggerState known = story.trigger(trigger.id());
    int streak = known.streak() + 1;
    boolean violated = known.reported() || streak >= wanted.consecutive();
    story.keep(known.reportedAs(violated, streak));
    if (violated) {
      story.violated(finding(signal, trigger, engineMillis, story));
    }
  }

  private void broken(Signal signal, Trigger trigger, long engineMillis, Story story) {
    TriggerState known = story.trigger(trigger.id());
    TriggerState next = known.reportedAs(false, 0);
    story.keep(next);
    if (known.reported() && !next.isViolated()) {
      story.cleared(finding(signal, trigger, engineMillis, story));
    }
  }

  private Finding finding(Signal signal, Trigger trigger, long engineMillis, Story story) {
    List<String> values = story.readings.valuesAt(engineMillis);
    return findings.of(signal, trigger, engineMillis, story.signals, values);
  }
}
