package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import io.tocsin.window.Slices;
import io.tocsin.window.Tallier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole of detection over plain maps: samples in, verdicts out. */
final class Watch {
  /** 10:00 on a Friday, on every grid up to an hour. */
  static final long TEN = Instant.parse("2025-10-10T10:00:00Z").toEpochMilli();

  static final long SECOND = 1_000;
  static final long MINUTE = 60_000;
  static final long HOUR = 3_600_000;

  final List<Routed> refused = new ArrayList<>();
  final Map<Integer, TreeMap<String, byte[]>> shards = new TreeMap<>();
  final Map<Integer, Long> due = new TreeMap<>();
  Ticked ticked = Ticked.ALWAYS;
  long unrouted;

  private final List<Pack> packs;
  private final Routing routing;
  private final Tallier tallier = new Tallier();
  private final List<Verdict> verdicts = new ArrayList<>();

  Watch(Pack... packs) {
    this.packs = List.of(packs);
    this.routing = new Routing(this.packs);
  }

  /** An instant of that morning: {@code 10:00:00}. */
  static long at(String time) {
    return Instant.parse("2025-10-10T" + time + "Z").toEpochMilli();
  }

  static String clock(long millis) {
    return millis == Times.NOT_YET ? "-" : Times.text(millis).substring(11).replace("Z", "");
  }

  static Sample gauge(String name, String labels, long millis, String value) {
    return new Sample(name, labels, SampleType.GAUGE, millis, Decimal.parse(value));
  }

  Watch feed(String name, long millis, String value) {
    return feed(gauge(name, "service=a", millis, value));
  }

  Watch feed(Sample sample) {
    tallier.add(sample);
    return this;
  }

  /** A sample every so often, from the first instant to before the second. */
  Watch steady(String name, long from, long to, long every, String value) {
    for (long at = from; at < to; at += every) {
      feed(name, at, value);
    }
    return this;
  }

  /** Gives what was tallied so far to detection without judging: a flush before a barrier. */
  Watch flush() {
    tallier.drainAll(this::take);
    return this;
  }

  void take(Partial partial) {
    if (!routing.route(partial, this::take)) {
      unrouted += partial.count();
    }
  }

  /** A new detector each time: whatever is not in memory is lost. */
  private Detector detector() {
    return new Detector(packs, refused::add);
  }

  private void take(Routed routed) {
    long next = detector().add(routed, memory(routed.shard()));
    due.put(routed.shard(), next);
  }

  /** Judges everything that is due up to an instant, as the watermark would. */
  Watch until(long millis) {
    tallier.drainThrough(millis, this::take);
    for (long at = nextDue(millis); at <= millis; at = nextDue(millis)) {
      judge(at);
    }
    return this;
  }

  private long nextDue(long millis) {
    return due.values().stream()
        .filter(next -> next != Times.NOT_YET)
        .mapToLong(Long::longValue)
        .min()
        .orElse(millis + Slices.MILLIS);
  }

  private void judge(long boundary) {
    List<Integer> ready =
        due.entrySet().stream()
            .filter(entry -> entry.getValue() == boundary)
            .map(Map.Entry::getKey)
            .toList();
    for (int shard : ready) {
      Judgement judgement = detector().judge(boundary, memory(shard), ticked);
      verdicts.addAll(judgement.verdicts());
      due.put(shard, judgement.nextMillis());
    }
  }

  Memory memory(int shard) {
    TreeMap<String, byte[]> parts = shards.computeIfAbsent(shard, id -> new TreeMap<>());
    return new Memory() {
      @Override
      public byte[] get(String part) {
        return parts.get(part);
      }

      @Override
      public void put(String part, byte[] value) {
        parts.put(part, value.clone());
      }

      @Override
      public void remove(String part) {
        parts.remove(part);
      }
    };
  }

  /** Names of everything remembered anywhere. */
  List<String> remembered() {
    return shards.values().stream().flatMap(parts -> parts.keySet().stream()).toList();
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  /** Verdicts in short: {@code 10:01:00 hot !} for violated, {@code 10:02:00 hot .} for clear. */
  List<String> story() {
    return verdicts.stream()
        .sorted(Comparator.comparingLong(Verdict::windowEndMillis))
        .map(
            verdict ->
                clock(verdict.windowEndMillis())
                    + " "
                    + verdict.trigger()
                    + (verdict.key().isEmpty() ? "" : "[" + verdict.key() + "]")
                    + (verdict.violated() ? " !" : " ."))
        .toList();
  }

  static String service(String name) {
    return Labels.of("service", name).canonical();
  }
}
