package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.incident.Event.Shape;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  @Test
  void writesTheEventOfTheContractByteForByte() {
    assertThat(new String(EventJson.encode(Examples.escalation()), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("event-escalate.json"));
  }

  @Test
  void writesEveryShapeOfField() {
    assertThat(new String(EventJson.encode(Examples.opened()), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("event-opened.json"));
  }

  @Test
  void writesATextOfSeveralLinesInOne() {
    assertThat(new String(EventJson.encode(Examples.message(false)), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("event-message.json"));
  }

  @Test
  void leavesOutWhatDoesNotApplyToAnEventOfNoIncident() {
    assertThat(new String(EventJson.encode(Examples.applied()), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("event-pack-applied.json"));
  }

  @Test
  void readsBackWhatItWrote() {
    for (Event event :
        List.of(
            Examples.escalation(),
            Examples.opened(),
            Examples.message(false),
            Examples.message(true),
            Examples.applied(),
            Examples.limits())) {
      assertThat(EventJson.decode(EventJson.encode(event)))
          .isEqualTo(Examples.withDeliveries(event, List.of()));
    }
  }

  @Test
  void readsBackAnEpisodeWhoseEntityIsAHash() {
    Event event =
        new Event(
            "page",
            "p",
            "service=" + "x".repeat(300),
            "p/sha256=00ff/1760090460000",
            "page/odd#1",
            "",
            0,
            1,
            List.of(),
            List.of());
    assertThat(EventJson.decode(EventJson.encode(event))).isEqualTo(event);
  }

  @Test
  void writesNumbersWithoutExponent() {
    Event event = Examples.with(List.of(Field.number("value", "1.5E+3")));
    assertThat(new String(EventJson.encode(event), StandardCharsets.UTF_8))
        .contains("\"value\":1500}");
  }

  @Test
  void refusesToWriteANumberThatIsNone() {
    Event event = Examples.with(List.of(Field.number("value", "many")));
    assertThatThrownBy(() -> EventJson.encode(event))
        .hasMessageContaining("value is 'many', must be a number");
  }

  @Test
  void writesCharactersBeyondTheBasicPlaneAsUtf8() {
    Event event = Examples.with(List.of(Field.text("text", "🔥 \u2028 \"é\"")));
    byte[] bytes = EventJson.encode(event);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"🔥 \u2028 \\\"é\\\"\"");
    assertThat(EventJson.decode(bytes)).isEqualTo(event);
  }

  @Test
  void refusesToReadWhatIsNoEvent() {
    for (String bad :
        List.of(
            "",
            "[]",
            "{}",
            "{\"specversion\":\"1.0\"}",
            "{\"id\":\"x\",\"type\":\"other\",\"time\":\"2025-10-10T10:00:00Z\",\"data\":{\"pack\":\"p\"}}",
            Golden.text("event-escalate.json").replace("/escalate/", "/page/"),
            Golden.text("event-escalate.json") + "x")) {
      assertThatThrownBy(() -> EventJson.decode(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void neverWritesDeliveries() {
    Event told =
        Examples.withDeliveries(Examples.escalation(), List.of(new Delivery("em", "pagerduty", 2)));
    assertThat(EventJson.encode(told))
        .isEqualTo(EventJson.encode(Examples.withDeliveries(told, List.of())));
  }

  @Test
  void tellsMapsFromNumbersByTheirValues() {
    Event event =
        Examples.with(
            List.of(
                new Field("m", Shape.MAP, List.of("a", "1")),
                new Field("n", Shape.NUMBERS, List.of("a", "1"))));
    assertThat(EventJson.decode(EventJson.encode(event)).data()).isEqualTo(event.data());
  }

  @Test
  void readsBackWhateverAnEventSays() {
    Random random = new Random(9);
    for (int round = 0; round < 10_000; round++) {
      Event event = any(random);
      byte[] bytes = EventJson.encode(event);
      assertThat(EventJson.decode(bytes)).isEqualTo(event);
      assertThat(EventJson.encode(EventJson.decode(bytes))).isEqualTo(bytes);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\n");
    }
  }

  private static Event any(Random random) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.put("l" + text(random), text(random));
    }
    String entity = Labels.of(labels).canonical();
    String episode = "pack/" + Labels.key(entity) + "/" + random.nextLong(1L << 41);
    String number = Decimal.ofUnits(random.nextLong()).toString();
    List<Field> data =
        List.of(
            Field.text("text", text(random)),
            Field.number("number", number),
            Field.flag("flag", random.nextBoolean()),
            Field.list("list", List.of(text(random), text(random))),
            new Field("map", Shape.MAP, List.of("a" + text(random), text(random))),
            new Field("numbers", Shape.NUMBERS, List.of("a" + text(random), number)));
    return new Event(
        random.nextBoolean() ? "page" : "incident.opened",
        "pack",
        entity,
        episode,
        "cause/" + text(random),
        text(random),
        random.nextLong(1L << 41),
        random.nextInt(3),
        data,
        List.of());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(3)) {
            case 0 -> "/%=,#|\"\\\n\u0000 @".charAt(random.nextInt(12));
            case 1 -> random.nextInt(0xD800);
            default -> 0x1F300 + random.nextInt(0x200);
          });
    }
    return text.toString();
  }
}
