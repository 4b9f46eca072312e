package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;

/**
 * A figure the pack wants measured, with the value it should have. Computed from the ledger.
 *
 * @param id the pack's name for it
 * @param stat what is measured
 * @param from mark a mean counts from ({@code started}), or empty
 * @param to mark a mean counts to ({@code opened}), or empty
 * @param scope severities that count; empty means all
 * @param over clocks a share is taken over, by timer id; empty for a mean
 * @param op comparison with the target that means it was reached, or null without a target
 * @param target the target as it was written: a duration for a mean ({@code 5m}), per cent for a
 *     share, or empty
 */
public record Kpi(
    String id,
    Stat stat,
    String from,
    String to,
    List<String> scope,
    List<String> over,
    Comparison op,
    String target)
    implements Serializable {
  public Kpi {
    scope = List.copyOf(scope);
    over = List.copyOf(over);
  }

  /** What is measured. */
  public enum Stat {
    /** Mean time from one mark to another. */
    MEAN,
    /** Share of clocks that were met among those that ended, in per cent. */
    SHARE
  }
}
