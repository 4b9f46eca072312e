package io.tocsin.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.scenario.Rehearsal;
import io.tocsin.config.PackReader;
import io.tocsin.incident.Event;
import io.tocsin.metric.Command;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Pack;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's outage without its broker and cluster: what a visitor is going to see. */
class OutageTest {
  private final Pack pack =
      PackReader.read(Path.of("conf/packs/claude-code-runbook.yaml")).pack().orElseThrow();

  @Test
  void opensRisesIsAnsweredAndResolves() throws IOException {
    Narration narration = new Narration(pack);

    assertThat(rehearsed())
        .filteredOn(event -> !event.type().startsWith("trigger."))
        .extracting(narration::line)
        .containsExactly(
            "10:04:00  P2  OPENED      INC-20251010-100400: truth_score 0.930, limit < 0.95, since"
                + " 10:03:00",
            "10:04:00  P2  message     initial by slack",
            "10:04:00  P2  notify      On-Call Engineer by slack",
            "10:04:00  P2  ticket      Standard ticket queue by ticket",
            "10:07:00  P1  SEVERITY    P2 becomes P1",
            "10:07:00  P1  page        On-Call Engineer by pagerduty",
            "10:10:00  P0  SEVERITY    P1 becomes P0",
            "10:10:00  P0  page        On-Call Engineer by pagerduty, slack",
            "10:12:00  P0  overrun     phase acknowledge took longer than planned",
            "10:13:20  P0  ACKED       by alice: on it",
            "10:13:20  P0  in time     ack-p0, due 10:15:00",
            "10:15:00  P0  overrun     phase stabilize took longer than planned",
            "10:15:00  P0  notify      Engineering Manager by direct, to be there by 10:20:00",
            "10:20:00  P0  overrun     phase notify took longer than planned",
            "10:20:00  P0  notify      VP Engineering by direct, to be there by 10:25:00",
            "10:25:00  P0  page        Engineering Manager by pagerduty",
            "10:25:00  P0  notify      Executive team by direct",
            "10:27:00  P0  RECOVERED   everything is clear, watching whether it stays so",
            "10:37:00  P0  watched     no relapse in 10 min",
            "10:37:00  P0  RESOLVED    34 min after it began",
            "10:37:00  P0  message     resolved by slack",
            "10:37:00  P0  draft       incident-report",
            "10:37:00  P0  draft       post-incident-review",
            "10:37:00  P0  task        On-Call Engineer");
  }

  @Test
  void sumsUpWhatCameOfIt() throws IOException {
    Summary summary = new Summary();
    rehearsed().forEach(summary::add);

    assertThat(summary.isResolved()).isTrue();
    assertThat(summary.lines())
        .contains(
            "time to detect    1 min",
            "time to respond   9 min 20 s",
            "time to recover   23 min",
            "time to resolve   33 min",
            "clocks            1 met, 0 breached");
  }

  private List<Event> rehearsed() throws IOException {
    Outage outage = new Outage(Outage.START);
    Collected told = new Collected();
    for (int second = 0; second < Outage.SECONDS; second++) {
      for (byte[] record : outage.second(second)) {
        told.read(record);
      }
    }
    told.read(outage.ack());
    Instant end = Outage.START.plusSeconds(Outage.SECONDS);
    return new Rehearsal(List.of(pack), 0)
        .play(told.samples, List.of(), told.commands, end.toEpochMilli());
  }

  private static final class Collected implements Decoder.Reader {
    private final List<Sample> samples = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Decoder decoder = new JsonDecoder();

    void read(byte[] record) {
      decoder.decode(new RawRecord("demo", 0, 0, 0, record), this);
    }

    @Override
    public void sample(Sample sample) {
      samples.add(sample);
    }

    @Override
    public void signal(Signal signal) {
      throw new AssertionError("the demo tells no signals: " + signal);
    }

    @Override
    public void command(Command command) {
      commands.add(command);
    }

    @Override
    public void reject(String reason, String detail) {
      throw new AssertionError(reason + ": " + detail);
    }
  }
}
