package io.tocsin.config;

import io.tocsin.flow.EngineSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** What a pack or a job gets where its file says nothing. */
final class Defaults {
  /** Zone of a pack. */
  static final ZoneId ZONE = ZoneId.of("UTC");

  /** How late a sample may come, of a pack and of a source. */
  static final Duration LATENESS = Duration.ofSeconds(10);

  /** Tumbling window of a metric. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Bad windows that open and good windows that clear. */
  static final int WINDOWS = 1;

  /** How soon a relapse may send the first steps again. */
  static final Duration RENOTIFY_AFTER = Duration.ofMinutes(15);

  /** Display id of an incident. */
  static final String INCIDENT_ID = "INC-{opened:yyyyMMdd}-{n:000}";

  /** Name of the tenant when there is only one. */
  static final String TENANT = "-";

  /** What moves time. */
  static final EngineSettings.Clock CLOCK = EngineSettings.Clock.WALL;

  /** What a job runs. */
  static final List<String> PIPELINES = List.of("detect", "incident", "pager");

  /** Parts of a stage. */
  static final int PARALLELISM = 1;

  /** Form of records. */
  static final String FORMAT = "json";

  /** After so long a silent partition no longer holds time back. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** How far ahead of its append time a sample may be. */
  static final Duration FUTURE = Duration.ofSeconds(30);

  /** What topics of ours begin with. */
  static final String PREFIX = "tocsin";

  /** Partitions of the inbox. */
  static final int INBOX_PARTITIONS = 8;

  /** Distance between checkpoints. */
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Where state lives. */
  static final boolean ROCKSDB = true;

  /** Most bytes of a record. */
  static final int RECORD_BYTES = 64 * 1024;

  private Defaults() {}
}
