package io.tocsin.detect;

import io.tocsin.detect.Finding.Truth;
import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;

/**
 * How often in a row a trigger, or one key of it, was found violated or good, and what follows.
 *
 * <pre>
 *            violated × for
 *   clear ─────────────────────► violated
 *         ◄─────────────────────
 *            good × clear_for
 * </pre>
 */
final class Streak {
  private int bad;
  private int good;
  private boolean violated;
  private long runStartedMillis = Times.NOT_YET;

  /**
   * Counts one judgement. One that found nothing leaves the counts as they are.
   *
   * @return whether the state changed
   */
  boolean count(Truth truth, long startedMillis, int forWindows, int clearFor) {
    switch (truth) {
      case VIOLATED -> {
        if (bad == 0) {
          runStartedMillis = startedMillis;
        }
        bad = Math.min(bad + 1, Math.max(1, forWindows));
        good = 0;
      }
      case GOOD -> {
        good = Math.min(good + 1, Math.max(1, clearFor));
        bad = 0;
      }
      case UNKNOWN -> {
        return false;
      }
    }
    boolean before = violated;
    violated = violated ? good < clearFor || good == 0 : bad >= forWindows && bad > 0;
    return violated != before;
  }

  boolean isViolated() {
    return violated;
  }

  /** Whether the last judgement that found something found it violated. */
  boolean isRunning() {
    return bad > 0;
  }

  /** Since when, at the beginning of the present run of violated judgements. */
  long startedMillis() {
    return runStartedMillis;
  }

  void write(ByteWriter out) {
    out.whole(bad).whole(good).flag(violated).whole(runStartedMillis);
  }

  static Streak read(ByteReader in) {
    Streak streak = new Streak();
    streak.bad = in.index();
    streak.good = in.index();
    streak.violated = in.flag();
    streak.runStartedMillis = in.whole();
    return streak;
  }
}
