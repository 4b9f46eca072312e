package io.tocsin.incident;

import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An incident while one input or one due time works on it: the parts of {@link Incident}, open to
 * change, and the events that come of it. Lives for one call and is put away as a record.
 */
final class Course {
  final Pack pack;
  final String entity;
  final String episode;
  final long startedMillis;
  final long openedMillis;
  final String summary;
  final boolean drill;
  final List<String> triggers;
  final Map<String, Long> marks;
  final Map<String, Long> flags;
  final List<TimerState> timers;
  final List<Told> told;

  /** Events of this call that no message was made of yet. */
  final List<Happening> happened = new ArrayList<>();

  private final Map<String, Integer> repetitions;
  private final List<Event> out;
  final String displayId;
  final String roomSuffix;
  final String detection;
  final Map<String, String> fields;
  final Map<String, String> holders;
  final Map<String, Long> ticked;
  final List<ActionItem> actions;
  final Map<String, String> snapshots;
  long downMillis;
  long downSinceMillis;
  String severity;
  String status;
  int generation;
  private long sequence;

  Course(Pack pack, String entity, Incident incident, List<Event> out) {
    this.pack = pack;
    this.entity = entity;
    this.out = out;
    episode = incident.episode();
    displayId = incident.displayId();
    roomSuffix = incident.roomSuffix();
    detection = incident.detection();
    fields = new TreeMap<>(incident.fields());
    holders = new TreeMap<>(incident.holders());
    ticked = new TreeMap<>(incident.ticked());
    actions = new ArrayList<>(incident.actions());
    snapshots = new TreeMap<>(incident.snapshots());
    downMillis = incident.downMillis();
    downSinceMillis = incident.downSinceMillis();
    severity = incident.severity();
    status = incident.status();
    startedMillis = incident.startedMillis();
    openedMillis = incident.openedMillis();
    summary = incident.summary();
    drill = incident.drill();
    triggers = new ArrayList<>(incident.triggers());
    marks = new TreeMap<>(incident.marks());
    flags = new TreeMap<>(incident.flags());
    timers = new ArrayList<>(incident.timers());
    told = new ArrayList<>(incident.told());
    repetitions = new TreeMap<>(incident.repetitions());
    sequence = incident.sequence();
    generation = incident.generation();
  }

  Incident put() {
    return new Incident(
        episode,
        displayId,
        roomSuffix,
        severity,
        status,
        startedMillis,
        openedMillis,
        summary,
        detection,
        drill,
        triggers,
        marks,
        flags,
        timers,
        told,
        repetitions,
        sequence,
        generation,
        fields,
        holders,
        ticked,
        actions,
        snapshots,
        downMillis,
        downSinceMillis);
  }

  boolean has(String mark) {
    return marks.containsKey(mark);
  }

  long at(String mark) {
    return marks.getOrDefault(mark, Times.NOT_YET);
  }

  boolean isRecovered() {
    return has(Marks.RECOVERED);
  }

  /** Recovered and not resolved: incident time does not pass. */
  boolean standsStill() {
    return isRecovered() && !isResolved();
  }

  boolean isResolved() {
    return has(Marks.RESOLVED);
  }

  int rank() {
    return pack.rank(severity);
  }

  /** A timer begins. Timers stand in the pack's order, and so does what they say at one instant. */
  void start(TimerState timer) {
    int place = timers.size();
    while (place > 0 && isBehind(timers.get(place - 1), timer)) {
      place--;
    }
    timers.add(place, timer);
  }

  private static boolean isBehind(TimerState one, TimerState other) {
    return one.order() > other.order() || one.order() == other.order() && one.part() > other.part();
  }

  /** The document's word for the state it is in. */
  String word() {
    return pack.lifecycle().word(status);
  }

  /** The cause of the next event of this type of this timer: {@code timer#repetition}. */
  String cause(String type, String timer) {
    return timer + "#" + repetitions.merge(type + "/" + timer, 1, Integer::sum);
  }

  /** How many events of this type of this timer there were. */
  int count(String type, String timer) {
    return repetitions.getOrDefault(type + "/" + timer, 0);
  }

  void emit(String type, String cause, long atMillis, List<Field> fields) {
    emit(type, cause, atMillis, fields, List.of());
  }

  /** An event that everybody who was told of the incident must hear of. */
  void announce(String type, String cause, long atMillis, List<Field> fields) {
    emit(type, cause, atMillis, fields, everybodyTold());
  }

  void emit(
      String type, String cause, long atMillis, List<Field> fields, List<Delivery> deliveries) {
    List<Field> data = new ArrayList<>();
    data.add(Field.text("severity", severity));
    data.add(Field.text("status", word()));
    data.add(Field.text("started", Times.text(startedMillis)));
    data.add(Field.text("opened", Times.text(openedMillis)));
    if (drill) {
      data.add(Field.flag("drill", true));
    }
    data.addAll(fields);
    Event event =
        new Event(
            type,
            pack.id(),
            entity,
            episode,
            cause,
            "",
            atMillis,
            ++sequence,
            data,
            new ArrayList<>(deliveries));
    out.add(displayId.isEmpty() ? event : event.numbered(displayId, roomSuffix));
    happened.add(new Happening(event, severity, status));
  }

  /** A mark was reached: no event of its own, but templates may be on it. */
  void marked(String mark, long atMillis) {
    String type = Template.ON_MARK + mark;
    Event reached =
        new Event(type, pack.id(), entity, episode, "", "", atMillis, 0, List.of(), List.of());
    happened.add(new Happening(reached, severity, status));
  }

  List<Delivery> deliveries(List<String> targets, List<String> channels) {
    List<Delivery> all = new ArrayList<>();
    for (String target : targets) {
      for (String channel : channels) {
        all.add(new Delivery(target, channel, generation));
      }
    }
    return all;
  }

  private List<Delivery> everybodyTold() {
    Set<Delivery> all = new LinkedHashSet<>();
    told.forEach(entry -> all.addAll(deliveries(List.of(entry.target()), entry.channels())));
    return new ArrayList<>(all);
  }
}
