package io.tocsin.incident.reference;

import io.tocsin.incident.reference.Fact.What;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One incident as the list of its facts. Whatever one wants to know is read from the list. */
final class Chronicle {
  final Pack pack;
  final SlowTime time;
  final String episode;
  final long startedMillis;
  final long openedMillis;
  final boolean drill;
  final List<Fact> facts = new ArrayList<>();

  /** Answers found before: how it stood, and each timer's life, after so many facts. */
  private final List<View> views = new ArrayList<>();

  private final List<Life[]> lives = new ArrayList<>();

  private final long latenessMillis;

  Chronicle(
      Pack pack,
      long latenessMillis,
      String episode,
      long startedMillis,
      long openedMillis,
      boolean drill) {
    this.pack = pack;
    this.latenessMillis = latenessMillis;
    this.time = new SlowTime(pack);
    this.episode = episode;
    this.startedMillis = startedMillis;
    this.openedMillis = openedMillis;
    this.drill = drill;
  }

  void add(Fact fact) {
    facts.add(fact);
    views.add(last() > 0 && !View.isChangedBy(fact) ? views.get(last() - 1) : View.after(facts));
    lives.add(new Life[pack.timers().size()]);
  }

  int last() {
    return facts.size() - 1;
  }

  View view() {
    return views.get(last());
  }

  /** How it stood once this fact had happened. */
  View view(int fact) {
    return views.get(fact);
  }

  /** A timer's life up to and with this fact; none before the first. */
  Life life(int timer, int fact) {
    Life[] known = lives.get(fact);
    if (known[timer] == null) {
      known[timer] = Life.read(this, timer, fact);
    }
    return known[timer];
  }

  Life life(int timer) {
    return life(timer, last());
  }

  /** How long after its due time a timer is judged: what metrics decide is known so much later. */
  long waits(Timer timer) {
    boolean metrics =
        timer.kind() == Timer.Kind.HOLD
            || timer.kind() == Timer.Kind.CLOCK
                && List.of("recovered", "mitigated", "resolved").contains(timer.until());
    return metrics ? latenessMillis : 0;
  }

  /** One time a target was told. */
  record Told(String target, String action, List<String> channels, long at) {
    boolean is(String wantedTarget, String wantedAction) {
      return target.equals(wantedTarget) && action.equals(wantedAction);
    }
  }

  /** Everybody who was told something up to and with a fact, oldest first. */
  List<Told> told(int upTo) {
    List<Told> told = new ArrayList<>();
    for (Fact fact : facts.subList(0, upTo + 1)) {
      if (fact.what() == What.FIRED && isStep(fact.timer())) {
        Timer timer = pack.timers().get(fact.timer());
        for (String target : fact.targets()) {
          told.add(new Told(target, action(timer), timer.via(), fact.at()));
        }
      }
    }
    return told;
  }

  boolean isStep(int timer) {
    Timer.Kind kind = pack.timers().get(timer).kind();
    return kind == Timer.Kind.STEP || kind == Timer.Kind.TASK;
  }

  static String action(Timer timer) {
    return timer.kind() == Timer.Kind.TASK ? "task" : timer.action().text();
  }

  /** Places of the timers of some kinds in the pack's list. */
  List<Integer> timers(Timer.Kind... kinds) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < pack.timers().size(); i++) {
      if (Arrays.asList(kinds).contains(pack.timers().get(i).kind())) {
        found.add(i);
      }
    }
    return found;
  }
}
