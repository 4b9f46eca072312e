package io.tocsin.wire;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.Event.Shape;
import java.time.Instant;
import java.util.List;

/** Events of the contract's kind. */
final class Examples {
  private Examples() {}

  /** The one that the contract prints. */
  static Event escalation() {
    return new Event(
        "escalate",
        "claude-enhancer",
        "service=svc-a",
        "claude-enhancer/service=svc-a/1760090460000",
        "p0-l2#1",
        "INC-20251010-001",
        at("2025-10-10T10:16:00Z"),
        7,
        List.of(
            Field.text("severity", "P0"),
            Field.text("status", "Investigating"),
            Field.text("started", "2025-10-10T10:00:00Z"),
            Field.text("opened", "2025-10-10T10:01:00Z"),
            Field.text("timer", "p0-l2"),
            Field.text("level", "L2"),
            Field.list("targets", List.of("em")),
            Field.list("channels", List.of("pagerduty"))),
        List.of(new Delivery("em", "pagerduty", 1)));
  }

  /** Every shape of field, labels that need escapes, a time with milliseconds. */
  static Event opened() {
    return new Event(
        "incident.opened",
        "shop",
        "region=eu%20west,service=a%2Fb",
        "shop/region=eu%20west,service=a%2Fb/1760090460250",
        "slow@1760090460000",
        "INC-1",
        at("2025-10-10T10:01:00.250Z"),
        1,
        List.of(
            Field.text("severity", "P1"),
            Field.text("summary", "a \"slow\" shop\n🔥"),
            Field.list("hints", List.of("look", "wait")),
            Field.list("signals", List.of()),
            Field.number("value", "501.000000001"),
            Field.flag("drill", false),
            new Field("links", Shape.MAP, List.of("runbook", "r-1", "chart", "c-1")),
            new Field("values", Shape.NUMBERS, List.of("latency", "501", "errors", "-0.5"))),
        List.of(new Delivery("dev", "chat", 1), new Delivery("lead", "pager", 3)));
  }

  /** A text of several lines, as a draft and as a payload that is JSON itself. */
  static Event message(boolean payload) {
    List<Field> data =
        payload
            ? List.of(
                Field.text("template", "card"),
                Field.text("channel", "slack"),
                Field.text("text", "{\"text\":\"\ud83d\udea8 a\\nb \\\"c\\\" INC-1\"}"))
            : List.of(
                Field.text("template", "initial"),
                Field.text(
                    "text", "\ud83d\udea8 ALERT\n\nImpact:\t\"all\" \\ 8.0% → 0.4%\n- [x] said"),
                Field.flag("draft", true));
    return new Event(
        "message",
        "shop",
        "service=a",
        "shop/service=a/1760090460000",
        payload ? "card@slack#1" : "initial#1",
        "INC-1",
        at("2025-10-10T10:01:00Z"),
        2,
        data,
        payload ? List.of(new Delivery("slack", "slack", 1)) : List.of());
  }

  /** Belongs to no incident. */
  static Event applied() {
    return new Event(
        "pack.applied",
        "shop",
        "",
        "shop",
        "v12",
        "",
        at("2025-10-10T10:00:00Z"),
        0,
        List.of(Field.text("version", "v12")),
        List.of());
  }

  /** Of an entity that has no labels. */
  static Event limits() {
    return new Event(
        "limit.exceeded",
        "shop",
        "_limits",
        "shop/_limits/1760090460000",
        "series#1",
        "",
        at("2025-10-10T10:00:00Z"),
        2,
        List.of(Field.number("limit", "1000")),
        List.of());
  }

  static Event with(List<Field> data) {
    return new Event(
        "page", "p", "service=x", "p/service=x/1", "t#1", "INC-1", 0, 1, data, List.of());
  }

  static Event withDeliveries(Event event, List<Delivery> deliveries) {
    return new Event(
        event.type(),
        event.pack(),
        event.entity(),
        event.episode(),
        event.cause(),
        event.subject(),
        event.timeMillis(),
        event.sequence(),
        event.data(),
        deliveries);
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
