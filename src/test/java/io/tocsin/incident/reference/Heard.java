package io.tocsin.incident.reference;

import io.tocsin.detect.Verdict;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Condition.SignalSeen;
import io.tocsin.pack.Trigger;

/**
 * Something one trigger was told, or a person's word that all that was reported is over.
 *
 * @param trigger whom it concerns; null for all
 * @param verdict what metrics say, or null
 * @param leaf the part of the trigger's condition that a signal concerns, or null
 * @param signal the signal, or null
 */
record Heard(Trigger trigger, Verdict verdict, SignalSeen leaf, Signal signal) {
  static Heard over() {
    return new Heard(null, null, null, null);
  }

  boolean isOver() {
    return trigger == null;
  }
}
