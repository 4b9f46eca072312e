package io.tocsin.incident;

/** Names of the marks an incident reaches. A pack may have more of its own. */
final class Marks {
  static final String STARTED = "started";
  static final String OPENED = "opened";
  static final String ACKED = "acked";
  static final String TRIAGED = "triaged";
  static final String IDENTIFIED = "identified";
  static final String MITIGATED = "mitigated";
  static final String RECOVERED = "recovered";
  static final String STABLE = "stable";
  static final String RESOLVED = "resolved";
  static final String CLOSED = "closed";

  /** Stands before the name of a phase that was done. */
  static final String PHASE_DONE = "phase_done:";

  /** Stands before the name of a checklist of which everything is ticked. */
  static final String CHECKLIST = "checklist:";

  /** Begins the marks of looking back: before an incident is resolved nothing can be reviewed. */
  static final String REVIEW = "review_";

  /** Stands before the name of a horizon of which all actions are done. */
  static final String ACTIONS = "actions:";

  /** Stands before the id of a step that has fired. */
  static final String STEP = "step:";

  /** Stands before the name of a flag that something counts from. */
  static final String FLAG = "flag:";

  /** Stands before a step that takes the next level, and the flag it took one for. */
  static final String NEXT_LEVEL = "next_level:";

  /** When the last update was posted or fell due; what a cadence counts from. */
  static final String UPDATED = "updated";

  private Marks() {}
}
