package io.tocsin.incident.reference;

import io.tocsin.incident.reference.Fact.What;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An escalation step: who is still to be told, and when. It is one piece until a rise of the
 * severity wants some of its targets told earlier than others.
 */
final class StepLife extends Life {
  enum Stand {
    RUNNING,
    /** Its time has come; a flag, a trigger or another step is missing. */
    WAITING,
    STANDING,
    OVER
  }

  /** Targets of the step that are told at one time. */
  static final class Piece {
    final int number;
    final List<String> targets;
    final long anchor;
    Stand stand = Stand.RUNNING;
    long due;
    long left;
    boolean ranBefore;

    Piece(int number, List<String> targets, long anchor, long due) {
      this.number = number;
      this.targets = new ArrayList<>(targets);
      this.anchor = anchor;
      this.due = due;
    }

    boolean isLive() {
      return stand != Stand.OVER;
    }

    boolean isCounting() {
      return stand == Stand.RUNNING || stand == Stand.STANDING;
    }
  }

  final List<Piece> pieces = new ArrayList<>();

  StepLife(Chronicle chronicle, int order) {
    super(chronicle, order);
  }

  @Override
  boolean isKnown() {
    return !pieces.isEmpty();
  }

  @Override
  void vanish() {
    pieces.clear();
  }

  @Override
  List<Due> dues() {
    List<Due> dues = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.stand == Stand.RUNNING) {
        dues.add(new Due(piece.number, piece.due));
      }
    }
    return dues;
  }

  Piece piece(int number) {
    return pieces.stream().filter(piece -> piece.number == number).findFirst().orElseThrow();
  }

  @Override
  void start(long anchor, long from) {
    long due = time.due(timer, anchor);
    if (due >= from) {
      pieces.add(new Piece(0, timer.to(), anchor, due));
      stand(from);
    }
  }

  /** What the recovery guards stands still with it. */
  private void stand(long atMillis) {
    for (Piece piece : pieces) {
      if (standsStill() && timer.unless().equals("recovered") && isActive(piece)) {
        stand(piece, atMillis);
      }
    }
  }

  private static boolean isActive(Piece piece) {
    return piece.stand == Stand.RUNNING || piece.stand == Stand.WAITING;
  }

  private void stand(Piece piece, long atMillis) {
    piece.left = time.between(timer, atMillis, piece.due);
    piece.stand = Stand.STANDING;
  }

  @Override
  void wentOn(long atMillis) {
    for (Piece piece : pieces) {
      if (piece.stand == Stand.STANDING) {
        piece.stand = Stand.RUNNING;
        piece.due = time.plus(timer, atMillis, Duration.ofMillis(piece.left));
      }
    }
  }

  @Override
  void own(Fact fact) {
    piece(fact.part()).stand = fact.what() == What.HELD ? Stand.WAITING : Stand.OVER;
  }

  @Override
  void other(Fact fact) {
    switch (fact.what()) {
      case STOOD -> stand(fact.at());
      case RESOLVING -> pieces.forEach(piece -> piece.ranBefore = piece.isLive());
      case STOPPED -> {
        for (Piece piece : pieces) {
          if (piece.ranBefore && isActive(piece)) {
            stand(piece, fact.at());
          }
        }
      }
      case SENT_AGAIN -> sendAgain(fact.at());
      default -> {
        // Nothing else concerns a step.
      }
    }
  }

  static boolean isAtOnce(Timer timer) {
    boolean zero = timer.at() == null || timer.at().isZero();
    return timer.kind() == Timer.Kind.STEP && !timer.nextBusinessDay() && zero;
  }

  /** One of the steps of an opening, which a rise and a relapse send again. */
  boolean isFirst() {
    return isAtOnce(timer) && View.counts(timer, "opened");
  }

  private void sendAgain(long atMillis) {
    if (!isFirst() || !view.concerns(timer) || pieces.stream().anyMatch(Piece::isLive)) {
      return;
    }
    long quiet = chronicle.pack.incident().renotifyAfter().toMillis();
    List<String> targets = new ArrayList<>(timer.to());
    for (Chronicle.Told told : chronicle.told(at)) {
      if (told.action().equals(Chronicle.action(timer)) && told.at() + quiet > atMillis) {
        targets.remove(told.target());
      }
    }
    if (!targets.isEmpty()) {
      vanish();
      pieces.add(new Piece(0, targets, atMillis, time.due(timer, atMillis)));
    }
  }

  // ---- severity -------------------------------------------------------------------------------

  @Override
  void rose(long atMillis) {
    if (!timer.onlyIf().isEmpty()) {
      if (view.concerns(timer) && startable() != null && !isKnown()) {
        startAnew(atMillis);
      }
    } else if (!view.concerns(timer)) {
      giveUp(atMillis);
    } else if (startable() != null && (!isKnown() || isFirst())) {
      vanish();
      startAnew(atMillis);
    } else if (startable() != null) {
      hurry(atMillis);
    }
  }

  /** It counts from now, but no target hears later than the old severity would have told it. */
  private void startAnew(long atMillis) {
    long due = time.due(timer, atMillis);
    Handover handover = new Handover(chronicle, view, at - 1, atMillis);
    Map<Long, List<String>> times = new TreeMap<>();
    for (String target : timer.to()) {
      Long old = timer.onlyIf().isEmpty() ? handover.pending(target) : null;
      boolean earlier = old != null && old < due && handover.successor(target) == order;
      times.computeIfAbsent(earlier ? old : due, unused -> new ArrayList<>()).add(target);
    }
    times.forEach((when, targets) -> pieces.add(new Piece(pieces.size(), targets, atMillis, when)));
  }

  /** Targets that a step of the new severity has still to tell are that step's. */
  private void giveUp(long atMillis) {
    Handover handover = new Handover(chronicle, view, at - 1, atMillis);
    for (Piece piece : List.copyOf(pieces)) {
      boolean hadSome = !piece.targets.isEmpty();
      if (piece.isLive()
          && piece.targets.removeIf(handover::hasSuccessor)
          && hadSome
          && piece.targets.isEmpty()) {
        pieces.remove(piece);
      }
    }
  }

  /** It goes on; a target whom the old severity would have told earlier is told then. */
  private void hurry(long atMillis) {
    Handover handover = new Handover(chronicle, view, at - 1, atMillis);
    Map<Long, List<String>> earlier = new TreeMap<>();
    for (Piece piece : pieces) {
      for (String target : List.copyOf(piece.targets)) {
        Long old = handover.pending(target);
        if (old != null
            && piece.isCounting()
            && old < handover.dueOf(timer, piece)
            && handover.successor(target) == order) {
          earlier.computeIfAbsent(old, unused -> new ArrayList<>()).add(target);
          piece.targets.remove(target);
        }
      }
    }
    long anchor = pieces.get(0).anchor;
    int number = pieces.stream().mapToInt(piece -> piece.number).max().orElseThrow();
    pieces.removeIf(piece -> piece.targets.isEmpty() && !timer.to().isEmpty() && piece.isLive());
    for (Map.Entry<Long, List<String>> entry : earlier.entrySet()) {
      pieces.add(new Piece(++number, entry.getValue(), anchor, entry.getKey()));
    }
  }
}
