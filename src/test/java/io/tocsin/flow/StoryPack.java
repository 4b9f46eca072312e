package io.tocsin.flow;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Channel;
import io.tocsin.pack.Comparison;
import io.tocsin.pack.Condition;
import io.tocsin.pack.IncidentPolicy;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Origin;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Target;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A small pack: mean latency above 300 over a minute is a P1, the signal {@code site_down} a P0.
 * The person on call is paged at once and the boss after 10 minutes without an answer; an answer is
 * due after 5 minutes; ten good minutes resolve.
 */
final class StoryPack {
  static final String ID = "shop";

  /** Place of the trigger on latency among the pack's triggers. */
  static final int SLOW = 1;

  static final Duration LATENESS = Duration.ofSeconds(10);

  private StoryPack() {}

  static Pack pack() {
    return new Pack(
        ID,
        "Shop",
        "0123456789ab",
        new TimePolicy(ZoneOffset.UTC, LATENESS, Duration.ofMinutes(1), 1, 1),
        List.of(),
        List.of(severity("P0"), severity("P1")),
        List.of(new Target("oncall", "On call", List.of()), new Target("boss", "Boss", List.of())),
        List.of(new Channel("pager", Channel.Kind.PAGE, "")),
        List.of(latency()),
        List.of(),
        List.of(
            new Trigger(
                "down",
                "P0",
                new Condition.SignalSeen(List.of("site_down"), Map.of(), 1, "site_up"),
                1,
                1),
            new Trigger(
                "slow",
                "P1",
                new Condition.MetricIs("latency", Comparison.GREATER, Decimal.of(300), ""),
                1,
                1)),
        List.of(ackClock(), step("page", 0, "oncall"), step("escalate", 10, "boss"), hold()),
        new IncidentPolicy(
            "INC-{opened:yyyyMMdd}-{n:000}",
            List.of(),
            List.of("service"),
            List.of(),
            List.of(),
            Duration.ofMinutes(15)),
        new Lifecycle(Map.of(), List.of(), true, false, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Origin.UNKNOWN,
        Map.of());
  }

  private static Severity severity(String id) {
    return new Severity(id, id, "", "");
  }

  private static Metric latency() {
    return new Metric(
        "latency",
        "ms",
        new Metric.Source.Raw(),
        Metric.Aggregate.MEAN,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        "",
        Metric.Across.POOLED,
        false);
  }

  private static Timer ackClock() {
    return timer(
        "ack",
        Timer.Kind.CLOCK,
        "opened",
        "acked",
        Duration.ofMinutes(5),
        null,
        Timer.Action.NONE,
        List.of(),
        null);
  }

  private static Timer step(String id, int minutes, String target) {
    return timer(
        id,
        Timer.Kind.STEP,
        "opened",
        "",
        null,
        Duration.ofMinutes(minutes),
        minutes == 0 ? Timer.Action.PAGE : Timer.Action.ESCALATE,
        List.of(target),
        null);
  }

  private static Timer hold() {
    return timer(
        "hold",
        Timer.Kind.HOLD,
        "recovered",
        "",
        null,
        null,
        Timer.Action.NONE,
        List.of(),
        Duration.ofMinutes(10));
  }

  private static Timer timer(
      String id,
      Timer.Kind kind,
      String from,
      String until,
      Duration limit,
      Duration at,
      Timer.Action action,
      List<String> to,
      Duration hold) {
    return new Timer(
        id,
        List.of(),
        kind,
        from,
        "always",
        until,
        limit,
        0,
        false,
        false,
        at,
        false,
        null,
        kind == Timer.Kind.STEP && !at.isZero() ? "acked" : "",
        "",
        List.of(),
        action,
        to,
        kind == Timer.Kind.STEP ? List.of("pager") : List.of(),
        "",
        null,
        List.of(),
        hold,
        null,
        null,
        kind == Timer.Kind.HOLD ? "resolved" : "",
        List.of(),
        false,
        false,
        "");
  }
}
