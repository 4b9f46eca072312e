package io.tocsin.incident.reference;

import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an incident stands after some of its facts, read from the first of them on. */
final class View {
  String severity = "";
  String status = "";
  int generation = 1;
  final Map<String, Long> marks = new TreeMap<>();
  final Map<String, Long> flags = new TreeMap<>();
  final List<String> triggers = new ArrayList<>();

  static View after(List<Fact> facts) {
    View view = new View();
    facts.forEach(view::read);
    return view;
  }

  /** Whether a fact concerns more than timers. */
  static boolean isChangedBy(Fact fact) {
    return switch (fact.what()) {
      case SEVERITY, STATUS, TRIGGER, MARK, UNMARK, FLAG, UNFLAG -> true;
      default -> false;
    };
  }

  private void read(Fact fact) {
    switch (fact.what()) {
      case SEVERITY -> {
        severity = fact.name();
        generation += fact.flag() ? 1 : 0;
      }
      case STATUS -> status = fact.name();
      case TRIGGER -> triggers.add(fact.name());
      case MARK -> marks.putIfAbsent(fact.name(), fact.at());
      case UNMARK -> {
        marks.remove(fact.name());
        generation += fact.name().equals("recovered") ? 1 : 0;
      }
      case FLAG -> flags.put(fact.name(), fact.at());
      case UNFLAG -> flags.remove(fact.name());
      default -> {
        // The others concern timers only.
      }
    }
  }

  boolean has(String mark) {
    return marks.containsKey(mark);
  }

  long at(String mark) {
    return marks.get(mark);
  }

  boolean isRecovered() {
    return has("recovered");
  }

  boolean isResolved() {
    return has("resolved");
  }

  /** Recovered and not resolved: incident time does not pass. */
  boolean standsStill() {
    return isRecovered() && !isResolved();
  }

  boolean concerns(Timer timer) {
    return timer.severities().isEmpty() || timer.severities().contains(severity);
  }

  /** Whether the recovery brought the mark about, so that a relapse takes it back. */
  boolean isByRecovery(String mark) {
    return isRecovered()
        && (mark.equals("recovered")
            || mark.equals("mitigated") && has(mark) && at(mark) == at("recovered"));
  }

  int rank(Pack pack) {
    return pack.rank(severity);
  }

  /** The earliest instant a timer may count from, or null when there is none yet. */
  Long anchor(Timer timer) {
    Long anchor = null;
    for (Map.Entry<String, Long> mark : starts().entrySet()) {
      if (counts(timer, mark.getKey()) && (anchor == null || mark.getValue() < anchor)) {
        anchor = mark.getValue();
      }
    }
    return anchor;
  }

  private Map<String, Long> starts() {
    Map<String, Long> starts = new TreeMap<>(marks);
    flags.forEach((flag, at) -> starts.put("flag:" + flag, at));
    return starts;
  }

  /** Whether a timer counts from this mark: {@code opened}, {@code flag:a|b}, {@code step:x}. */
  static boolean counts(Timer timer, String mark) {
    String from = timer.from();
    if (from.indexOf('|') < 0) {
      return from.equals(mark);
    }
    String kind = from.substring(0, from.indexOf(':') + 1);
    for (String name : from.substring(kind.length()).split("\\|")) {
      if (mark.equals(kind + name)) {
        return true;
      }
    }
    return false;
  }
}
