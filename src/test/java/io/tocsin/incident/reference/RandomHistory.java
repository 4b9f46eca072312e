package io.tocsin.incident.reference;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What happens to one entity, made up from a seed. */
final class RandomHistory {
  static final String ENTITY_VALUE = "svc-a";

  /** Changes of summer time in Berlin and New York, month ends, a Friday evening. */
  private static final List<String> TURNS =
      List.of(
          "2025-03-30T01:00:00Z",
          "2025-10-26T01:00:00Z",
          "2025-03-09T07:00:00Z",
          "2025-11-02T06:00:00Z",
          "2025-01-31T12:00:00Z",
          "2024-02-29T12:00:00Z",
          "2025-12-31T23:30:00Z",
          "2025-10-10T16:30:00Z");

  private static final List<Duration> GAPS =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMillis(899_999),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(4));

  private static final List<Duration> LONG_GAPS =
      List.of(Duration.ofHours(23), Duration.ofHours(26), Duration.ofDays(3), Duration.ofDays(20));

  final List<Moment> moments = new ArrayList<>();
  final long latenessMillis;
  final long until;
  private final Pack pack;
  private final Vocabulary words;
  private final String entity;
  private final SplittableRandom random;
  private final List<Trigger> violated = new ArrayList<>();
  private long now;
  private long fired = Long.MIN_VALUE;
  private int outage;

  RandomHistory(Pack pack, Vocabulary words, long seed) {
    this.pack = pack;
    this.words = words;
    entity = entity(pack);
    random = new SplittableRandom(seed);
    latenessMillis = chance(3) ? one(List.of(1_000L, 10_000L, 60_000L)) : 0;
    now = Instant.parse(one(TURNS)).toEpochMilli() - random.nextInt(28 * 60) * 60_000L;
    int length = 5 + random.nextInt(11);
    while (moments.size() < length) {
      pass();
      something();
    }
    long rest = words.fastest().toMillis() * 12;
    until = now + (chance(3) ? Math.min(rest, Duration.ofDays(40).toMillis()) : rest / 4);
  }

  static String entity(Pack pack) {
    return pack.incident().groupBy().get(0) + "=" + ENTITY_VALUE;
  }

  private void pass() {
    boolean slow = words.fastest().compareTo(Duration.ofHours(4)) >= 0;
    now += (slow && chance(12) ? one(LONG_GAPS) : one(GAPS)).toMillis();
    if (chance(8) && !slow) {
      now += random.nextInt(600_000);
    }
  }

  /** The job is down now and then: then no timer fires until it is up again. */
  private void tell(Input input) {
    if (outage == 0 && chance(60)) {
      outage = 1 + random.nextInt(4);
    }
    if (outage > 0) {
      outage--;
    } else {
      fired = Math.max(fired, now - 1);
    }
    moments.add(new Moment(input, now, fired));
  }

  private void something() {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> worsens();
      case 3, 4 -> heals();
      case 5 -> signal();
      default -> command();
    }
  }

  private void worsens() {
    if (words.measured().isEmpty()) {
      return;
    }
    Trigger trigger = one(words.measured());
    if (!violated.contains(trigger) || chance(8)) {
      violated.add(trigger);
      verdict(trigger, true, chance(8) ? one(List.of("k1", "k2")) : "");
    }
  }

  private void heals() {
    if (chance(4) && !violated.isEmpty()) {
      verdict(violated.remove(random.nextInt(violated.size())), false, "");
      return;
    }
    violated.forEach(trigger -> verdict(trigger, false, ""));
    violated.clear();
    if (chance(2)) {
      tell(Input.of(pack.id(), entity, signal("passed", "")));
    }
  }

  private void verdict(Trigger trigger, boolean bad, String key) {
    long end = now - latenessMillis - (chance(40) ? 60_000 : 0);
    int order = Verdict.order(pack, pack.triggers().indexOf(trigger), bad);
    long since = bad ? end - random.nextInt(20) * 60_000L : Times.NOT_YET;
    tell(
        Input.of(
            new Verdict(
                pack.id(),
                entity,
                trigger.id(),
                end,
                since,
                bad,
                key,
                chance(5) ? "" : "1",
                "< 2",
                List.of(),
                order)));
  }

  private void signal() {
    if (!words.signals().isEmpty()) {
      tell(Input.of(pack.id(), entity, signal(one(words.signals()), one(words.signalLabels()))));
    }
  }

  private Signal signal(String name, String labels) {
    long since = chance(3) ? now - random.nextInt(30) * 60_000L : Times.NOT_YET;
    String id = "s" + (chance(30) ? Math.max(0, moments.size() - 1) : moments.size());
    return new Signal(id, name, labels, now, since);
  }

  private void command() {
    Map<String, String> fields = new TreeMap<>();
    String verb =
        switch (random.nextInt(16)) {
          case 0, 1, 2 -> "ack";
          case 3 -> "unack";
          case 4 -> "resolve";
          case 5 -> chance(2) ? "close" : "resolve";
          case 6 -> "reopen";
          case 7, 8 -> with(fields, "mark", "mark", words.marks());
          case 9 -> with(fields, "flag", "flag", words.flags());
          case 10 -> with(fields, chance(3) ? "unflag" : "flag", "flag", words.flags());
          case 11, 12 -> with(fields, "set_severity", "severity", severities());
          case 13 ->
              chance(2)
                  ? "post_update"
                  : with(fields, "set_status", "status", List.of("Fixing", "identified", "odd"));
          case 14 -> with(fields, "phase_done", "phase", words.phases());
          default -> declare(fields);
        };
    if (chance(10)) {
      fields.put("reason", "so it is");
    }
    long said = now - (chance(4) ? one(List.of(1_000L, 30_000L, 60_000L, 60_001L, -5_000L)) : 0);
    String id = "c" + (chance(40) ? Math.max(0, moments.size() - 1) : moments.size());
    String by = chance(5) ? "" : "alice";
    tell(
        Input.of(
            pack.id(), entity, new Command(id, verb, pack.id(), entity, "", said, by, fields)));
  }

  private List<String> severities() {
    List<String> ids = new ArrayList<>();
    pack.severities().forEach(severity -> ids.add(severity.id()));
    ids.add("P9");
    return chance(10) ? ids : ids.subList(0, ids.size() - 1);
  }

  private String with(Map<String, String> fields, String verb, String field, List<String> values) {
    fields.put(field, values.isEmpty() ? "" : one(values));
    return verb;
  }

  private String declare(Map<String, String> fields) {
    fields.put("severity", one(severities()));
    fields.put("title", chance(8) ? " " : "By hand");
    if (chance(3)) {
      fields.put("started", Times.text(now - random.nextInt(3_600_000)));
    }
    if (chance(3)) {
      fields.put("drill", "true");
    }
    return "declare";
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }
}
