package io.tocsin.incident.reference;

import java.util.ArrayList;
import java.util.List;

/** The watch after the fix; a relapse ends it, the next recovery begins a new one. */
final class HoldLife extends Life {
  static final int MIN = 0;
  static final int END = 1;

  private boolean known;

  /** When each part is due; null when it is not or no longer. */
  private Long min;

  private Long end;
  private boolean ranBefore;

  HoldLife(Chronicle chronicle, int order) {
    super(chronicle, order);
  }

  @Override
  boolean isKnown() {
    return known;
  }

  @Override
  void vanish() {
    known = false;
    min = null;
    end = null;
  }

  boolean isRunning() {
    return min != null || end != null;
  }

  @Override
  List<Due> dues() {
    List<Due> dues = new ArrayList<>();
    if (min != null) {
      dues.add(new Due(MIN, min));
    }
    if (end != null) {
      dues.add(new Due(END, end));
    }
    return dues;
  }

  @Override
  void start(long anchor, long from) {
    if (view.isResolved()) {
      return;
    }
    known = true;
    if (timer.holdMin() != null && time.plus(timer, anchor, timer.holdMin()) >= from) {
      min = time.plus(timer, anchor, timer.holdMin());
    }
    end = Math.max(time.plus(timer, anchor, timer.holdFor()), from);
  }

  @Override
  void own(Fact fact) {
    if (fact.what() == Fact.What.FIRED) {
      boolean whole = fact.part() == END;
      say(false, whole ? "hold.done" : "hold.min", fact.at(), fact.at(), fact.part());
      min = whole ? min : null;
      end = whole ? null : end;
    } else if (ranBefore) {
      min = null;
      end = null;
    }
  }

  /** What its end would have set is set already, by a person. */
  @Override
  void reached(Fact mark) {
    if (mark.name().equals(timer.then())) {
      min = null;
      end = null;
    }
  }

  @Override
  void wentOn(long atMillis) {
    vanish();
  }

  @Override
  void rose(long atMillis) {
    Long anchor = startable();
    if (!view.concerns(timer)) {
      vanish();
    } else if (anchor != null && !known) {
      start(anchor, atMillis);
    }
  }

  @Override
  void fell(long atMillis) {
    rose(atMillis);
  }

  @Override
  void other(Fact fact) {
    if (fact.what() == Fact.What.RESOLVING) {
      ranBefore = isRunning();
    }
    boolean again = fact.what() == Fact.What.WATCHED_AGAIN && timer.from().equals("mitigated");
    if (again && !known && view.concerns(timer)) {
      start(fact.at(), fact.at());
    }
  }
}
