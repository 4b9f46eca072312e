package io.tocsin.incident.reference;

import java.util.List;

/**
 * One thing that happened to an incident.
 *
 * @param what what happened
 * @param at when it is true
 * @param name the mark, flag, severity, status, trigger or phase it is about; else empty
 * @param flag for a mark: recovery or resolution implied it; for a severity: it is worse
 * @param timer place in the pack's list of the timer it is about; -1 for none
 * @param part part of that timer
 * @param due for a step that fired: when it was due
 * @param targets for a step that fired: who was told
 */
record Fact(
    What what,
    long at,
    String name,
    boolean flag,
    int timer,
    int part,
    long due,
    List<String> targets) {

  enum What {
    /** It is as bad as this. */
    SEVERITY,
    /** The canonical state it is in. */
    STATUS,
    /** A trigger belongs to it. */
    TRIGGER,
    /** A mark is reached; what runs until it ends, what counts from it begins. */
    MARK,
    /** A mark is taken back. */
    UNMARK,
    FLAG,
    UNFLAG,
    /** Timers learn that it is worse, or milder. */
    ROSE,
    FELL,
    /** A recovery after a person's word of a mitigation: its watch starts over. */
    WATCHED_AGAIN,
    /** Incident time stands still from here. */
    STOOD,
    /** Incident time goes on. */
    WENT_ON,
    /** An acknowledgement is asked for once more. */
    ASKED,
    /** The offset-0 steps are sent again. */
    SENT_AGAIN,
    /** An update was posted. */
    POSTED,
    PHASE_DONE,
    /** A timer came due, or a waiting step was let go. */
    FIRED,
    /** A step is due and waits for what it needs. */
    HELD,
    /** A step is due and its guard stops it. */
    DROPPED,
    /** It is about to be resolved; what runs now ends with it. */
    RESOLVING,
    /** One timer ends with the resolution. */
    ENDED,
    /** All steps that are left stop. */
    STOPPED
  }

  static Fact of(What what, long at) {
    return of(what, at, "");
  }

  static Fact of(What what, long at, String name) {
    return new Fact(what, at, name, false, -1, 0, 0, List.of());
  }

  static Fact mark(String mark, long at, boolean implied) {
    return new Fact(What.MARK, at, mark, implied, -1, 0, 0, List.of());
  }

  static Fact severity(String severity, long at, boolean worse) {
    return new Fact(What.SEVERITY, at, severity, worse, -1, 0, 0, List.of());
  }

  static Fact timer(What what, int timer, int part, long at) {
    return new Fact(what, at, "", false, timer, part, at, List.of());
  }

  static Fact step(int timer, int part, long due, long at, List<String> told) {
    return new Fact(What.FIRED, at, "", false, timer, part, due, told);
  }
}
