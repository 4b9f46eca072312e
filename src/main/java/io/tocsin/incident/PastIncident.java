package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * An incident of the same entity that is over.
 *
 * @param episode its identity
 * @param displayId the id people use, or empty when it was over before it had one
 * @param triggers ids of the triggers that belonged to it
 */
public record PastIncident(String episode, String displayId, List<String> triggers) {
  public PastIncident {
    triggers = new ArrayList<>(triggers);
  }

  /** How texts name it: the display id, or a place for it where numbers are given afterwards. */
  String name() {
    return displayId.isEmpty() ? Event.EARLIER_MARK + episode + Event.EARLIER_MARK : displayId;
  }
}
