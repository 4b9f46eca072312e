package io.tocsin.incident;

import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;

/** A pack for one question: three severities, a trigger for each, and the timers it is about. */
final class OwnPack {
  private static final String HEAD =
      """
      pack: 1
      id: own
      calendars: {business: {days: [mon..fri], from: "09:00", to: "17:00"}}
      severities:
        - {id: P0, name: Worst, means: worst}
        - {id: P1, name: Bad, means: bad}
        - {id: P2, name: Mild, means: mild}
      targets: {ann: {name: Ann}, bob: {name: Bob}}
      channels: {pager: {kind: page}}
      metrics: {load: {agg: mean}}
      triggers:
        - {id: p0, severity: P0, when: {metric: load, op: ">", value: 3}}
        - {id: p1, severity: P1, when: {metric: load, op: ">", value: 2}}
        - {id: p2, severity: P2, when: {metric: load, op: ">", value: 1}}
        - {id: smoke, severity: P1, when: {signal: smoke, broken_by: clean}}
      incident: {id: "I-{opened:yyyyMMdd}-{n:000}", group_by: [service]}
      """;

  private OwnPack() {}

  /** A stage for the pack with these timers, each without its dash, opened on a Friday, 10:01Z. */
  static Stage with(String... timers) {
    return auto("{recovered: true, resolved: hold}", timers);
  }

  static Stage auto(String auto, String... timers) {
    return new Stage(read(auto, timers), "service=s", "2025-10-10T10:01:00Z", 0);
  }

  static Stage late(long latenessMillis, String... timers) {
    String auto = "{recovered: true, resolved: hold}";
    return new Stage(read(auto, timers), "service=s", "2025-10-10T10:01:00Z", latenessMillis);
  }

  private static Pack read(String auto, String... timers) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("lifecycle: {phases: [look, mend, learn], auto: ").append(auto).append("}\n");
    text.append("timers:\n");
    for (String timer : timers) {
      text.append("  - {").append(timer).append("}\n");
    }
    var file = PackReader.read("own.yaml", text.toString());
    return file.pack().orElseThrow(() -> new AssertionError(file.problems()));
  }
}
