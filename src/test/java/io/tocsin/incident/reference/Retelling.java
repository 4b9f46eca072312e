package io.tocsin.incident.reference;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.Input;
import io.tocsin.incident.reference.Fact.What;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Condition.SignalSeen;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events of a whole history of one entity. */
final class Retelling {
  private static final long MEMORY_MILLIS = 24 * 3_600_000L;

  /** How long an entity is remembered that had an incident. */
  private static final long PAST_MILLIS = 90 * MEMORY_MILLIS;

  private final Pack pack;
  private final long latenessMillis;
  private final String entity;
  private final Ledger ledger;

  /** What is remembered of the entity: what it was told, and its incidents, oldest first. */
  private final List<Heard> heard = new ArrayList<>();

  private final Set<String> known = new HashSet<>();
  private final List<Course> courses = new ArrayList<>();
  private int forgottenBefore;

  private Retelling(Pack pack, long latenessMillis, String entity) {
    this.pack = pack;
    this.latenessMillis = latenessMillis;
    this.entity = entity;
    this.ledger = new Ledger(pack, entity);
  }

  static List<Event> events(
      Pack pack, long latenessMillis, String entity, List<Moment> history, long until) {
    Retelling retelling = new Retelling(pack, latenessMillis, entity);
    long touched = Long.MAX_VALUE - MEMORY_MILLIS;
    for (Moment moment : history) {
      retelling.passTo(moment.firedThroughMillis(), touched);
      touched = moment.engineMillis();
      retelling.hear(moment.input(), moment.engineMillis());
    }
    retelling.passTo(until, touched);
    return retelling.ledger.events;
  }

  // ---- time -----------------------------------------------------------------------------------

  private record Next(Course course, int order, Life.Due due, long judged) {}

  private void passTo(long millis, long touched) {
    for (Next next = next(); next != null && next.judged() <= millis; next = next()) {
      next.course().fire(next.order(), next.due().part(), next.due().at());
    }
    long memory = lastResolved().isEmpty() ? MEMORY_MILLIS : PAST_MILLIS;
    if (next() == null && open() == null && touched + memory <= millis) {
      heard.clear();
      known.clear();
      courses.clear();
      forgottenBefore = ledger.events.size();
    }
  }

  /** What is judged first: earliest, then of the oldest incident, then first in the pack. */
  private Next next() {
    Next first = null;
    for (Course course : courses) {
      for (int order = 0; order < pack.timers().size(); order++) {
        long waits = course.chronicle.waits(pack.timers().get(order));
        for (Life.Due due : course.chronicle.life(order).dues()) {
          if (first == null || due.at() + waits < first.judged()) {
            first = new Next(course, order, due, due.at() + waits);
          }
        }
      }
    }
    return first;
  }

  // ---- what is told ---------------------------------------------------------------------------

  private void hear(Input input, long at) {
    boolean repeated = input.kind() != Input.Kind.VERDICT && !known.add(input.id());
    if (repeated) {
      return;
    }
    switch (input.kind()) {
      case VERDICT -> hear(input.verdict());
      case SIGNAL -> hear(input.signal(), at);
      case COMMAND -> new Orders(this, pack, ledger).obey(input.command(), at);
    }
  }

  private void hear(Verdict verdict) {
    for (Trigger trigger : pack.triggers()) {
      if (trigger.id().equals(verdict.trigger())) {
        heard.add(new Heard(trigger, verdict, null, null));
        decide(trigger, Cause.of(verdict, trigger));
      }
    }
  }

  private void hear(Signal signal, long at) {
    List<Trigger> worstFirst = new ArrayList<>(pack.triggers());
    worstFirst.sort(Comparator.comparingInt(trigger -> pack.rank(trigger.severity())));
    for (Trigger trigger : worstFirst) {
      for (SignalSeen leaf : trigger.when().signals()) {
        heard.add(new Heard(trigger, null, leaf, signal));
        decide(trigger, Cause.of(signal, trigger, at));
      }
    }
  }

  private void decide(Trigger trigger, Cause cause) {
    Triggers now = Triggers.read(trigger, heard);
    if (now.violatedNow) {
      violated(cause);
    } else if (now.endedNow && !now.isViolated()) {
      cleared(cause);
    }
  }

  private void violated(Cause cause) {
    Course course = open();
    if (course == null) {
      List<Field> fields = new ArrayList<>();
      fields.add(Field.text("trigger", cause.trigger()));
      fields.add(Field.text("detection", "automated:" + cause.trigger()));
      opens(
          cause.severity(), cause.trigger(), cause.id(), cause.at(), cause.since(), false, fields);
      return;
    }
    boolean worse = pack.rank(cause.severity()) < course.view().rank(pack);
    boolean isNew = !course.view().triggers.contains(cause.trigger());
    boolean relapse = course.view().isRecovered();
    if (relapse) {
      long at = Math.max(cause.at(), course.view().at("recovered"));
      course.comesBack(cause.id(), at, worse, cause.fields());
    }
    if (isNew) {
      course.add(Fact.of(What.TRIGGER, cause.at(), cause.trigger()));
    }
    if (isNew || !relapse) {
      ledger.write(course.chronicle, "trigger.attached", cause.id(), cause.at(), cause.fields());
    }
    if (worse) {
      course.changeSeverity(cause.severity(), cause.id(), cause.at(), List.of());
    }
    course.release(cause.at());
  }

  private void cleared(Cause cause) {
    Course course = open();
    if (course == null || !course.view().triggers.contains(cause.trigger())) {
      return;
    }
    ledger.write(course.chronicle, "trigger.cleared", cause.id(), cause.at(), cause.fields());
    boolean well = !course.view().isRecovered() && pack.lifecycle().recoversByItself();
    for (Trigger trigger : pack.triggers()) {
      if (course.view().triggers.contains(trigger.id())) {
        well &= !Triggers.read(trigger, heard).isViolated();
      }
    }
    if (well) {
      // What is valid earlier than the opening became known only after it.
      long at = Math.max(cause.at(), course.chronicle.openedMillis);
      course.recover(cause.id(), at, at, List.of());
    }
  }

  void opens(
      String severity,
      String trigger,
      String cause,
      long at,
      long since,
      boolean drill,
      List<Field> fields) {
    String episode = pack.id() + "/" + Labels.parse(entity).key() + "/" + at;
    while (episode.equals(lastResolved())) {
      episode += "+";
    }
    Chronicle chronicle = new Chronicle(pack, latenessMillis, episode, since, at, drill);
    Course course = new Course(chronicle, ledger, heard);
    List<Field> said = new ArrayList<>(fields);
    if (!lastResolved().isEmpty()) {
      said.add(Field.text("related", lastResolved()));
    }
    courses.add(course);
    course.opens(severity, trigger, cause, said);
  }

  /** The episode that was resolved last, as far as anybody remembers. */
  private String lastResolved() {
    for (int i = ledger.events.size() - 1; i >= forgottenBefore; i--) {
      if (ledger.events.get(i).type().equals("incident.resolved")) {
        return ledger.events.get(i).episode();
      }
    }
    return "";
  }

  Course latest() {
    return courses.isEmpty() ? null : courses.get(courses.size() - 1);
  }

  Course open() {
    return latest() == null || latest().view().isResolved() ? null : latest();
  }

  /** A person says it is well: what was reported is over. */
  void nothingIsReported() {
    heard.add(Heard.over());
  }
}
