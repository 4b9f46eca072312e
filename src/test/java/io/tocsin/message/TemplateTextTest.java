package io.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {
  private static final String NOON = "2025-10-10T10:01:00Z";

  private static String render(String template, Values values) {
    return TemplateText.parse(template).render(values);
  }

  @Test
  void fillsPlaces() {
    Filling values = Filling.empty().with("severity", "P0").with("status", "Investigating");

    assertThat(render("🚨 INCIDENT UPDATE {severity}\nStatus: {status}\n", values))
        .isEqualTo("🚨 INCIDENT UPDATE P0\nStatus: Investigating\n");
  }

  @Test
  void takesTheFirstPartThatHasAValue() {
    Filling values = Filling.empty().with("summary", "api is slow").with("empty", "");

    assertThat(render("{?impact|summary}", values)).isEqualTo("api is slow");
    assertThat(render("{empty|summary}", values)).isEqualTo("api is slow");
    assertThat(render("{?impact|summary}", values.said("impact", "all users")))
        .isEqualTo("all users");
  }

  @Test
  void showsTheNameInBracketsUntilThereIsAValue() {
    assertThat(render("{?review_date|review_due}", Filling.empty())).isEqualTo("[review_date]");
    assertThat(render("{resolved}", Filling.empty())).isEqualTo("[resolved]");
  }

  @Test
  void showsTheDocumentsOwnWordsUntilThereIsAValue() {
    assertThat(render("ETA: {?eta|\"[If known]\"}", Filling.empty())).isEqualTo("ETA: [If known]");
    assertThat(render("ETA: {?eta|\"[If known]\"}", Filling.empty().said("eta", "noon")))
        .isEqualTo("ETA: noon");
    assertThat(render("{?eta|\"\"}.", Filling.empty())).isEqualTo(".");
    assertThat(render("{?eta|\"a | b } c\"}", Filling.empty())).isEqualTo("a | b } c");
  }

  @Test
  void aFieldOfAPersonIsNotAKnownName() {
    Filling values = Filling.empty().with("responder", "alice");

    assertThat(render("{?responder}", values)).isEqualTo("[responder]");
  }

  @Test
  void writesDoubledBracesAsBraces() {
    assertThat(render("{{severity}} {{{severity}}}", Filling.empty().with("severity", "P0")))
        .isEqualTo("{severity} {P0}");
  }

  @Test
  void neverReadsAValueAsATemplate() {
    Filling values =
        Filling.empty().with("severity", "P0").with("summary", "{severity} {{x}} {?y|\"z\"}");

    assertThat(render("{summary}", values)).isEqualTo("{severity} {{x}} {?y|\"z\"}");
  }

  @Test
  void writesInstantsInTheirZone() {
    Filling values = Filling.empty().with("opened", Filling.at(NOON, "UTC"));

    assertThat(render("{opened}", values)).isEqualTo("2025-10-10T10:01:00Z");
    assertThat(render("[{opened:HH:mm}] {opened:d MMM yyyy}", values))
        .isEqualTo("[10:01] 10 Oct 2025");
    values.with("opened", Filling.at(NOON, "Europe/Berlin"));
    assertThat(render("{opened}", values)).isEqualTo("2025-10-10T12:01:00+02:00");
    assertThat(render("{opened:HH:mm 'o''clock'}", values)).isEqualTo("12:01 o'clock");
  }

  @Test
  void writesSpansWithHoursPastNinetyNine() {
    Filling values =
        Filling.empty()
            .with("duration", new Content.Span((336 * 60 + 5) * 60_000L + 59_999))
            .with("elapsed", new Content.Span(7 * 60_000L))
            .with("negative", new Content.Span(-1));

    assertThat(render("{duration:HH:mm} {duration} {elapsed} {negative}", values))
        .isEqualTo("336:05 336:05:59 00:07:00 00:00:00");
  }

  @Test
  void writesNumbersWithAsManyPlacesAsAsked() {
    Filling values =
        Filling.empty()
            .with("opened.rate", Filling.number("8"))
            .with("mitigated.rate", Filling.number("0.4000"))
            .with("big", Filling.number("150000"))
            .with("half", Filling.number("2.5"));

    assertThat(render("{opened.rate:0.0}% → {mitigated.rate:0.0}%", values))
        .isEqualTo("8.0% → 0.4%");
    assertThat(render("{mitigated.rate} {big} {half:0} {big:0.00}", values))
        .isEqualTo("0.4 150000 2 150000.00");
  }

  @Test
  void writesPerCentOnlyBehindANumber() {
    Filling values = Filling.empty().with("rate", Filling.number("0.4"));

    assertThat(render("{rate:0.0%} {rate:0%} {none:0.0%|\"[after]\"}", values))
        .isEqualTo("0.4% 0% [after]");
  }

  @Test
  void writesTextsInUpperAndLowerCase() {
    Filling values = Filling.empty().with("name", "High");

    assertThat(render("{name:upper} {name:lower}", values)).isEqualTo("HIGH high");
  }

  @Test
  void writesWhatHappenedWhenLineByLine() {
    List<Content.Row> rows =
        List.of(
            new Content.Row(Instant.parse(NOON).toEpochMilli(), "detected"),
            new Content.Row(Times.NOT_YET, "mitigated"),
            new Content.Row(Instant.parse("2025-10-11T10:40:00Z").toEpochMilli(), "resolved"));
    Filling values = Filling.empty().with("timeline", new Content.Rows(rows, ZoneId.of("UTC")));

    assertThat(render("{timeline}", values))
        .isEqualTo("- 10:01 - detected\n- [HH:mm] - mitigated\n- 10:40 (+1d) - resolved");
    assertThat(render("{timeline:MM-dd HH:mm}", values))
        .isEqualTo(
            "- 10-10 10:01 - detected\n- [MM-dd HH:mm] - mitigated\n- 10-11 10:40 - resolved");
  }

  @Test
  void cutsAValueAndATextBetweenCharactersOnly() {
    Filling values = Filling.empty().with("long", "🚨".repeat(3_000));

    String one = render("{long}", values);
    assertThat(one.codePointCount(0, one.length())).isEqualTo(2_000);
    assertThat(one).isEqualTo("🚨".repeat(1_999) + "…");

    String all = render("{long}".repeat(40), values);
    assertThat(all.codePointCount(0, all.length())).isEqualTo(32_000);
    assertThat(all).endsWith("🚨…");
  }

  @Test
  void leavesOutOfValuesWhatIsNoCharacter() {
    Filling values =
        Filling.empty().with("said", "\u001b[31mred\u0007\r\nnext\tcell \ud83d half \udea8 \u0085");

    assertThat(render("{said}", values)).isEqualTo("[31mred\nnext\tcell � half � ");
  }

  @Test
  void namesAllThatItUses() {
    assertThat(TemplateText.parse("{b:HH:mm|?a|\"c\"} {{d}} {b}").names())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a } b ~ 2 ~ has a } that ends no place; a brace itself is written }}",
        "a {} b ~ 2 ~ has {} b, must be a place",
        "a {b ~ 2 ~ has {b, must be a place",
        "a {b c} ~ 2 ~ has {b c}, must be a place",
        "{a||b} ~ 0 ~ has {a||b}, must be a place",
        "{a|\"b} ~ 3 ~ has words whose \" is not closed",
        "{\"a\"|b} ~ 5 ~ has a part after \"words\", which always win; they come last",
        "{?a:upper} ~ 1 ~ gives ?a a format; what a person supplies has none",
        "{a:{b}} ~ 0 ~ has {a:{b}}, must be a place",
      })
  void saysWhereAPlaceIsMalformed(String template, int position, String message) {
    assertThatThrownBy(() -> TemplateText.parse(template))
        .isInstanceOfSatisfying(
            BadTemplate.class, bad -> assertThat(bad.position()).isEqualTo(position))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX", "EEE d MMM, HH:mm z", "hh:mm a"})
  void knowsPatternsThatEveryInstantHas(String pattern) {
    assertThat(Kind.TIME.accepts(pattern)).isTrue();
    long day = 86_400_000;
    for (long millis = -day; millis < 800 * day; millis += day / 2 + 61_001) {
      new Content.Moment(millis, ZoneId.of("America/New_York")).shown(pattern);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "QQ", "ppH", "DD", "n", "HHH", "bogus", "[HH]", "yyyy 'x"})
  void refusesPatternsThatAnInstantMayNotHave(String pattern) {
    assertThat(Kind.TIME.accepts(pattern)).isFalse();
  }

  @Test
  void anyTextIsATemplateOrIsRefusedWithAPositionInside() {
    Random random = new Random(3);
    String alphabet = "{}|?\":a.\n🚨";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        TemplateText.parse(text.toString()).render(Filling.empty());
        read++;
      } catch (BadTemplate bad) {
        assertThat(bad.position()).isBetween(0, text.length());
      }
    }
    assertThat(read).isBetween(2_000, 18_000);
  }
}
