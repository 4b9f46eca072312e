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

  /** When the last update was posted or fell due; what a cadence counts from. */
  static final String UPDATED = "updated";

  private Marks() {}
}
