package io.tocsin.config;

import java.time.Duration;
import java.time.ZoneId;

/** What a pack or a job gets where its file says nothing. */
final class Defaults {
  /** Zone of a pack. */
  static final ZoneId ZONE = ZoneId.of("UTC");

  /** How late a sample may come, of a pack and of a source. */
  static final Duration LATENESS = Duration.ofSeconds(10);

  /** Tumbling window of a metric. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** How soon a relapse may send the first steps again. */
  static final Duration RENOTIFY_AFTER = Duration.ofMinutes(15);

  /** Display id of an incident. */
  static final String INCIDENT_ID = "INC-{opened:yyyyMMdd}-{n:000}";

  private Defaults() {}
}
