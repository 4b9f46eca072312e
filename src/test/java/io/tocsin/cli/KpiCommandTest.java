package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.scenario.Rehearsal;
import io.tocsin.config.PackReader;
import io.tocsin.incident.Event;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import io.tocsin.wire.CanonicalLedger;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures over a ledger, on incidents of document 002 whose numbers one can add up. */
class KpiCommandTest {
  private static final Path PACK = Path.of("conf/packs/incident-workflow.yaml");
  private static final long T0 = Instant.parse("2025-10-10T10:00:00Z").toEpochMilli();

  @TempDir private Path directory;

  private final List<Signal> signals = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  private static long millis(String after) {
    return T0 + Duration.parse("PT" + after).toMillis();
  }

  private void down(String service, String seen, String since) {
    signals.add(
        new Signal(
            "s" + signals.size(),
            "site_down",
            "service=" + service,
            millis(seen),
            since == null ? Times.NOT_YET : millis(since)));
  }

  private void tell(String service, String at, String verb, String... fields) {
    Map<String, String> map = new java.util.TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    commands.add(
        new Command(
            "c" + commands.size(),
            verb,
            "incident-workflow",
            "service=" + service,
            "",
            millis(at),
            "alice",
            map));
  }

  private List<String> figures(String... more) throws Exception {
    Pack pack = PackReader.read(PACK).pack().orElseThrow();
    List<Event> events =
        new Rehearsal(List.of(pack), 0).play(List.of(), signals, commands, millis("120h"));
    CanonicalLedger ledger = new CanonicalLedger();
    events.forEach(ledger::add);
    Path file = directory.resolve("ledger.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      ledger.write(out);
    }
    List<String> arguments =
        new ArrayList<>(List.of("kpi", "--ledger", file.toString(), "--pack", PACK.toString()));
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  private List<String> run(List<String> arguments) {
    PrintWriter out = new PrintWriter(said, true);
    assertThat(Door.run(out, out, arguments.toArray(String[]::new))).isEqualTo(Exit.DONE);
    return said.toString().lines().toList();
  }

  private String wanted(String kpi) throws Exception {
    return figures("--format", "jsonl").stream()
        .filter(line -> line.contains("\"kpi\":\"" + kpi + "\"") && line.contains("\"target\""))
        .findFirst()
        .orElseThrow();
  }

  private String usual(String kpi) throws Exception {
    return figures("--format", "jsonl").stream()
        .filter(line -> line.contains("\"kpi\":\"" + kpi + "\"") && !line.contains("\"target\""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void reachesTheDetectionTargetBelowFiveMinutes() throws Exception {
    down("a", "60s", "0s");
    down("b", "240s", "0s");
    down("c", "540s", "0s");
    assertThat(wanted("mttd"))
        .contains("\"samples\":3", "\"value\":280,", "\"target\":\"< 300\"", "\"reached\":true");
  }

  @Test
  void missesTheDetectionTargetAtFiveMinutesSharp() throws Exception {
    down("a", "60s", "0s");
    down("b", "300s", "0s");
    down("c", "540s", "0s");
    assertThat(wanted("mttd")).contains("\"value\":300,", "\"reached\":false");
  }

  @Test
  void leavesOutReportsByHandThatKnowNoStart() throws Exception {
    down("a", "60s", "0s");
    tell("b", "10m", "declare", "severity", "P1", "title", "It is down");
    tell(
        "c",
        "20m",
        "declare",
        "severity",
        "P1",
        "title",
        "Down",
        "started",
        "2025-10-10T10:10:00Z");
    assertThat(wanted("mttd")).contains("\"samples\":2", "\"value\":330,");
  }

  @Test
  void meansByRespondWhenSomebodyAnswered() throws Exception {
    down("a", "0s", null);
    down("b", "0s", null);
    down("unanswered", "0s", null);
    tell("a", "10m", "ack");
    tell("b", "19m59s", "ack");
    tell("unanswered", "5m", "resolve");
    assertThat(wanted("mtt_respond"))
        .contains("\"samples\":2", "\"value\":899.5,", "\"reached\":true");
    assertThat(figures("--format", "jsonl")).anyMatch(line -> line.contains("\"severity\":\"P1\""));
  }

  @Test
  void missesTheResponseTargetAtFifteenMinutesSharp() throws Exception {
    down("a", "0s", null);
    down("b", "0s", null);
    tell("a", "10m", "ack");
    tell("b", "20m", "ack");
    assertThat(wanted("mtt_respond")).contains("\"value\":900,", "\"reached\":false");
  }

  @Test
  void meansByResolveUntilTheLastResolution() throws Exception {
    down("a", "0s", null);
    down("b", "0s", null);
    tell("a", "1h", "resolve");
    tell("b", "2h59m", "resolve");
    assertThat(wanted("mtt_resolve")).contains("\"value\":7170,", "\"reached\":true");
    said.getBuffer().setLength(0);
    tell("b", "2h59m30s", "reopen");
    tell("b", "3h", "resolve");
    assertThat(wanted("mtt_resolve")).contains("\"value\":7200,", "\"reached\":false");
  }

  @Test
  void countsOnlyTheSeverityInScope() throws Exception {
    down("a", "0s", null);
    tell("a", "10m", "ack");
    signals.add(new Signal("x", "ui_glitch", "service=slow", T0, Times.NOT_YET));
    tell("slow", "20h", "ack");
    assertThat(wanted("mtt_respond")).contains("\"severity\":\"P1\"", "\"samples\":1");
  }

  @Test
  void sharesClocksThatWereMetAmongThoseThatEnded() throws Exception {
    down("a", "0s", null);
    down("b", "0s", null);
    down("c", "0s", null);
    tell("a", "14m59s", "ack");
    tell("b", "15m", "ack");
    tell("c", "5m", "resolve");
    assertThat(usual("ack_in_time")).contains("\"samples\":2", "\"value\":50");
  }

  @Test
  void keepsDrillsOut() throws Exception {
    down("a", "60s", "0s");
    tell(
        "drill",
        "5m",
        "declare",
        "severity",
        "P1",
        "title",
        "Drill",
        "drill",
        "true",
        "started",
        "2025-10-10T09:00:00Z");
    tell("drill", "50m", "ack");
    assertThat(wanted("mttd")).contains("\"samples\":1", "\"value\":60,");
    assertThat(wanted("mtt_respond")).contains("\"samples\":0").doesNotContain("reached");
  }

  @Test
  void showsATableToAPerson() throws Exception {
    down("a", "60s", "0s");
    tell("a", "10m", "ack");
    List<String> table = figures("--format", "table");
    assertThat(table.get(0)).startsWith("pack").contains("severity", "figure", "target");
    assertThat(table).anyMatch(l -> l.matches("incident-workflow +P1 +mttd +60 s +1"));
    assertThat(table).anyMatch(l -> l.matches("incident-workflow +all +mttd +60 s +1 +< 300 +yes"));
    assertThat(table).anyMatch(l -> l.matches("incident-workflow +P1 +mtt_resolve +- +0"));
  }

  @Test
  void saysWhosePackItDoesNotKnow() throws Exception {
    Path file = directory.resolve("other.jsonl");
    String event =
        """
        {"specversion":"1.0","id":"mine/service=a/1/incident.opened/x","source":"tocsin/mine",\
        "type":"io.tocsin.incident.opened","time":"2025-10-10T10:00:00Z",\
        "datacontenttype":"application/json","sequence":"0000000001",\
        "data":{"pack":"mine","labels":{"service":"a"},"severity":"P1"}}
        """;
    Files.writeString(file, event);
    assertThat(run(List.of("kpi", "--ledger", file.toString(), "--format", "jsonl")).get(0))
        .startsWith("pack mine is not in conf/packs");
  }

  @Test
  void saysWhichLineIsNoEvent() throws Exception {
    Path file = directory.resolve("bad.jsonl");
    Files.writeString(file, "\n{\"type\":\"x\"}\n");
    PrintWriter out = new PrintWriter(said, true);
    assertThat(Door.run(out, out, "kpi", "--ledger", file.toString())).isEqualTo(Exit.USAGE);
    assertThat(said.toString()).startsWith(file + ":2: ");
  }
}
