package io.tocsin.incident;

import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.util.List;

/** The machine of one pack: placeholder until its rules are in. */
public final class IncidentMachine {
  private final Pack pack;
  private final long latenessMillis;

  /**
   * A machine for one pack.
   *
   * @param latenessMillis how long after its window end a verdict is known; clocks whose mark can
   *     come from metrics wait so much longer before they are judged
   */
  public IncidentMachine(Pack pack, long latenessMillis) {
    this.pack = pack;
    this.latenessMillis = latenessMillis;
  }

  /** Applies one input at its engine time. Timers due before must have been fired. */
  public Outcome on(Input input, long engineMillis, EntityState state) {
    return new Outcome(state, List.of(), Times.NOT_YET);
  }

  /** Fires every timer due at or before an instant, in order of due time. */
  public Outcome advance(long upToMillis, EntityState state) {
    return new Outcome(state, List.of(), Times.NOT_YET + latenessMillis + pack.rank(""));
  }
}
