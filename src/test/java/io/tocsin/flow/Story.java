package io.tocsin.flow;

import io.tocsin.metric.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A morning of six services in three partitions: latencies every five seconds, bad ones in turn,
 * people and systems that say something. A partition's lines can come in any order that the
 * lateness allows.
 */
final class Story {
  static final long START = StoryInputs.at("10:00:00");
  static final long END = StoryInputs.at("11:00:00");
  private static final long LATENESS = StoryPack.LATENESS.toMillis();
  private static final int PARTITIONS = 3;
  private static final int SERVICES = 6;

  private record Line(long millis, String text) {}

  private Story() {}

  /** The story in the order of its timestamps. */
  static List<List<byte[]>> inOrder() {
    return bytes(lines());
  }

  /** The story with every partition in another order, within the lateness. */
  static List<List<byte[]>> shuffled(long seed) {
    Random random = new Random(seed);
    List<List<Line>> partitions = new ArrayList<>();
    for (List<Line> lines : lines()) {
      record Delayed(long arrivesMillis, Line line) {}
      partitions.add(
          lines.stream()
              .map(line -> new Delayed(line.millis + random.nextLong(LATENESS), line))
              .sorted(Comparator.comparingLong(Delayed::arrivesMillis))
              .map(Delayed::line)
              .toList());
    }
    return bytes(partitions);
  }

  /** Only the samples of a story, or only what people and systems say in it. */
  static List<List<byte[]>> only(boolean samples, List<List<byte[]>> story) {
    List<List<byte[]>> kept = new ArrayList<>();
    for (List<byte[]> partition : story) {
      kept.add(
          partition.stream()
              .filter(line -> new String(line, StandardCharsets.UTF_8).contains("value") == samples)
              .toList());
    }
    return kept;
  }

  /** The story with so many broken records, late samples and samples from the future among it. */
  static List<List<byte[]>> withGarbage(long seed, int each) {
    Random random = new Random(seed);
    List<List<Line>> partitions = lines();
    for (int i = 0; i < each; i++) {
      List<Line> lines = partitions.get(random.nextInt(partitions.size()));
      // Not in front of the first good one, which shows the partition's time.
      int place = 1 + random.nextInt(lines.size() - 1);
      long now = lines.get(place - 1).millis();
      List<String> garbage =
          List.of(
              "{\"name\":\"latency\",",
              sample("zz", Times.text(START - 3_600_000), 1_000_000),
              sample("a", "2999-01-01T00:00:00Z", 1_000_000),
              sample("a", Times.text(now), 0).replace("latency", "rain"),
              signal("rain", "a", now));
      garbage.forEach(text -> lines.add(place, new Line(now, text)));
    }
    return bytes(partitions);
  }

  private static List<List<Line>> lines() {
    List<List<Line>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    for (int service = 0; service < SERVICES; service++) {
      List<Line> lines = partitions.get(service % PARTITIONS);
      String name = String.valueOf((char) ('a' + service));
      for (long millis = START; millis < END; millis += 5_000) {
        lines.add(new Line(millis, sample(name, Times.text(millis), latency(service, millis))));
      }
      say(lines, name, service);
    }
    partitions.forEach(lines -> lines.sort(Comparator.comparingLong(Line::millis)));
    return partitions;
  }

  /**
   * Every service is bad for half an hour, two of them from the same minute on. After a first bad
   * minute it is close to the limit, so that each lost sample can change a verdict.
   */
  private static int latency(int service, long millis) {
    long since = millis - (START + (service / 2) * 600_000L + 300_000);
    int noise = new Random(millis * 31 + service).nextInt(100);
    if (since < 0 || since >= 1_800_000) {
      return 100 + noise;
    }
    return since < 60_000 ? 450 + noise : 250 + noise;
  }

  private static void say(List<Line> lines, String name, int service) {
    long ack = START + 900_000 + service * 60_000L;
    lines.add(new Line(ack, command("ack", name, ack)));
    if (service % 2 == 0) {
      long down = START + 720_000;
      lines.add(new Line(down, signal("site_down", name, down)));
      long up = down + 600_000 + service;
      lines.add(new Line(up, signal("site_up", name, up)));
    }
    if (service == 5) {
      long resolve = END - 600_000;
      lines.add(new Line(resolve, command("resolve", name, resolve)));
    }
  }

  private static String sample(String service, String time, int value) {
    return "{\"name\":\"latency\",\"timestamp\":\"%s\",\"value\":%d,\"labels\":{\"service\":\"%s\"}}"
        .formatted(time, value, service);
  }

  private static String signal(String signal, String service, long millis) {
    return "{\"id\":\"%s-%s-%d\",\"signal\":\"%s\",\"timestamp\":%d,\"labels\":{\"service\":\"%s\"}}"
        .formatted(signal, service, millis, signal, millis, service);
  }

  private static String command(String verb, String service, long millis) {
    return ("{\"id\":\"%s-%s-%d\",\"command\":\"%s\",\"pack\":\"shop\",\"by\":\"alice\","
            + "\"timestamp\":%d,\"labels\":{\"service\":\"%s\"}}")
        .formatted(verb, service, millis, verb, millis, service);
  }

  private static List<List<byte[]>> bytes(List<List<Line>> partitions) {
    List<List<byte[]>> bytes = new ArrayList<>();
    for (List<Line> lines : partitions) {
      List<byte[]> records = new ArrayList<>();
      lines.forEach(line -> records.add(line.text().getBytes(StandardCharsets.UTF_8)));
      bytes.add(records);
    }
    return bytes;
  }
}
