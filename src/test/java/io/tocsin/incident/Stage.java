package io.tocsin.incident;

import io.tocsin.config.PackFile;
import io.tocsin.config.PackReader;
import io.tocsin.detect.Verdict;
import io.tocsin.metric.Command;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One entity and its machine on a stage: inputs at instants after t0, and what comes of them as
 * short lines ({@code +5m clock.breached ack-p0}).
 */
final class Stage {
  private static final Map<String, Pack> PACKS = new java.util.concurrent.ConcurrentHashMap<>();

  final long t0;
  final Pack pack;
  final List<Event> events = new ArrayList<>();
  private final IncidentMachine machine;
  private EntityState state;
  private Input last;
  private int inputs;
  private long latenessMillis;
  private boolean asleep;

  Stage(String packFile, String labels, String t0) {
    this(packFile, labels, t0, 0);
  }

  Stage(String packFile, String labels, String t0, long latenessMillis) {
    this(PACKS.computeIfAbsent(packFile, Stage::read), labels, t0, latenessMillis);
  }

  Stage(Pack pack, String labels, String t0, long latenessMillis) {
    this.t0 = Instant.parse(t0).toEpochMilli();
    this.latenessMillis = latenessMillis;
    this.pack = pack;
    machine = new IncidentMachine(pack, latenessMillis);
    state = EntityState.none(pack.id(), labels);
  }

  private static Pack read(String packFile) {
    PackFile file = PackReader.read(Path.of(packFile));
    return file.pack().orElseThrow(() -> new IllegalStateException(file.problems().toString()));
  }

  /** A verdict whose window ends so long after t0. */
  Stage verdict(String after, String trigger, boolean violated) {
    return verdict(after, trigger, violated, "", 60_000);
  }

  Stage verdict(String after, String trigger, boolean violated, String key, long sinceMillis) {
    long end = at(after);
    int index = pack.triggers().indexOf(pack.trigger(trigger).orElseThrow());
    Verdict verdict =
        new Verdict(
            pack.id(),
            state.entity(),
            trigger,
            end,
            violated ? end - sinceMillis : Times.NOT_YET,
            violated,
            key,
            "1",
            "< 2",
            List.of(),
            Verdict.order(pack, index, violated));
    return apply(Input.of(verdict), end + latenessMillis);
  }

  Stage signal(String after, String name, String... labels) {
    return signalSince(after, null, name, labels);
  }

  Stage signalSince(String after, String started, String name, String... labels) {
    long since = started == null ? Times.NOT_YET : at(started);
    Signal signal = new Signal("s" + ++inputs, name, String.join(",", labels), at(after), since);
    Labels.parse(signal.labels());
    return apply(Input.of(pack.id(), state.entity(), signal), at(after));
  }

  Stage command(String after, String verb, String... fields) {
    Map<String, String> map = new java.util.TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    String incident = map.getOrDefault("incident", "");
    map.remove("incident");
    Command command =
        new Command(
            "c" + ++inputs, verb, pack.id(), state.entity(), incident, at(after), "alice", map);
    return apply(Input.of(pack.id(), state.entity(), command), at(after));
  }

  /** A command that is applied before anything that fell due since the last input has fired. */
  Stage overslept(String after, String verb, String... fields) {
    asleep = true;
    command(after, verb, fields);
    asleep = false;
    return this;
  }

  Stage apply(Input input, long engineMillis) {
    last = input;
    if (!asleep) {
      take(machine.advance(engineMillis - 1, state));
    }
    take(machine.on(input, engineMillis, state));
    return this;
  }

  Stage until(String after) {
    take(machine.advance(at(after), state));
    return this;
  }

  /** The last input. */
  Input last() {
    return last;
  }

  EntityState state() {
    return state;
  }

  Incident incident() {
    return state.incidents().get(state.incidents().size() - 1);
  }

  private void take(Outcome outcome) {
    state = outcome.next();
    events.addAll(outcome.events());
  }

  /** Short lines of every event but the messages that are said of them. */
  List<String> lines() {
    return lines("").stream().filter(line -> !line.contains(" message")).toList();
  }

  /** Short lines of the events whose type begins so. */
  List<String> lines(String type) {
    return events.stream().filter(event -> event.type().startsWith(type)).map(this::line).toList();
  }

  String line(Event event) {
    StringBuilder line = new StringBuilder("+").append(after(event.timeMillis()));
    line.append(' ').append(event.type());
    for (String name : List.of("timer", "phase", "trigger", "from", "to", "targets", "command")) {
      field(event, name).ifPresent(text -> line.append(' ').append(text));
    }
    return line.toString();
  }

  static java.util.Optional<String> field(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name))
        .map(field -> String.join("+", field.values()))
        .findFirst();
  }

  private String after(long millis) {
    return Duration.ofMillis(millis - t0).toString().substring(2).toLowerCase();
  }

  private long at(String after) {
    return after.startsWith("-")
        ? t0 - Duration.parse("PT" + after.substring(1)).toMillis()
        : t0 + Duration.parse("PT" + after).toMillis();
  }
}
