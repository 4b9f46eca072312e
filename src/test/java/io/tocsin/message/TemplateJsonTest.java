package io.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void fillsPlacesInsideStringsAndNowhereElse() {
    Filling values = Filling.empty().with("severity", "P0").with("opened", "10:01");

    assertThat(
            TemplateJson.parse(
                    "{\"text\":\"🚨 {severity} \\u2013 \\\"now\\\"\",\"{severity}\":[1.50,true,null,\"{opened}\"]}")
                .render(values))
        .isEqualTo("{\"text\":\"🚨 P0 – \\\"now\\\"\",\"{severity}\":[1.50,true,null,\"10:01\"]}");
  }

  @Test
  void noValueBreaksOutOfItsString() throws JsonProcessingException {
    String attack = "\",\"channel\":\"#ceo\",\"x\":\"\\\" \\u0022 \n {severity} \u0000</script>";
    String json =
        TemplateJson.parse("{\"text\":\"{service}\"}")
            .render(Filling.empty().with("service", attack).with("severity", "P0"));

    assertThat(JSON.readTree(json).size()).isEqualTo(1);
    assertThat(JSON.readTree(json).path("text").asText()).isEqualTo(attack.replace("\u0000", ""));
  }

  @Test
  void staysJsonWhateverTheValuesHold() throws JsonProcessingException {
    Random random = new Random(11);
    TemplateJson template =
        TemplateJson.parse("{\"a\":\"<{x}>\",\"b\":[\"{x}{?y}\",{\"c\":\"{{{y}}}\"}]}");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        value.append(
            (char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
      }
      String json = template.render(Filling.empty().with("x", value.toString()));

      assertThat(JSON.readTree(json).path("a").asText())
          .isEqualTo(
              "<" + (value.length() == 0 ? "[x]" : TextBounds.clean(value.toString())) + ">");
    }
  }

  @Test
  void cutsValuesAndNeverTheJson() throws JsonProcessingException {
    String places = "{x}".repeat(100);
    String json =
        TemplateJson.parse("{\"a\":\"" + places + "\",\"b\":\"end\"}")
            .render(Filling.empty().with("x", "\"".repeat(2_000)));

    assertThat(json.codePointCount(0, json.length())).isBetween(10_000, 32_000);
    assertThat(JSON.readTree(json).path("b").asText()).isEqualTo("end");
  }

  @Test
  void refusesWhatIsNoTemplate() {
    assertThatThrownBy(() -> TemplateJson.parse("{\"a\":\"{b\"}"))
        .isInstanceOf(BadTemplate.class)
        .hasMessageStartingWith("has {b, must be a place");
    assertThatThrownBy(() -> TemplateJson.parse("{\"a\":\"b}"))
        .isInstanceOf(BadTemplate.class)
        .hasMessage("has a JSON string that does not end");
    assertThatThrownBy(() -> TemplateJson.parse("[\"" + "x".repeat(32_000) + "\"]"))
        .isInstanceOf(BadTemplate.class)
        .hasMessage("has more than 32000 characters");
  }
}
