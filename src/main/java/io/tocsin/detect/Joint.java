package io.tocsin.detect;

import io.tocsin.detect.Finding.Truth;
import java.util.List;

/**
 * How leaves join into one finding.
 *
 * <p>A leaf says what it said when it was last judged until it is due again; from then on, without
 * a new value, it says nothing. {@code all} is violated when every part is, good when one part is.
 * {@code any} is violated when one part is, and good when some part is and no part that now says
 * nothing was last seen violated: silence neither opens nor clears.
 */
sealed interface Joint {
  Finding join(TriggerPlan trigger, List<LeafState> states, long boundaryMillis);

  /** Whether it was violated when last anything was known. */
  boolean wasViolated(List<LeafState> states);

  /** One leaf. */
  record One(int leaf) implements Joint {
    @Override
    public Finding join(TriggerPlan trigger, List<LeafState> states, long boundaryMillis) {
      LeafState state = states.get(leaf);
      Leaf asked = trigger.leaves().get(leaf);
      return new Finding(
          state.truthAt(asked, boundaryMillis),
          state.startedMillis,
          leaf,
          asked instanceof Leaf.Compare);
    }

    @Override
    public boolean wasViolated(List<LeafState> states) {
      return states.get(leaf).violated;
    }
  }

  /** Every part at one instant; violated since the last of them is. */
  record All(List<Joint> parts) implements Joint {
    @Override
    public Finding join(TriggerPlan trigger, List<LeafState> states, long boundaryMillis) {
      Finding violated = null;
      boolean unknown = false;
      for (Joint part : parts) {
        Finding finding = part.join(trigger, states, boundaryMillis);
        switch (finding.truth()) {
          case GOOD -> {
            return finding;
          }
          case UNKNOWN -> unknown = true;
          case VIOLATED ->
              violated =
                  violated == null
                      ? finding
                      : new Finding(
                          Truth.VIOLATED,
                          Math.max(violated.startedMillis(), finding.startedMillis()),
                          violated.leaf(),
                          violated.windowed() || finding.windowed());
        }
      }
      return unknown ? Finding.UNKNOWN : violated;
    }

    @Override
    public boolean wasViolated(List<LeafState> states) {
      return parts.stream().allMatch(part -> part.wasViolated(states));
    }
  }

  /** At least one part; violated since the first of them is. */
  record Any(List<Joint> parts) implements Joint {
    @Override
    public Finding join(TriggerPlan trigger, List<LeafState> states, long boundaryMillis) {
      Finding violated = null;
      Finding good = null;
      boolean wentSilent = false;
      for (Joint part : parts) {
        Finding finding = part.join(trigger, states, boundaryMillis);
        switch (finding.truth()) {
          case VIOLATED ->
              violated =
                  violated == null
                      ? finding
                      : new Finding(
                          Truth.VIOLATED,
                          Math.min(violated.startedMillis(), finding.startedMillis()),
                          violated.leaf(),
                          violated.windowed() && finding.windowed());
          case GOOD -> good = good == null ? finding : good;
          case UNKNOWN -> wentSilent |= part.wasViolated(states);
        }
      }
      if (violated != null) {
        return violated;
      }
      return good == null || wentSilent ? Finding.UNKNOWN : good;
    }

    @Override
    public boolean wasViolated(List<LeafState> states) {
      return parts.stream().anyMatch(part -> part.wasViolated(states));
    }
  }
}
