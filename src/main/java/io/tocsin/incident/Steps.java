package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.TimerState.State;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;

/** The steps of an incident: who is told, when, and who is not told twice. */
final class Steps {
  private static final String TRIGGER = "trigger:";
  private static final String FLAG = "flag:";

  private final Pack pack;
  private final Timers timers;

  Steps(Pack pack, Timers timers) {
    this.pack = pack;
    this.timers = timers;
  }

  /** A step's time has come: it fires, waits for what it needs, or is dropped by its guard. */
  void due(Course course, TimerState state, Timer timer) {
    if (isStopped(course, timer)) {
      Timers.replace(course, state, state.ended());
    } else if (mayFire(course, timer)) {
      fire(course, state, timer, state.dueMillis(), state.dueMillis());
    } else {
      Timers.replace(course, state, state.waiting());
    }
  }

  private static boolean isStopped(Course course, Timer timer) {
    return !timer.unless().isEmpty() && course.has(timer.unless());
  }

  /** Whether its flag or trigger is there and the steps it needs have fired. */
  boolean mayFire(Course course, Timer timer) {
    return isGiven(course, timer.onlyIf())
        && timer.needs().stream().allMatch(step -> course.has(Marks.STEP + step));
  }

  private static boolean isGiven(Course course, String onlyIf) {
    if (onlyIf.isEmpty()) {
      return true;
    }
    if (onlyIf.startsWith(TRIGGER)) {
      return course.triggers.contains(onlyIf.substring(TRIGGER.length()));
    }
    String flags = onlyIf.startsWith(FLAG) ? onlyIf.substring(FLAG.length()) : onlyIf;
    return List.of(flags.split("\\|")).stream().anyMatch(course.flags::containsKey);
  }

  /**
   * Lets go what waited for a flag, a trigger or another step that has come, unless its guard has
   * come as well.
   */
  void release(Course course, long atMillis) {
    boolean again = true;
    while (again) {
      again = false;
      for (TimerState state : List.copyOf(course.timers)) {
        Timer timer = pack.timers().get(state.order());
        if (state.is(State.WAITING) && course.timers.contains(state) && mayFire(course, timer)) {
          long at = Math.max(atMillis, state.dueMillis());
          if (isStopped(course, timer)) {
            Timers.replace(course, state, state.ended());
          } else {
            fire(course, state, timer, at, at);
          }
          again = true;
        }
      }
    }
  }

  /**
   * A flag asks for the next level at once: the next step with a level that has not fired yet tells
   * its targets now, and is over by that. Once for each flag, be it set again.
   */
  void takeNextLevels(Course course, String flag, long atMillis) {
    for (Timer timer : pack.timers()) {
      boolean stopped = !timer.unless().isEmpty() && course.has(timer.unless());
      String taken = Marks.NEXT_LEVEL + timer.id() + "/" + flag;
      if (Timers.takesNextLevel(timer)
          && !course.has(taken)
          && timer.appliesTo(course.severity)
          && Timers.countsFrom(timer, flag)
          && !stopped
          && mayFire(course, timer)) {
        TimerState next = nextLevel(course, atMillis);
        if (next != null) {
          course.marks.put(taken, atMillis);
          takeLevel(course, timer, next, atMillis);
        }
      }
    }
  }

  private TimerState nextLevel(Course course, long atMillis) {
    TimerState next = null;
    for (TimerState state : course.timers) {
      Timer timer = pack.timers().get(state.order());
      boolean waits = !state.is(State.ENDED) && state.dueMillis() > atMillis;
      if (waits
          && isStep(state)
          && !timer.level().isEmpty()
          && Timers.countsFrom(timer, Marks.OPENED)
          && (next == null || state.dueMillis() < next.dueMillis())) {
        next = state;
      }
    }
    return next;
  }

  private void takeLevel(Course course, Timer asked, TimerState taken, long atMillis) {
    Timer level = pack.timers().get(taken.order());
    Timers.replace(course, taken, taken.ended());
    String action = asked.action().text();
    List<String> targets = new ArrayList<>(taken.targets());
    targets.removeIf(target -> isTold(course, level, target, action, atMillis));
    if (!targets.isEmpty()) {
      List<String> via = asked.via().isEmpty() ? level.via() : asked.via();
      emit(course, Fired.of(asked, level.level(), via, null), action, targets, atMillis);
    }
    reached(course, level, atMillis);
  }

  private void reached(Course course, Timer timer, long atMillis) {
    String mark = Marks.STEP + timer.id();
    course.marks.putIfAbsent(mark, atMillis);
    timers.armFrom(course, mark, atMillis);
  }

  /** An unconditional step whose incident resolves is told now. Whether it was. */
  boolean lastChance(Course course, TimerState state, Timer timer, long atMillis) {
    boolean fires = timer.unless().isEmpty() && mayFire(course, timer);
    if (fires) {
      fire(course, state, timer, Math.min(atMillis, state.dueMillis()), atMillis);
    }
    return fires;
  }

  /**
   * Stops the steps of a resolved incident; should somebody reopen it, they go on with the time
   * that was left. Before that, those that waited for another one that was told only now are told
   * too, whatever their order in the pack.
   */
  void stopAll(Course course, List<TimerState> before, long atMillis) {
    List<TimerState> left = new ArrayList<>(before);
    left.removeIf(state -> !isStep(state) || state.is(State.ENDED));
    boolean again = true;
    while (again) {
      left.removeIf(state -> !course.timers.contains(state));
      again = false;
      for (TimerState state : left) {
        Timer timer = pack.timers().get(state.order());
        again |= course.timers.contains(state) && lastChance(course, state, timer, atMillis);
      }
    }
    left.forEach(state -> timers.stand(course, state, atMillis));
  }

  private boolean isStep(TimerState state) {
    Timer.Kind kind = pack.timers().get(state.order()).kind();
    return kind == Timer.Kind.STEP || kind == Timer.Kind.TASK;
  }

  /**
   * Tells the targets that were not told so before.
   *
   * @param dueMillis what counts as the step's time when two steps meet
   * @param atMillis time of the event; earlier than due when the incident resolves first
   */
  void fire(Course course, TimerState state, Timer timer, long dueMillis, long atMillis) {
    Timers.replace(course, state, state.ended());
    String action = timer.kind() == Timer.Kind.TASK ? "task" : timer.action().text();
    List<String> targets = new ArrayList<>();
    for (String target : state.targets()) {
      if (!isTold(course, timer, target, action, atMillis)) {
        targets.add(target);
      }
    }
    if (!targets.isEmpty() || state.targets().isEmpty()) {
      Long by =
          timer.by() == null
              ? null
              : (Long) timers.dues.calendar(timer).plus(state.anchorMillis(), timer.by());
      Fired fired = Fired.of(timer, timer.level(), timer.via(), by);
      emit(course, fired, action, targets, atMillis);
    }
    reached(course, timer, dueMillis);
  }

  /** What a step says of itself when it fires. */
  private record Fired(String timer, String level, List<String> via, Long byMillis) {
    static Fired of(Timer timer, String level, List<String> via, Long byMillis) {
      return new Fired(timer.id(), level, via, byMillis);
    }
  }

  private static boolean isTold(
      Course course, Timer timer, String target, String action, long atMillis) {
    return course.told.stream()
        .filter(told -> told.target().equals(target) && told.action().equals(action))
        .anyMatch(told -> told.atMillis() == atMillis || !Timers.isOffsetZero(timer));
  }

  private void emit(
      Course course, Fired fired, String action, List<String> targets, long atMillis) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("timer", fired.timer()));
    if (!fired.level().isEmpty()) {
      fields.add(Field.text("level", fired.level()));
    }
    if (!targets.isEmpty()) {
      fields.add(Field.list("targets", targets));
    }
    if (!fired.via().isEmpty()) {
      fields.add(Field.list("channels", fired.via()));
    }
    if (fired.byMillis() != null) {
      fields.add(Field.text("by", Times.text(fired.byMillis())));
    }
    remember(course, targets, action, fired.via(), atMillis);
    course.emit(
        action,
        course.cause(action, fired.timer()),
        atMillis,
        fields,
        course.deliveries(targets, fired.via()));
  }

  private static void remember(
      Course course, List<String> targets, String action, List<String> via, long atMillis) {
    for (String target : targets) {
      course.told.removeIf(
          told ->
              told.target().equals(target)
                  && told.action().equals(action)
                  && via.containsAll(told.channels()));
      course.told.add(new Told(target, action, via, atMillis));
    }
  }

  /**
   * The offset-0 steps are sent again at a relapse, to targets that were not woken so shortly
   * before.
   */
  void sendAgain(Course course, long relapseMillis) {
    long renotifyMillis = pack.incident().renotifyAfter().toMillis();
    for (int order = 0; order < pack.timers().size(); order++) {
      Timer timer = pack.timers().get(order);
      if (!Timers.isOffsetZero(timer)
          || !Timers.countsFrom(timer, Marks.OPENED)
          || !timer.appliesTo(course.severity)) {
        continue;
      }
      List<String> targets = new ArrayList<>();
      for (String target : timer.to()) {
        if (lastTold(course, timer, target) + renotifyMillis <= relapseMillis) {
          targets.add(target);
        }
      }
      boolean pending =
          course.timers.stream().anyMatch(s -> s.timer().equals(timer.id()) && !s.is(State.ENDED));
      if (!pending && !targets.isEmpty()) {
        course.timers.removeIf(s -> s.timer().equals(timer.id()));
        long due = timers.dues.stepDue(timer, relapseMillis);
        course.start(TimerState.armed(timer.id(), order, 0, relapseMillis, due).to(targets));
      }
    }
  }

  /** When this step's action last went to a target; long ago when it never did. */
  private static long lastTold(Course course, Timer timer, String target) {
    long last = Long.MIN_VALUE / 2;
    for (Told told : course.told) {
      if (told.target().equals(target) && told.action().equals(timer.action().text())) {
        last = Math.max(last, told.atMillis());
      }
    }
    return last;
  }
}
