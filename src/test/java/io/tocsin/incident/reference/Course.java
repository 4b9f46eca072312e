package io.tocsin.incident.reference;

import io.tocsin.incident.Event.Field;
import io.tocsin.incident.reference.Fact.What;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of one incident: each rule of the pages as the facts that follow. */
final class Course {
  final Chronicle chronicle;
  private final Pack pack;
  private final Ledger ledger;
  private final Steps steps;

  /** Everything the entity was told; whoever resolves says that what was reported is over. */
  private final List<Heard> heard;

  Course(Chronicle chronicle, Ledger ledger, List<Heard> heard) {
    this.chronicle = chronicle;
    this.pack = chronicle.pack;
    this.ledger = ledger;
    this.heard = heard;
    this.steps = new Steps(chronicle, ledger);
  }

  View view() {
    return chronicle.view();
  }

  void add(Fact fact) {
    ledger.add(chronicle, fact);
  }

  void announce(String type, String cause, long at, List<Field> fields) {
    ledger.announce(chronicle, type, cause, at, fields);
  }

  void opens(String severity, String trigger, String cause, List<Field> fields) {
    long opened = chronicle.openedMillis;
    add(Fact.severity(severity, opened, false));
    add(Fact.of(What.STATUS, opened, "investigating"));
    if (!trigger.isEmpty()) {
      add(Fact.of(What.TRIGGER, opened, trigger));
    }
    ledger.write(chronicle, "incident.opened", cause, opened, fields);
    reach("started", chronicle.startedMillis, false);
    reach("opened", opened, false);
    if (!pack.lifecycle().phases().isEmpty()) {
      reach("phase:" + pack.lifecycle().phases().get(0), opened, false);
    }
  }

  void reach(String mark, long at, boolean implied) {
    if (!view().has(mark)) {
      add(Fact.mark(mark, at, implied));
    }
  }

  // ---- timers ---------------------------------------------------------------------------------

  /** A timer's time has come. Whether the incident is resolved by it. */
  void fire(int order, int part, long due) {
    Timer timer = pack.timers().get(order);
    if (chronicle.isStep(order)) {
      steps.due(order, part, due);
      return;
    }
    add(Fact.timer(What.FIRED, order, part, due));
    if (timer.kind() == Timer.Kind.HOLD && part == HoldLife.END) {
      if (timer.then().equals("stable")) {
        reach("stable", due, false);
      } else if (!pack.lifecycle().resolvesByCommand()) {
        resolve(timer.id() + "@" + due, due, List.of(Field.text("reason", timer.id())));
      }
    }
  }

  void release(long at) {
    steps.release(at);
  }

  // ---- recovery, relapse, resolution ----------------------------------------------------------

  void recover(String cause, long at, long since, List<Field> fields) {
    add(Fact.of(What.STATUS, at, "monitoring"));
    announce("incident.recovered", cause, at, fields);
    reach("mitigated", since, true);
    add(Fact.of(What.WATCHED_AGAIN, since));
    reach("recovered", since, true);
    add(Fact.of(What.STOOD, since));
    resolveUnlessHeld(cause, at);
  }

  private void resolveUnlessHeld(String cause, long at) {
    if (!isHeld() && !pack.lifecycle().resolvesByCommand()) {
      resolve(cause, at, List.of(Field.text("reason", "recovered")));
    }
  }

  boolean isHeld() {
    return chronicle.timers(Timer.Kind.HOLD).stream()
        .anyMatch(order -> ((HoldLife) chronicle.life(order)).isRunning());
  }

  /** A relapse, or a person's word that it is not over. */
  void comesBack(String cause, long at, boolean worse, List<Field> fields) {
    boolean wasAcked = view().has("acked");
    boolean mitigated = view().isByRecovery("mitigated");
    for (String mark : List.of("mitigated", "stable", "resolved", "closed", "acked", "recovered")) {
      if (view().has(mark) && (mitigated || !mark.equals("mitigated"))) {
        add(Fact.of(What.UNMARK, at, mark));
      }
    }
    add(Fact.of(What.STATUS, at, "investigating"));
    announce("incident.reopened", cause, at, fields);
    add(Fact.of(What.WENT_ON, at));
    // A rise asks for an answer and tells everybody itself.
    if (wasAcked && !worse) {
      add(Fact.of(What.ASKED, at));
    }
    if (!worse) {
      add(Fact.of(What.SENT_AGAIN, at));
    }
  }

  void resolve(String cause, long at, List<Field> why) {
    add(Fact.of(What.STATUS, at, "resolved"));
    List<Field> fields = new ArrayList<>(why);
    Duration duration = Duration.ofMillis(at - chronicle.startedMillis);
    fields.add(Field.text("duration", duration.toString()));
    announce("incident.resolved", cause, at, fields);
    heard.add(Heard.over());
    add(Fact.of(What.RESOLVING, at));
    reach("resolved", at, true);
    reach("mitigated", at, true);
    reach("recovered", at, true);
    for (int order = 0; order < pack.timers().size(); order++) {
      if (chronicle.isStep(order)) {
        steps.lastChance(order, at);
      } else {
        add(Fact.timer(What.ENDED, order, 0, at));
      }
    }
    steps.lastChances(at);
    add(Fact.of(What.STOPPED, at));
  }

  // ---- severity -------------------------------------------------------------------------------

  void changeSeverity(String to, String cause, long at, List<Field> why) {
    boolean worse = pack.rank(to) < view().rank(pack);
    boolean wasHeld = isHeld();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("from", view().severity));
    fields.add(Field.text("to", to));
    fields.addAll(why);
    add(Fact.severity(to, at, worse));
    announce("incident.severity_changed", cause, at, fields);
    if (worse && view().has("acked")) {
      add(Fact.of(What.UNMARK, at, "acked"));
    }
    add(Fact.of(worse ? What.ROSE : What.FELL, at));
    if (view().isRecovered()) {
      add(Fact.of(What.STOOD, at));
      if (wasHeld) {
        resolveUnlessHeld(cause, at);
      }
    }
  }
}
