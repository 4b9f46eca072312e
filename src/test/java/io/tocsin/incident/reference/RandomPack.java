package io.tocsin.incident.reference;

import io.tocsin.config.PackFile;
import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small pack made up from a seed, as the text of its file. */
final class RandomPack {
  private static final List<String> TARGETS = List.of("ann", "bob", "cat");
  private static final List<String> SPANS = List.of("5m", "10m", "15m", "30m", "1h", "4h", "26h");
  private static final List<String> FLAGS = List.of("media", "money");

  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> severities = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();

  private RandomPack(long seed) {
    random = new SplittableRandom(seed);
  }

  static String text(long seed) {
    return new RandomPack(seed).write();
  }

  static Pack read(String text) {
    PackFile file = PackReader.read("random.yaml", text);
    return file.pack().orElseThrow(() -> new AssertionError(file.problems() + "\n" + text));
  }

  private String write() {
    String zone = one(List.of("UTC", "Europe/Berlin", "America/New_York"));
    text.append("pack: 1\nid: random\ntime: {zone: ").append(zone).append("}\n");
    text.append("calendars:\n  business: {days: [mon..fri], from: \"09:00\", to: \"17:00\"}\n");
    text.append("  berlin: {zone: Europe/Berlin, days: [mon..fri], from: \"08:30\", to: \"16:00\"");
    text.append(", holidays: [2025-03-31]}\n");
    text.append(
        "  york: {zone: America/New_York, days: [mon..sun], from: \"00:30\", to: \"23:00\"}\n");
    text.append("severities:\n");
    int count = chance(6) ? 4 : 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      severities.add("P" + i);
      text.append("  - {id: P").append(i).append(", name: N, means: m}\n");
    }
    text.append("targets: {ann: {name: A}, bob: {name: B}, cat: {name: C}}\n");
    text.append("channels: {pager: {kind: page}, mail: {kind: email}}\n");
    text.append("metrics: {m: {agg: mean}}\n");
    triggers();
    text.append("timers:\n");
    timers();
    text.append("incident: {id: \"I-{opened:yyyyMMdd}-{n}\", group_by: [service], renotify_after: ")
        .append(one(List.of("1m", "15m", "2h")))
        .append("}\n");
    String recovered = chance(8) ? "false" : "true";
    String resolved = chance(5) ? "command" : "hold";
    text.append("lifecycle:\n  labels: {mitigating: Fixing}\n  phases: [look, mend, learn]\n");
    text.append("  auto: {recovered: ").append(recovered).append(", resolved: ").append(resolved);
    text.append("}\n  timeline: [drafted]\n");
    return text.toString();
  }

  private void triggers() {
    text.append("triggers:\n");
    for (String severity : severities) {
      String value = Integer.toString(10 - severities.indexOf(severity));
      text.append("  - {id: m-").append(severity).append(", severity: ").append(severity);
      text.append(", when: {metric: m, op: \">\", value: ").append(value).append("}}\n");
    }
    text.append("  - {id: report, severity: ").append(one(severities));
    text.append(", when: {signal: [smoke, fire]}}\n");
    text.append("  - {id: hooks, severity: ").append(one(severities));
    text.append(", when: {signal: failed, consecutive: 2, broken_by: passed}}\n");
    text.append("  - {id: blocked, severity: ").append(one(severities));
    text.append(", when: {signal: failed, where: {blocking: \"true\"}, broken_by: passed}}\n");
    text.append("  - {id: mixed, severity: ").append(one(severities));
    text.append(
        ", when: {any: [{metric: m, op: \">\", value: 99}, {signal: smoke, broken_by: passed}]}}\n");
  }

  // ---- timers ---------------------------------------------------------------------------------

  private void timers() {
    List<Runnable> kinds = new ArrayList<>();
    for (String severity : severities) {
      kinds.add(() -> clocks(severity));
      kinds.add(() -> steps(severity));
      kinds.add(() -> rest(severity));
    }
    while (!kinds.isEmpty()) {
      kinds.remove(random.nextInt(kinds.size())).run();
    }
    if (chance(2)) {
      line("common", "[]", "step", "from: opened, at: " + span() + tail());
    }
    if (chance(2)) {
      String map = "{P0: " + one(List.of("15m", "null")) + ", P1: " + span() + "}";
      line("told", "[]", "cadence", "from: opened, until: mitigated, every: " + map);
    }
  }

  /** At most one promise of a kind for each severity, as a pack of some sense has it. */
  private void clocks(String severity) {
    if (chance(2)) {
      clock("ack-", severity, "opened", "acked");
    }
    if (chance(2)) {
      clock("fix-", severity, "opened", one(List.of("recovered", "mitigated")));
    }
    if (chance(6)) {
      clock("seen-", severity, "started", "opened");
    }
    if (chance(6)) {
      String from = one(List.of("acked", "flag:media|money", "phase:mend", "mitigated"));
      clock("next-", severity, from, one(List.of("triaged", "posted")));
    }
    if (chance(5)) {
      clock("after-", severity, one(List.of("resolved", "closed")), "reviewed");
    }
  }

  private void clock(String id, String severity, String from, String until) {
    String limit = chance(6) ? "1mo" : chance(6) ? "next_business_day_end" : span();
    line(
        id + severity,
        "[" + severity + "]",
        "clock",
        "from: %s, until: %s, limit: %s, strict: %s%s"
                .formatted(from, until, limit, chance(2), chance(8) ? ", advisory: true" : "")
            + calendar());
  }

  private void steps(String severity) {
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      String sev = chance(5) ? "P0, " + severity : severity;
      String from = chance(4) ? one(froms()) : "opened";
      String at = chance(3) ? "0s" : chance(8) ? "next_business_day" : span();
      String id = "s" + i + "-" + severity;
      String needs = !steps.isEmpty() && chance(6) ? ", needs: [" + one(steps) + "]" : "";
      String asks =
          chance(6)
              ? ", if: " + one(List.of("media", "\"flag:media|money\"", "\"trigger:hooks\""))
              : "";
      String by = at.equals("0s") && chance(3) ? ", by: 1h" : "";
      line(
          id,
          "[" + sev + "]",
          "step",
          "from: \"" + from + "\", at: " + at + needs + asks + by + tail());
      steps.add(id);
    }
  }

  private List<String> froms() {
    List<String> froms =
        new ArrayList<>(
            List.of(
                "flag:media", "flag:media|money", "acked", "resolved", "mitigated", "phase:mend"));
    steps.forEach(step -> froms.add("step:" + step));
    return froms;
  }

  /** What every step has: a guard, an action, targets, channels. */
  private String tail() {
    String guard =
        one(List.of("", "recovered", "recovered", "recovered", "resolved", "acked", "drafted"));
    String action = one(List.of("page", "notify", "escalate"));
    List<String> to = new ArrayList<>(TARGETS);
    while (to.size() > 1 && chance(2)) {
      to.remove(random.nextInt(to.size()));
    }
    return (guard.isEmpty() ? "" : ", unless: " + guard)
        + ", action: "
        + action
        + ", to: "
        + to
        + ", via: "
        + one(List.of("[pager]", "[mail]", "[pager, mail]"))
        + (chance(4) ? ", level: L2" : "")
        + calendar();
  }

  private void rest(String severity) {
    String sev = "[" + severity + "]";
    if (chance(3)) {
      String until = one(List.of("recovered", "recovered", "resolved", "acked"));
      String from = chance(5) ? "acked" : "opened";
      String every = one(List.of("15m", "30m", "4h", "24h"));
      line(
          "upd-" + severity,
          sev,
          "cadence",
          "from: " + from + ", until: " + until + ", every: " + every + calendar());
    }
    if (!chance(3)) {
      String from = chance(5) ? "mitigated" : "recovered";
      String min = chance(3) ? ", min: 5m" : "";
      String then = chance(4) ? "stable" : "resolved";
      line(
          "hold-" + severity,
          sev,
          "hold",
          "from: "
              + from
              + ", for: "
              + one(SPANS.subList(1, 5))
              + min
              + ", sample: 30s, then: "
              + then);
    }
    if (chance(4)) {
      String list =
          chance(2) ? "budgets: {look: 5m, mend: 10m, learn: 30m}" : "ends: {look: 5m, mend: 30m}";
      line("phases-" + severity, sev, "phases", "from: opened, " + list + calendar());
    }
    if (chance(10)) {
      line(
          "todo-" + severity,
          sev,
          "task",
          "from: " + one(List.of("opened", "resolved")) + ", at: " + span() + ", to: [ann]");
    }
  }

  private void line(String id, String sev, String kind, String rest) {
    text.append("  - {id: ").append(id);
    if (!sev.equals("[]")) {
      text.append(", sev: ").append(sev);
    }
    text.append(", kind: ").append(kind).append(", ").append(rest).append("}\n");
  }

  private String calendar() {
    return chance(4) ? ", calendar: " + one(List.of("business", "berlin", "york")) : "";
  }

  private String span() {
    return one(SPANS);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True once in so many. */
  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }
}
