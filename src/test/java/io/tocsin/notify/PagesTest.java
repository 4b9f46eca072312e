package io.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.scenario.Rehearsal;
import io.tocsin.config.PackReader;
import io.tocsin.incident.Event;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves for people, each with an identity of its own. */
class PagesTest {
  private static final long T0 = Instant.parse("2025-10-10T10:01:00Z").toEpochMilli();

  @Test
  void pagesThreePeopleOverFiveChannelsWithAKeyForEach() {
    List<Page> pages = pagesOf("site_down");

    assertThat(pages).hasSize(15);
    assertThat(pages).extracting(Page::id).doesNotHaveDuplicates();
    assertThat(pages).extracting(Page::target).containsOnly("oncall", "lead", "em");
    assertThat(pages)
        .extracting(Page::channel)
        .containsOnly("pagerduty", "slack-incidents", "email", "sms", "phone");
  }

  @Test
  void deduplicatesAtAReceiverByPersonAndNotByChannel() {
    assertThat(pagesOf("site_down").stream().map(Page::dedup).distinct()).hasSize(3);
  }

  @Test
  void pagesTwoPeopleOverThreeChannelsWhenItIsLesser() {
    assertThat(pagesOf("payment_failure")).extracting(Page::id).hasSize(6).doesNotHaveDuplicates();
  }

  private static List<Page> pagesOf(String signal) {
    Pack pack = PackReader.read(Path.of("conf/packs/incident-workflow.yaml")).pack().orElseThrow();
    Signal seen = new Signal("s1", signal, "service=svc-a", T0, Times.NOT_YET);
    List<Event> ledger =
        new Rehearsal(List.of(pack), 0).play(List.of(), List.of(seen), List.of(), T0 + 60_000);
    return ledger.stream()
        .filter(event -> event.type().equals("page"))
        .flatMap(event -> Pages.of(event).stream())
        .toList();
  }
}
