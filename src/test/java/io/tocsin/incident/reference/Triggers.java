package io.tocsin.incident.reference;

import io.tocsin.detect.Verdict;
import io.tocsin.metric.Labels;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.List;

/** What is known of one trigger, read from everything the entity was ever told. */
final class Triggers {
  private boolean measured;
  private boolean reported;
  private int inARow;
  private long lastEnd = Long.MIN_VALUE;
  private final List<String> keys = new ArrayList<>();

  /** What the last thing it was told has done: it is violated (again), or that is over. */
  boolean violatedNow;

  boolean endedNow;

  static Triggers read(Trigger trigger, List<Heard> everything) {
    Triggers known = new Triggers();
    for (Heard heard : everything) {
      if (heard.isOver()) {
        known.reported = false;
        known.inARow = 0;
      } else if (heard.trigger() == trigger) {
        known.violatedNow = false;
        known.endedNow = false;
        if (heard.verdict() != null) {
          known.judge(heard.verdict());
        } else {
          known.report(heard);
        }
      }
    }
    return known;
  }

  boolean isViolated() {
    return measured || reported;
  }

  private void judge(Verdict verdict) {
    if (verdict.windowEndMillis() < lastEnd) {
      return;
    }
    if (verdict.violated() && !keys.contains(verdict.key())) {
      keys.add(verdict.key());
      violatedNow = true;
    } else if (!verdict.violated() && measured) {
      keys.clear();
      endedNow = true;
    } else {
      return;
    }
    measured = verdict.violated();
    lastEnd = verdict.windowEndMillis();
  }

  private void report(Heard heard) {
    String name = heard.signal().name();
    boolean counts =
        heard.leaf().names().contains(name)
            && heard.leaf().matches(Labels.parse(heard.signal().labels()));
    if (counts) {
      inARow++;
      reported = reported || inARow >= heard.leaf().consecutive();
      violatedNow = reported;
    } else if (heard.leaf().brokenBy().equals(name)) {
      endedNow = reported;
      reported = false;
      inARow = 0;
    }
  }
}
