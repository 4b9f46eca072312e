package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one trigger of one entity.
 *
 * @param trigger trigger id
 * @param measured whether metrics violate it
 * @param reported whether a signal does; that holds until somebody says it is over
 * @param windowEndMillis window end of the last verdict, so that a repeated one is recognised
 * @param keys keys of an {@code any_key} trigger that violate it since then
 * @param streak signals in a row, for {@code consecutive}
 */
public record TriggerState(
    String trigger,
    boolean measured,
    boolean reported,
    long windowEndMillis,
    List<String> keys,
    int streak) {
  public TriggerState {
    keys = new ArrayList<>(keys);
  }

  /** Whether it is violated, by whichever means. */
  public boolean isViolated() {
    return measured || reported;
  }

  TriggerState judged(boolean violated, long windowEnd, List<String> violatingKeys) {
    return new TriggerState(trigger, violated, reported, windowEnd, violatingKeys, streak);
  }

  TriggerState reportedAs(boolean violated, int signalsInARow) {
    return new TriggerState(trigger, measured, violated, windowEndMillis, keys, signalsInARow);
  }
}
