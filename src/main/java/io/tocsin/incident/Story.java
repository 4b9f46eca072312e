package io.tocsin.incident;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Event.Field;
import io.tocsin.message.Wording;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entity while one input or one stretch of time works on it: what opens, joins, recovers,
 * relapses and resolves. Lives for one call.
 */
final class Story {
  final Pack pack;
  final String entity;
  final List<Event> out = new ArrayList<>();
  final List<TriggerState> triggers;
  final Map<String, Long> signals;
  final List<String> metricFlags;
  final Items items;
  final Readings readings;
  final Past past;
  final Timers timers;
  final Actions actions;
  final Progress progress;
  private final List<Course> courses = new ArrayList<>();
  private final List<String> seen;
  private final Steps steps;
  private final Ticks ticks;
  private final Messages messages;
  private final String episodePrefix;
  private String lastEpisode;
  private long touchedMillis;

  Story(
      Pack pack,
      Wording wording,
      Items items,
      String episodePrefix,
      long latenessMillis,
      EntityState state) {
    this.pack = pack;
    this.items = items;
    this.episodePrefix = episodePrefix;
    entity = state.entity();
    triggers = new ArrayList<>(state.triggers());
    signals = new TreeMap<>(state.signals());
    seen = new ArrayList<>(state.seen());
    lastEpisode = state.lastEpisode();
    touchedMillis = state.touchedMillis();
    readings = new Readings(pack, state);
    metricFlags = new ArrayList<>(state.metricFlags());
    past = new Past(state.past());
    timers = new Timers(pack, latenessMillis);
    steps = new Steps(pack, timers);
    progress = new Progress(this, timers, steps);
    ticks = new Ticks(pack, items, progress);
    actions = new Actions(pack, timers, progress);
    messages = new Messages(this, wording);
    state.incidents().forEach(one -> courses.add(new Course(pack, entity, one, out)));
  }

  /**
   * The state to keep. A resolved incident is kept while something is still to happen to it, the
   * last one for as long as the entity is remembered, so that it can be closed and reopened.
   */
  Outcome outcome() {
    courses.removeIf(course -> isFinished(course) && course != latest());
    List<Incident> incidents = courses.stream().map(Course::put).toList();
    EntityState next =
        new EntityState(
            pack.id(),
            entity,
            triggers,
            incidents,
            signals,
            seen,
            lastEpisode,
            touchedMillis,
            readings.latest(),
            readings.atMillis(),
            metricFlags,
            past.incidents());
    return new Outcome(next, out, wakeAt());
  }

  private long wakeAt() {
    long wake = Long.MAX_VALUE;
    for (Course course : courses) {
      wake = Math.min(wake, nextAt(course));
    }
    if (isAtRest()) {
      wake = touchedMillis + memoryMillis();
    }
    return wake == Long.MAX_VALUE ? Times.NOT_YET : wake;
  }

  /** Something concerned the entity. */
  void touch(long engineMillis) {
    touchedMillis = Math.max(touchedMillis, engineMillis);
  }

  /** Remembers an input. False when it came before. */
  boolean isNew(String inputId) {
    if (seen.contains(inputId)) {
      return false;
    }
    seen.add(inputId);
    if (seen.size() > EntityState.SEEN) {
      seen.remove(0);
    }
    return true;
  }

  /** The incident that is not resolved, or null. */
  Course open() {
    Course last = latest();
    return last == null || last.isResolved() ? null : last;
  }

  /** The open incident, else the last resolved one that still waits for something, or null. */
  Course latest() {
    return courses.isEmpty() ? null : courses.get(courses.size() - 1);
  }

  // ---- time -----------------------------------------------------------------------------------

  /** Fires everything that is to be judged at or before an instant, in that order. */
  void fireThrough(long millis) {
    while (true) {
      Course course = null;
      for (Course candidate : courses) {
        long at = nextAt(candidate);
        if (at <= millis && (course == null || at < nextAt(course))) {
          course = candidate;
        }
      }
      if (course == null) {
        return;
      }
      fireNext(course);
      settle(course);
    }
  }

  /** When something is next to happen to an incident by itself; far away when nothing is. */
  private long nextAt(Course course) {
    TimerState first = timers.first(course);
    return Math.min(
        first == null ? Long.MAX_VALUE : timers.judgedAt(first), actions.overdueAt(course));
  }

  private void fireNext(Course course) {
    TimerState first = timers.first(course);
    if (first != null && timers.judgedAt(first) <= actions.overdueAt(course)) {
      fire(course, first);
    } else {
      actions.tellOverdue(course);
    }
  }

  /** What follows by itself from what has just happened, until nothing follows any more. */
  void settle() {
    courses.forEach(this::settle);
  }

  private void settle(Course course) {
    do {
      ticks.settle(course);
    } while (messages.speak(course));
  }

  /** Whether an entity at rest was silent for so long that it may be forgotten. */
  boolean isForgotten(long millis) {
    return isAtRest() && touchedMillis + memoryMillis() <= millis;
  }

  private long memoryMillis() {
    return past.incidents().isEmpty() ? EntityState.MEMORY_MILLIS : EntityState.PAST_MILLIS;
  }

  private boolean isAtRest() {
    return touchedMillis != Times.NOT_YET && courses.stream().allMatch(this::isFinished);
  }

  private boolean isFinished(Course course) {
    return course.isResolved() && nextAt(course) == Long.MAX_VALUE;
  }

  private void fire(Course course, TimerState state) {
    Timer timer = pack.timers().get(state.order());
    switch (timer.kind()) {
      case CLOCK -> timers.clocks.breach(course, state, timer);
      case STEP, TASK -> {
        steps.due(course, state, timer);
        steps.release(course, state.dueMillis());
      }
      case CADENCE -> timers.cadences.due(course, state, timer, messages);
      case PHASES -> timers.phases.overrun(course, state, timer);
      case HOLD -> {
        if (timers.holds.due(course, state, timer)) {
          progress.holdEnded(course, state, timer);
        }
      }
    }
  }

  // ---- what is wrong --------------------------------------------------------------------------

  TriggerState trigger(String id) {
    return triggers.stream()
        .filter(state -> state.trigger().equals(id))
        .findFirst()
        .orElse(new TriggerState(id, false, false, Times.NOT_YET, List.of(), 0));
  }

  void keep(TriggerState state) {
    triggers.removeIf(other -> other.trigger().equals(state.trigger()));
    triggers.add(state);
  }

  /** A trigger is violated: it opens an incident, joins the open one, or brings it back. */
  void violated(Finding finding) {
    Course course = open();
    if (course == null) {
      open(finding);
      return;
    }
    boolean joins = true;
    if (course.isRecovered()) {
      progress.relapse(course, finding);
      joins = !course.triggers.contains(finding.trigger());
    }
    if (!course.triggers.contains(finding.trigger())) {
      course.triggers.add(finding.trigger());
    }
    if (joins) {
      course.emit("trigger.attached", finding.cause(), finding.atMillis(), finding.fields());
    }
    Reports.keepBroken(this, course);
    if (pack.rank(finding.severity()) < course.rank()) {
      progress.changeSeverity(
          course, finding.severity(), finding.cause(), finding.atMillis(), List.of());
    }
    steps.release(course, finding.atMillis());
  }

  /** A person says that a trigger belongs to the incident; its own state stays what it is. */
  void join(Telling telling, Trigger trigger) {
    Course course = telling.course();
    List<Field> fields = new ArrayList<>(List.of(Field.text("trigger", trigger.id())));
    fields.addAll(telling.byAndReason());
    String cause = telling.command().id();
    course.triggers.add(trigger.id());
    course.emit("trigger.attached", cause, telling.atMillis(), fields);
    if (pack.rank(trigger.severity()) < course.rank()) {
      progress.changeSeverity(course, trigger.severity(), cause, telling.atMillis(), telling.by());
    }
    steps.release(course, telling.atMillis());
  }

  /** A trigger is clear. When it was the last of the incident's, the incident has recovered. */
  void cleared(Finding finding) {
    Course course = open();
    if (course == null || !course.triggers.contains(finding.trigger())) {
      return;
    }
    course.emit("trigger.cleared", finding.cause(), finding.atMillis(), finding.fields());
    boolean allClear = course.triggers.stream().noneMatch(id -> trigger(id).isViolated());
    if (allClear && !course.isRecovered() && pack.lifecycle().recoversByItself()) {
      Progress.endOutage(course, finding.startedMillis());
      // What was valid before the opening became known only after it.
      long at = Math.max(finding.atMillis(), course.openedMillis);
      progress.recover(course, finding.cause(), at, at, List.of());
    }
  }

  void open(Finding finding) {
    String episode = episodePrefix + keyOf(entity) + "/" + finding.atMillis();
    while (episode.equals(lastEpisode)) {
      // Resolved and opened again within one millisecond.
      episode += "+";
    }
    Course course = new Course(pack, entity, Incident.opened(episode, finding), out);
    courses.add(course);
    progress.begin(course, finding, lastEpisode);
    metricFlags.forEach(flag -> progress.flag(course, flag, finding.atMillis()));
    settle(course);
  }

  /**
   * A metric sets a flag, or sets it no more. An incident that has it keeps it: what it let go has
   * been told.
   */
  void flagged(Verdict verdict) {
    TriggerState known = trigger(verdict.trigger());
    if (verdict.windowEndMillis() < known.windowEndMillis()) {
      return;
    }
    keep(known.judged(verdict.violated(), verdict.windowEndMillis(), List.of()));
    String flag = verdict.trigger().substring(Verdict.FLAG.length());
    metricFlags.remove(flag);
    if (verdict.violated()) {
      metricFlags.add(flag);
      Course course = open();
      if (course != null) {
        progress.flag(course, flag, verdict.windowEndMillis());
      }
    }
  }

  /** The incident with this display id, else the latest, or null. */
  Course named(String displayId) {
    return courses.stream()
        .filter(course -> !displayId.isEmpty() && course.displayId.equals(displayId))
        .findFirst()
        .orElse(latest());
  }

  /** An incident is over: the next one will know of it. */
  void over(Course course) {
    lastEpisode = course.episode;
    past.add(course);
  }

  private static String keyOf(String entity) {
    return Labels.parse(entity).key();
  }
}
