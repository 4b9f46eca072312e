package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;

/**
 * Runbook text attached to an incident when its trigger fires. Shown, never executed.
 *
 * @param on triggers it belongs to
 * @param text what to do
 * @param source where the document says so
 * @param unlessSignal signal that makes it unnecessary when seen within 15 minutes before, or empty
 * @param when comparison that must hold as well, or null
 */
public record Hint(
    List<String> on, String text, String source, String unlessSignal, Condition.MetricIs when)
    implements Serializable {
  public Hint {
    on = List.copyOf(on);
  }
}
