package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What becomes of an incident: it recovers, relapses, is answered, resolved and brought back. */
final class Progress {
  /** Marks at which the metrics' values are kept, for texts that say what was and what is. */
  private static final Set<String> SNAPSHOTS =
      Set.of(Marks.MITIGATED, Marks.RECOVERED, Marks.RESOLVED);

  private final Pack pack;
  private final Story story;
  private final Timers timers;
  private final Steps steps;
  private final SeverityChange severities;

  Progress(Story story, Timers timers, Steps steps) {
    this.pack = story.pack;
    this.story = story;
    this.timers = timers;
    this.steps = steps;
    severities = new SeverityChange(pack, timers);
  }

  /** Records that an incident has opened and sets going what counts from that. */
  void begin(Course course, Finding finding, String lastEpisode) {
    snapshot(course, Marks.OPENED);
    List<Field> fields = new ArrayList<>(finding.openingFields());
    if (!lastEpisode.isEmpty()) {
      fields.add(Field.text("related", lastEpisode));
    }
    fields.addAll(Records.opening(course));
    course.emit("incident.opened", finding.cause(), finding.atMillis(), fields);
    int room = 0;
    for (String name : Rooms.own(pack, course.openedMillis)) {
      List<Field> named = List.of(Field.text("channel", name));
      course.emit("channel.create", "room#" + ++room, finding.atMillis(), named);
    }
    timers.armFrom(course, Marks.STARTED, finding.startedMillis());
    timers.armFrom(course, Marks.OPENED, finding.atMillis());
    if (!pack.lifecycle().phases().isEmpty()) {
      String first = "phase:" + pack.lifecycle().phases().get(0);
      reach(course, first, finding.atMillis(), false);
    }
  }

  void holdEnded(Course course, TimerState state, Timer timer) {
    if (!timer.then().equals(Marks.RESOLVED)) {
      reach(course, timer.then(), state.dueMillis(), false);
    } else if (!pack.lifecycle().resolvesByCommand()) {
      String cause = timer.id() + "@" + state.dueMillis();
      resolve(course, cause, state.dueMillis(), List.of(Field.text("reason", timer.id())));
    }
  }

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
      if (SNAPSHOTS.contains(mark)) {
        snapshot(course, mark);
      }
      timers.reached(course, mark, atMillis, byRecovery);
      course.marked(mark, atMillis);
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
    endOutage(course, sinceMillis);
    reach(course, Marks.MITIGATED, sinceMillis, true);
    // A person's mark outlives a relapse; the watch that it had begun starts over now.
    timers.watchAgain(course, Marks.MITIGATED, sinceMillis);
    reach(course, Marks.RECOVERED, sinceMillis, true);
    timers.pause(course, sinceMillis);
    if (!timers.holds.isHeld(course) && !pack.lifecycle().resolvesByCommand()) {
      resolve(course, cause, atMillis, List.of(Field.text("reason", "recovered")));
    }
  }

  void relapse(Course course, Finding finding) {
    long recovered = course.at(Marks.RECOVERED);
    reopen(
        course,
        finding.cause(),
        Math.max(finding.atMillis(), recovered),
        pack.rank(finding.severity()) < course.rank(),
        finding.fields());
    course.downSinceMillis = Math.max(finding.startedMillis(), recovered);
  }

  /** The incident is back: what stood still goes on, those who were told hear of it. */
  void reopen(Course course, String cause, long atMillis, boolean worse, List<Field> fields) {
    Set<String> back = takenBack(course);
    course.marks.keySet().removeAll(back);
    course.downSinceMillis = atMillis;
    story.past.forget(course);
    course.timers.removeIf(state -> back.contains(pack.timers().get(state.order()).from()));
    course.status = "investigating";
    course.generation++;
    boolean wasAcked = course.marks.remove(Marks.ACKED) != null;
    course.announce("incident.reopened", cause, atMillis, fields);
    timers.resume(course, atMillis);
    story.metricFlags.forEach(flag -> flag(course, flag, atMillis));
    if (wasAcked && !worse) {
      timers.clocks.askAgain(course, Marks.ACKED, atMillis);
    }
    if (!worse) {
      steps.sendAgain(course, atMillis);
    }
  }

  /** What is not true any more, and what counted from it; a person's mark of a mitigation is. */
  private static Set<String> takenBack(Course course) {
    Set<String> back =
        new HashSet<>(Set.of(Marks.RECOVERED, Marks.STABLE, Marks.RESOLVED, Marks.CLOSED));
    if (course.at(Marks.MITIGATED) == course.at(Marks.RECOVERED)) {
      back.add(Marks.MITIGATED);
    }
    return back;
  }

  void resolve(Course course, String cause, long atMillis, List<Field> extra) {
    course.status = "resolved";
    List<Field> fields = new ArrayList<>(extra);
    Duration duration = Duration.ofMillis(atMillis - course.startedMillis);
    fields.add(Field.text("duration", duration.toString()));
    course.announce("incident.resolved", cause, atMillis, fields);
    story.triggers.replaceAll(state -> state.reportedAs(false, 0));
    timers.resolved(course, atMillis, steps, () -> markResolved(course, atMillis));
    story.over(course);
  }

  /** It was violated until then: the time counts as down. */
  static void endOutage(Course course, long atMillis) {
    if (course.downSinceMillis != Times.NOT_YET) {
      course.downMillis += Math.max(0, atMillis - course.downSinceMillis);
      course.downSinceMillis = Times.NOT_YET;
    }
  }

  private void markResolved(Course course, long atMillis) {
    endOutage(course, atMillis);
    reach(course, Marks.RESOLVED, atMillis, true);
    reach(course, Marks.MITIGATED, atMillis, true);
    reach(course, Marks.RECOVERED, atMillis, true);
  }

  void unacknowledge(Course course, String cause, long atMillis, List<Field> by) {
    course.marks.remove(Marks.ACKED);
    course.announce("incident.unacked", cause, atMillis, by);
    timers.clocks.askAgain(course, Marks.ACKED, atMillis);
  }

  /** A flag was set: what waited for it may go on. Once for each flag. */
  void flag(Course course, String flag, long atMillis) {
    if (course.flags.putIfAbsent(flag, atMillis) == null) {
      timers.armFrom(course, Marks.FLAG + flag, atMillis);
      steps.takeNextLevels(course, Marks.FLAG + flag, atMillis);
      steps.release(course, atMillis);
    }
  }

  void updatePosted(Course course, long atMillis) {
    timers.cadences.updatePosted(course, atMillis);
  }

  /** A phase was done, and the one after it in the pack's list is entered. */
  void phaseDone(Course course, String phase, long atMillis) {
    reach(course, Marks.PHASE_DONE + phase, atMillis, false);
    timers.phases.done(course, phase, atMillis);
    int index = pack.lifecycle().phases().indexOf(phase);
    if (index >= 0 && index + 1 < pack.lifecycle().phases().size()) {
      reach(course, "phase:" + pack.lifecycle().phases().get(index + 1), atMillis, false);
    }
  }

  /** Keeps the values of the metrics as they are known now. */
  void snapshot(Course course, String mark) {
    story
        .readings
        .latest()
        .forEach((metric, value) -> course.snapshots.putIfAbsent(mark + "/" + metric, value));
  }
}
