package io.tocsin.flow;

import io.tocsin.pack.Channel;
import io.tocsin.pack.Condition;
import io.tocsin.pack.IncidentPolicy;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Target;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Timer.Action;
import io.tocsin.pack.Timer.Kind;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A pack whose incidents run through within seconds: on call at once, the lead after one second
 * unless somebody acknowledged, the boss after three unless it recovered, the chief after five
 * unless somebody acknowledged; an answer is due within two seconds; it resolves one second after
 * it recovered.
 */
public final class SmallPack {
  public static final String ID = "small";

  private SmallPack() {}

  public static Pack get() {
    List<Severity> severities =
        List.of(new Severity("P0", "Critical", "", ""), new Severity("P1", "High", "", ""));
    List<Target> targets =
        List.of(target("oncall"), target("lead"), target("boss"), target("chief"));
    List<Channel> channels =
        List.of(
            new Channel("pager", Channel.Kind.PAGE, ""),
            new Channel("chat", Channel.Kind.CHAT, ""));
    List<Trigger> triggers =
        List.of(
            new Trigger("burning", "P0", new Condition.Off("metric"), 1, 1),
            new Trigger("site-down", "P1", signal("site_down"), 1, 1));
    return new Pack(
        ID,
        "Small",
        "0",
        new TimePolicy(ZoneOffset.UTC, Duration.ZERO, Duration.ofMinutes(1), 1, 1),
        List.of(),
        severities,
        targets,
        channels,
        List.of(),
        List.of(),
        triggers,
        timers(),
        new IncidentPolicy(
            "INC-{opened:yyyyMMdd}-{n:000}",
            "",
            List.of("service"),
            List.of(),
            List.of(),
            Duration.ofMinutes(15)),
        new Lifecycle(Map.of(), List.of(), true, false, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Timer> timers() {
    return List.of(
        step("page-oncall", 0, "recovered", Action.PAGE, "oncall", "pager"),
        step("tell-lead", 1_000, "acked", Action.ESCALATE, "lead", "pager"),
        step("tell-boss", 3_000, "recovered", Action.NOTIFY, "boss", "chat"),
        step("tell-chief", 5_000, "acked", Action.ESCALATE, "chief", "pager"),
        timer("answer", Kind.CLOCK, "opened", "acked", 2_000, "", null, "", ""),
        timer("watch", Kind.HOLD, "recovered", "", 1_000, "", null, "", ""));
  }

  private static Target target(String id) {
    return new Target(id, id, List.of());
  }

  private static Condition signal(String name) {
    return new Condition.SignalSeen(List.of(name), Map.of(), 1, "");
  }

  private static Timer step(
      String id, long atMillis, String unless, Action action, String to, String via) {
    return timer(id, Kind.STEP, "opened", "", atMillis, unless, action, to, via);
  }

  private static Timer timer(
      String id,
      Kind kind,
      String from,
      String until,
      long millis,
      String unless,
      Action action,
      String to,
      String via) {
    Duration length = Duration.ofMillis(millis);
    return new Timer(
        id,
        List.of(),
        kind,
        from,
        "always",
        until,
        length,
        0,
        false,
        true,
        length,
        false,
        null,
        unless,
        "",
        List.of(),
        action == null ? Action.NONE : action,
        to.isEmpty() ? List.of() : List.of(to),
        via.isEmpty() ? List.of() : List.of(via),
        "",
        null,
        List.of(),
        length,
        null,
        null,
        "resolved",
        List.of(),
        false,
        false,
        "");
  }
}
