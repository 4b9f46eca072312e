package io.tocsin.cli.demo;

import io.tocsin.cli.replay.RecordJson;
import io.tocsin.metric.Command;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The outage that the demo plays: forty minutes of the system {@code claude-code}, second by
 * second. Its truth score sinks in three steps, its operations per second and its cache follow,
 * somebody answers, and it comes back.
 */
public final class Outage {
  /** A Friday morning, so that business hours count. */
  public static final Instant START = Instant.parse("2025-10-10T10:00:00Z");

  /** Length of the story. */
  public static final int SECONDS = 40 * 60;

  /** Id of the pack it is told under. */
  public static final String PACK = "claude-code-runbook";

  /** The system that suffers. */
  public static final String SYSTEM = "claude-code";

  private static final int AGENTS = 40;
  private static final int NODES = 8;

  /** When somebody answers. */
  public static final int ACK_SECOND = 13 * 60 + 20;

  private static final int SLOT_MILLIS = 1_000;

  private final Instant start;
  private final RecordJson json = new RecordJson();

  /** The wobble of real metrics; seeded, so that every demo is the same. */
  private final Random wobble = new Random(20251010);

  /**
   * What a part of the story looks like.
   *
   * @param fromSecond when it begins
   * @param truth mean truth score
   * @param operations operations per second
   * @param cache cache hit rate in per cent
   */
  private record Part(int fromSecond, double truth, double operations, double cache) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(0, 0.970, 182_000, 91),
          new Part(3 * 60, 0.930, 168_000, 88),
          new Part(6 * 60, 0.885, 121_000, 74),
          new Part(9 * 60, 0.810, 46_000, 52),
          new Part(26 * 60, 0.968, 176_000, 90));

  /** The story, beginning then. */
  public Outage(Instant start) {
    this.start = start;
  }

  /** When it begins. */
  public Instant start() {
    return start;
  }

  /** The samples of one second, in order of time within each metric. */
  public List<byte[]> second(int second) throws IOException {
    Part part = partAt(second);
    List<byte[]> records = new ArrayList<>();
    for (int agent = 0; agent < AGENTS; agent++) {
      records.add(
          sample(
              "truth_score",
              Map.of("agent", "coder-" + (agent + 1)),
              millis(second, agent, AGENTS),
              // Symmetric: it does not move the mean of a minute over a limit.
              part.truth() + (wobble.nextDouble() - 0.5) * 0.02));
    }
    for (int node = 0; node < NODES; node++) {
      records.add(
          sample(
              "neural_ops_per_sec",
              Map.of("node", "n" + (node + 1)),
              millis(second, node, NODES),
              Math.rint(part.operations() * (1 + (wobble.nextDouble() - 0.5) * 0.02))));
    }
    if (second % 10 == 0) {
      records.add(
          sample(
              "cache_hit_rate",
              Map.of(),
              millis(second, 0, 1),
              part.cache() + (wobble.nextDouble() - 0.5)));
    }
    return records;
  }

  /** The answer, given {@link #ACK_SECOND} seconds into the story. */
  public byte[] ack() throws IOException {
    return json.command(
        new Command(
            "demo-ack-" + start.getEpochSecond(),
            "ack",
            PACK,
            Labels.of("system", SYSTEM).canonical(),
            "",
            start.plusSeconds(ACK_SECOND).toEpochMilli(),
            "alice",
            Map.of("reason", "on it")));
  }

  private byte[] sample(String name, Map<String, String> labels, long atMillis, double value)
      throws IOException {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("system", SYSTEM);
    Decimal decimal = Decimal.parse(String.format(java.util.Locale.ROOT, "%.4f", value));
    return json.sample(
        new Sample(name, Labels.of(all).canonical(), SampleType.GAUGE, atMillis, decimal));
  }

  private long millis(int second, int index, int of) {
    return start.plusSeconds(second).toEpochMilli() + (long) index * SLOT_MILLIS / of;
  }

  private static Part partAt(int second) {
    Part now = PARTS.get(0);
    for (Part part : PARTS) {
      if (part.fromSecond() <= second) {
        now = part;
      }
    }
    return now;
  }
}
