package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A policy pack: what was promised, when a promise counts as broken, and everything that must
 * follow until it is over. Read from one YAML file by the {@code config} room; the engine executes
 * it and knows nothing else about the document it was made from.
 *
 * <p>Lists keep the order of the file. That order decides between timers due at one instant.
 *
 * @param id pack id, part of every event
 * @param title what a person calls it
 * @param version SHA-256 (first 12 hex digits) of the file's bytes
 * @param time time zone, default window, lateness
 * @param calendars business calendars by id
 * @param severities worst first; a severity means nothing outside its pack
 * @param targets people, roles and rooms
 * @param channels ways to reach them
 * @param metrics raw and derived metrics; each metric named anywhere in the pack is in here
 * @param slos objectives
 * @param triggers conditions that open an incident
 * @param timers everything that happens at a time after something else
 * @param incident identity of incidents and what they carry
 * @param lifecycle words, phases, gates and automatic steps
 * @param templates messages
 * @param governance recurring duties
 * @param kpis figures with their targets
 * @param hints runbook text attached to events
 * @param origin the document it was made from
 * @param aliases former id to present id of a trigger, timer or metric
 */
public record Pack(
    String id,
    String title,
    String version,
    TimePolicy time,
    List<BusinessCalendar> calendars,
    List<Severity> severities,
    List<Target> targets,
    List<Channel> channels,
    List<Metric> metrics,
    List<Slo> slos,
    List<Trigger> triggers,
    List<Timer> timers,
    IncidentPolicy incident,
    Lifecycle lifecycle,
    List<Template> templates,
    List<Governance> governance,
    List<Kpi> kpis,
    List<Hint> hints,
    Origin origin,
    Map<String, String> aliases)
    implements Serializable {
  public Pack {
    calendars = List.copyOf(calendars);
    severities = List.copyOf(severities);
    targets = List.copyOf(targets);
    channels = List.copyOf(channels);
    metrics = List.copyOf(metrics);
    slos = List.copyOf(slos);
    triggers = List.copyOf(triggers);
    timers = List.copyOf(timers);
    templates = List.copyOf(templates);
    governance = List.copyOf(governance);
    kpis = List.copyOf(kpis);
    hints = List.copyOf(hints);
    aliases = new TreeMap<>(aliases);
  }

  /** 0 is the worst; -1 when the pack has no such severity. */
  public int rank(String severity) {
    for (int i = 0; i < severities.size(); i++) {
      if (severities.get(i).id().equals(severity)) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Trigger> trigger(String triggerId) {
    return triggers.stream().filter(trigger -> trigger.id().equals(triggerId)).findFirst();
  }

  public Optional<Timer> timer(String timerId) {
    return timers.stream().filter(timer -> timer.id().equals(timerId)).findFirst();
  }

  public Optional<Metric> metric(String name) {
    return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  public Optional<Slo> slo(String sloId) {
    return slos.stream().filter(slo -> slo.id().equals(sloId)).findFirst();
  }

  /** The metrics a condition compares with a limit; empty when only signals or silence decide. */
  public List<Metric> compared(Condition when) {
    Stream<String> names = Stream.empty();
    if (when instanceof Condition.MetricIs is) {
      names = Stream.of(is.metric());
    } else if (when instanceof Condition.Slos) {
      names = slos.stream().map(Slo::metric);
    } else if (when instanceof Condition.All all) {
      names = all.of().stream().flatMap(part -> compared(part).stream()).map(Metric::name);
    } else if (when instanceof Condition.Any any) {
      names = any.of().stream().flatMap(part -> compared(part).stream()).map(Metric::name);
    }
    return names.distinct().flatMap(name -> metric(name).stream()).toList();
  }

  /** The calendar, or the one that never closes when the id is {@code always}. */
  public BusinessCalendar calendar(String calendarId) {
    return calendars.stream()
        .filter(calendar -> calendar.id().equals(calendarId))
        .findFirst()
        .orElse(BusinessCalendar.ALWAYS);
  }
}
