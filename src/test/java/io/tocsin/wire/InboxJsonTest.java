package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberRequest;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxJsonTest {
  private static final long END = 1_760_090_460_000L;

  /** A golden file and the entry it stands for. */
  record Case(String file, InboxEntry entry) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("inbox-tick.json", InboxEntry.tick(3)),
        new Case("inbox-violated.json", InboxEntry.of(Input.of(violated()))),
        new Case("inbox-clear.json", InboxEntry.of(Input.of(clear()))),
        new Case("inbox-signal.json", InboxEntry.of(Input.of("shop", "service=a", signal()))),
        new Case("inbox-command.json", InboxEntry.of(Input.of("shop", "service=a", command()))),
        new Case(
            "inbox-request.json",
            InboxEntry.of(
                new NumberRequest(
                    "shop",
                    "service=a",
                    "shop/service=a/" + END,
                    "INC-20251010-{n:000}",
                    "",
                    "",
                    END))),
        new Case(
            "inbox-answer.json",
            InboxEntry.of(
                new NumberAnswer(
                    "shop", "service=a", "shop/service=a/" + END, "INC-20251010-001", ""))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesTheGoldenBytes(Case example) {
    assertThat(new String(InboxJson.encode(example.entry()), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text(example.file()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheGoldenBytes(Case example) {
    assertThat(InboxJson.decode(Golden.text(example.file()).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(example.entry());
  }

  @Test
  void leavesThePlaceInTheLogToWhoeverReadsIt() {
    InboxEntry entry = InboxEntry.of(Input.of(violated()));
    assertThat(InboxJson.decode(InboxJson.encode(entry.at(5, END, END - 200)))).isEqualTo(entry);
  }

  @Test
  void ignoresWhatALaterReleaseOfThisVersionAdds() {
    assertThat(
            InboxJson.decode(
                "{\"v\":1,\"kind\":\"tick\",\"new\":\"x\",\"partition\":3}"
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(InboxEntry.tick(3));
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String bad :
        List.of(
            "",
            "3",
            "{}",
            "{\"v\":2,\"kind\":\"tick\",\"partition\":3}",
            "{\"v\":1,\"kind\":\"tock\",\"partition\":3}",
            "{\"v\":1,\"kind\":\"tick\"}",
            "{\"v\":1,\"kind\":\"input\",\"key\":\"k\",\"pack\":\"p\",\"entity\":\"e\",\"id\":\"i\"}",
            Golden.text("inbox-violated.json") + "{}")) {
      assertThatThrownBy(() -> InboxJson.decode(bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not an inbox record");
    }
  }

  private static Verdict violated() {
    return new Verdict(
        "shop",
        "service=a",
        "slow",
        END,
        END - 60_000,
        true,
        "eu",
        "501",
        "> 500",
        List.of(new Verdict.Reading("latency", "501"), new Verdict.Reading("errors", "0.5")),
        10_002);
  }

  private static Verdict clear() {
    return new Verdict(
        "shop", "service=a", "slow", END, Times.NOT_YET, false, "", "", "", List.of(), 1_010_002);
  }

  private static Signal signal() {
    return new Signal("signals/0/7", "corruption", "service=a", END, Times.NOT_YET);
  }

  private static Command command() {
    return new Command(
        "commands/0/9",
        "set_field",
        "shop",
        "service=a",
        "INC-20251010-001",
        END,
        "alice",
        Map.of("value", "line one\nline \"two\"", "field", "impact"));
  }
}
