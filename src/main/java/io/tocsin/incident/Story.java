package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
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
  private final List<Course> courses = new ArrayList<>();
  private final List<String> seen;
  private final Timers timers;
  private final Steps steps;
  private final SeverityChange severities;
  private final String episodePrefix;
  private String lastEpisode;
  private long touchedMillis;

  Story(Pack pack, String episodePrefix, long latenessMillis, EntityState state) {
    this.pack = pack;
    this.episodePrefix = episodePrefix;
    entity = state.entity();
    triggers = new ArrayList<>(state.triggers());
    signals = new TreeMap<>(state.signals());
    seen = new ArrayList<>(state.seen());
    lastEpisode = state.lastEpisode();
    touchedMillis = state.touchedMillis();
    timers = new Timers(pack, latenessMillis);
    steps = new Steps(pack, timers);
    severities = new SeverityChange(pack, timers);
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
            pack.id(), entity, triggers, incidents, signals, seen, lastEpisode, touchedMillis);
    return new Outcome(next, out, wakeAt());
  }

  private long wakeAt() {
    long wake = Long.MAX_VALUE;
    for (Course course : courses) {
      TimerState first = timers.first(course);
      if (first != null) {
        wake = Math.min(wake, timers.judgedAt(first));
      }
    }
    if (isAtRest()) {
      wake = touchedMillis + EntityState.MEMORY_MILLIS;
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

  /** Fires every timer that is to be judged at or before an instant, in that order. */
  void fireThrough(long millis) {
    while (true) {
      Course course = null;
      for (Course candidate : courses) {
        TimerState first = timers.first(candidate);
        if (first != null
            && timers.judgedAt(first) <= millis
            && (course == null || timers.judgedAt(first) < timers.judgedAt(timers.first(course)))) {
          course = candidate;
        }
      }
      if (course == null) {
        return;
      }
      fire(course, timers.first(course));
    }
  }

  /** Whether an entity at rest was silent for so long that it may be forgotten. */
  boolean isForgotten(long millis) {
    return isAtRest() && touchedMillis + EntityState.MEMORY_MILLIS <= millis;
  }

  private boolean isAtRest() {
    return touchedMillis != Times.NOT_YET && courses.stream().allMatch(this::isFinished);
  }

  private boolean isFinished(Course course) {
    return course.isResolved() && timers.first(course) == null;
  }

  private void fire(Course course, TimerState state) {
    Timer timer = pack.timers().get(state.order());
    switch (timer.kind()) {
      case CLOCK -> timers.clocks.breach(course, state, timer);
      case STEP, TASK -> {
        steps.due(course, state, timer);
        steps.release(course, state.dueMillis());
      }
      case CADENCE -> timers.cadences.due(course, state, timer);
      case PHASES -> timers.phases.overrun(course, state, timer);
      case HOLD -> {
        if (timers.holds.due(course, state, timer)) {
          holdEnded(course, state, timer);
        }
      }
    }
  }

  private void holdEnded(Course course, TimerState state, Timer timer) {
    if (timer.then().equals(Marks.RESOLVED) && !pack.lifecycle().resolvesByCommand()) {
      String cause = timer.id() + "@" + state.dueMillis();
      resolve(course, cause, state.dueMillis(), List.of(Field.text("reason", timer.id())));
    } else {
      reach(course, timer.then(), state.dueMillis(), false);
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
      relapse(course, finding);
      joins = !course.triggers.contains(finding.trigger());
    }
    if (!course.triggers.contains(finding.trigger())) {
      course.triggers.add(finding.trigger());
    }
    if (joins) {
      course.emit("trigger.attached", finding.cause(), finding.atMillis(), finding.fields());
    }
    if (pack.rank(finding.severity()) < course.rank()) {
      changeSeverity(course, finding.severity(), finding.cause(), finding.atMillis(), List.of());
    }
    steps.release(course, finding.atMillis());
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
      recover(course, finding.cause(), finding.atMillis(), finding.atMillis(), List.of());
    }
  }

  void open(Finding finding) {
    String episode = episodePrefix + keyOf(entity) + "/" + finding.atMillis();
    while (episode.equals(lastEpisode)) {
      // Resolved and opened again within one millisecond.
      episode += "+";
    }
    Incident blank =
        new Incident(
            episode,
            "",
            finding.severity(),
            "investigating",
            finding.startedMillis(),
            finding.atMillis(),
            finding.summary(),
            finding.drill(),
            finding.trigger().isEmpty() ? List.of() : List.of(finding.trigger()),
            Map.of(Marks.STARTED, finding.startedMillis(), Marks.OPENED, finding.atMillis()),
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            0,
            1);
    Course course = new Course(pack, entity, blank, out);
    courses.add(course);
    List<Field> fields = new ArrayList<>(finding.openingFields());
    if (!lastEpisode.isEmpty()) {
      fields.add(Field.text("related", lastEpisode));
    }
    course.emit("incident.opened", finding.cause(), finding.atMillis(), fields);
    timers.armFrom(course, Marks.STARTED, finding.startedMillis());
    timers.armFrom(course, Marks.OPENED, finding.atMillis());
    if (!pack.lifecycle().phases().isEmpty()) {
      reach(course, "phase:" + pack.lifecycle().phases().get(0), finding.atMillis(), false);
    }
  }

  private static String keyOf(String entity) {
    return Labels.parse(entity).key();
  }

  // ---- what becomes of it ---------------------------------------------------------------------

  void changeSeverity(Course course, String to, String cause, long atMillis, List<Field> extra) {
    boolean wasHeld = timers.holds.isHeld(course);
    severities.change(course, to, cause, atMillis, extra);
    if (course.isRecovered()) {
      timers.pause(course, atMillis);
      boolean letGo = wasHeld && !timers.holds.isHeld(course);
      if (letGo && !pack.lifecycle().resolvesByCommand()) {
        resolve(course, cause, atMillis, List.of(Field.text("reason", "recovered")));
      }
    }
  }

  void reach(Course course, String mark, long atMillis, boolean byRecovery) {
    if (course.marks.putIfAbsent(mark, atMillis) == null) {
      timers.reached(course, mark, atMillis, byRecovery);
    }
  }

  /**
   * The metrics are good again, or a person says so.
   *
   * @param atMillis time of the event
   * @param sinceMillis since when it is so: what clocks are judged by
   */
  void recover(Course course, String cause, long atMillis, long sinceMillis, List<Field> extra) {
    course.status = "monitoring";
    course.announce("incident.recovered", cause, atMillis, extra);
    timers.pause(course, sinceMillis);
    reach(course, Marks.MITIGATED, sinceMillis, true);
    reach(course, Marks.RECOVERED, sinceMillis, true);
    if (!timers.holds.isHeld(course) && !pack.lifecycle().resolvesByCommand()) {
      resolve(course, cause, atMillis, List.of(Field.text("reason", "recovered")));
    }
  }

  private void relapse(Course course, Finding finding) {
    reopen(
        course,
        finding.cause(),
        Math.max(finding.atMillis(), course.at(Marks.RECOVERED)),
        pack.rank(finding.severity()) < course.rank(),
        finding.fields());
  }

  /** The incident is back: what stood still goes on, those who were told hear of it. */
  void reopen(Course course, String cause, long atMillis, boolean worse, List<Field> fields) {
    if (course.at(Marks.MITIGATED) == course.at(Marks.RECOVERED)) {
      course.marks.remove(Marks.MITIGATED);
    }
    course.marks.remove(Marks.RECOVERED);
    course.marks.remove(Marks.STABLE);
    course.timers.removeIf(
        state -> {
          String from = pack.timers().get(state.order()).from();
          return from.equals(Marks.RECOVERED) || from.equals(Marks.STABLE);
        });
    course.status = "investigating";
    course.generation++;
    boolean wasAcked = course.marks.remove(Marks.ACKED) != null;
    course.announce("incident.reopened", cause, atMillis, fields);
    timers.resume(course, atMillis);
    if (wasAcked && !worse) {
      timers.clocks.askAgain(course, Marks.ACKED, atMillis);
    }
    if (!worse) {
      steps.sendAgain(course, atMillis);
    }
  }

  void resolve(Course course, String cause, long atMillis, List<Field> extra) {
    course.status = "resolved";
    List<Field> fields = new ArrayList<>(extra);
    Duration duration = Duration.ofMillis(atMillis - course.startedMillis);
    fields.add(Field.text("duration", duration.toString()));
    course.announce("incident.resolved", cause, atMillis, fields);
    triggers.replaceAll(state -> state.reportedAs(false, 0));
    timers.resolved(course, atMillis, steps, () -> markResolved(course, atMillis));
    lastEpisode = course.episode;
  }

  private void markResolved(Course course, long atMillis) {
    reach(course, Marks.RESOLVED, atMillis, true);
    reach(course, Marks.MITIGATED, atMillis, true);
    reach(course, Marks.RECOVERED, atMillis, true);
  }

  void acknowledge(Course course, String cause, long atMillis, long saidMillis, List<Field> by) {
    course.announce("incident.acked", cause, atMillis, by);
    reach(course, Marks.ACKED, saidMillis, false);
  }

  void unacknowledge(Course course, String cause, long atMillis, List<Field> by) {
    course.marks.remove(Marks.ACKED);
    course.announce("incident.unacked", cause, atMillis, by);
    timers.clocks.askAgain(course, Marks.ACKED, atMillis);
  }

  void flag(Course course, String flag, long atMillis) {
    if (course.flags.putIfAbsent(flag, atMillis) == null) {
      timers.armFrom(course, "flag:" + flag, atMillis);
      steps.release(course, atMillis);
    }
  }

  void updatePosted(Course course, long atMillis) {
    timers.cadences.updatePosted(course, atMillis);
  }

  /** A phase was done, and the one after it in the pack's list is entered. */
  boolean phaseDone(Course course, String phase, long atMillis) {
    boolean known = timers.phases.done(course, phase, atMillis);
    int index = pack.lifecycle().phases().indexOf(phase);
    if (index >= 0 && index + 1 < pack.lifecycle().phases().size()) {
      reach(course, "phase:" + pack.lifecycle().phases().get(index + 1), atMillis, false);
    }
    return known || index >= 0;
  }
}
