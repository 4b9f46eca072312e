package io.tocsin.cli;

import io.tocsin.cli.scenario.StoryClock;
import java.time.Duration;

/** Durations on the command line: {@code 30s}, {@code 5m}, {@code 1h30m}. */
final class Durations {
  private Durations() {}

  static Duration orElse(String option, String text, Duration otherwise) {
    try {
      return text == null ? otherwise : StoryClock.duration(text);
    } catch (IllegalArgumentException wrong) {
      throw Refusal.ofInput(option + ": " + wrong.getMessage());
    }
  }
}
