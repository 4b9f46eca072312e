package io.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.cli.EmbeddedKafka;
import io.tocsin.detect.Verdict;
import io.tocsin.flow.SmallPack;
import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.live.TopicView.Seen;
import io.tocsin.metric.Command;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The incident pipeline on the wall clock, with a real broker and nothing but ticks. */
@Timeout(400)
class LiveIncidentTest {
  private static final long SLOWEST_MILLIS = 20_000;

  @TempDir static Path directory;
  private static EmbeddedKafka broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafka.started();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void escalatesOnTimeWithTicksAlone() throws Exception {
    try (LiveBench bench = new LiveBench(broker, "silence", directory.resolve("silence"));
        TopicView<Event> ledger = bench.ledger()) {
      JobClient job = bench.start("", "silence", List.of());
      bench.say(
          "signals",
          "{\"signal\":\"site_down\",\"timestamp\":1000,\"labels\":{\"service\":\"pay\"}}");

      List<Seen<Event>> seen = ledger.await("the last step", told("notify", 1));
      job.cancel().get();

      long opened = seen.get(0).value().timeMillis();
      assertThat(seen)
          .extracting(event -> event.value().type() + " +" + (event.value().timeMillis() - opened))
          .startsWith(
              "incident.opened +0",
              "page +0",
              "escalate +1000",
              "clock.breached +2000",
              "notify +3000");
      assertThat(seen)
          .allSatisfy(
              event ->
                  assertThat(event.writtenMillis() - event.value().timeMillis())
                      .isBetween(0L, SLOWEST_MILLIS));
    }
  }

  @Test
  void tellsTheSameWhenItsInboxIsReadAgainHoweverOftenItCrashed() throws Exception {
    try (LiveBench bench = new LiveBench(broker, "crashes", directory.resolve("crashes"));
        TopicView<Event> ledger = bench.ledger();
        TopicView<InboxEntry> inbox = bench.inbox()) {
      JobClient job = bench.start("", "crashes", seededFaults(20261121));
      stories(bench, ledger);
      ledger.await("three crashes", ignored -> FaultySource.thrown("crashes") == 3);

      Recorded recorded = Recorded.of(inbox);
      // What the sentinel is told at its time comes behind everything up to the recorded end.
      bench.append(verdict("sentinel", recorded.horizonMillis() + 1, true));
      ledger.await("the sentinel", events -> has(events, "sentinel", "escalate"));
      bench.stop(job);

      List<String> live =
          LiveBench.lines(
              ledger.all().stream().map(Seen::value).toList(), recorded.horizonMillis());
      assertThat(live).hasSizeGreaterThan(60);
      for (int parallelism : new int[] {1, 4}) {
        List<Event> again = bench.replay(recorded.ends(), parallelism);
        assertThat(LiveBench.lines(again, recorded.horizonMillis())).isEqualTo(live);
      }
      assertThat(numbers(ledger.all())).doesNotHaveDuplicates();
      assertNoPageHasTwoForms(bench);
    }
  }

  /** With RocksDB, and restored at another parallelism. */
  @Test
  void letsAnAckWrittenWhileItWasDownStopTheStepThatFellDueMeanwhile() throws Exception {
    try (LiveBench bench = new LiveBench(broker, "down", directory.resolve("down"), true);
        TopicView<Event> ledger = bench.ledger()) {
      JobClient before = bench.start("", "down-before", List.of());
      long opened = bench.clock();
      bench.append(verdict("answered", opened, true));
      bench.append(verdict("ignored", opened, true));
      ledger.await("both to open", told("incident.opened", 2));
      String savepoint = bench.stop(before);

      long due = opened + 8_000;
      ledger.await("the step to fall due", ignored -> bench.clock() > due);
      long acked = bench.append(ack("answered"));
      JobClient after = bench.start(savepoint, "down-after", List.of(), 4);
      ledger.await("both to go on", events -> has(events, "answered", "incident.acked"));
      ledger.await("the other step", events -> has(events, "ignored", "tell-chief"));
      bench.stop(after);

      List<Event> events = ledger.all().stream().map(Seen::value).toList();
      assertThat(events)
          .filteredOn(event -> event.cause().contains("tell-chief"))
          .extracting(Event::entity, Event::timeMillis)
          .containsExactly(tuple("service=ignored", due));
      assertThat(events)
          .filteredOn(event -> event.type().equals("incident.acked"))
          .extracting(Event::timeMillis)
          .containsExactly(acked);
    }
  }

  // ---- stories --------------------------------------------------------------------------------

  /** A dozen services go down; some are answered, some recover, some go down again. */
  private static void stories(LiveBench bench, TopicView<Event> ledger) throws Exception {
    for (int i = 0; i < 12; i++) {
      bench.append(verdict("s" + i, bench.clock(), true));
    }
    ledger.await("all to open", told("incident.opened", 12));
    for (int i = 0; i < 12; i += 2) {
      bench.append(ack("s" + i));
    }
    ledger.await("the answers", told("incident.acked", 6));
    for (int i = 0; i < 12; i++) {
      InboxEntry clear = verdict("s" + i, bench.clock(), false);
      bench.append(clear);
      // A detection that was restored says it again.
      bench.append(clear);
    }
    ledger.await("all to be over", told("incident.resolved", 12));
    for (int i = 0; i < 12; i += 3) {
      bench.append(verdict("s" + i, bench.clock(), true));
    }
    ledger.await("some to open again", told("incident.opened", 16));
  }

  private static List<Integer> seededFaults(long seed) {
    Random random = new Random(seed);
    return List.of(150 + random.nextInt(100), 400 + random.nextInt(100), 650 + random.nextInt(100));
  }

  private static InboxEntry verdict(String service, long windowEnd, boolean violated) {
    return InboxEntry.of(
        Input.of(
            new Verdict(
                SmallPack.ID,
                "service=" + service,
                "burning",
                windowEnd,
                violated ? windowEnd - 500 : Times.NOT_YET,
                violated,
                "",
                "",
                "",
                new ArrayList<>(),
                0)));
  }

  private static InboxEntry ack(String service) {
    String entity = "service=" + service;
    Command ack = new Command("ack-" + service, "ack", SmallPack.ID, entity, "", 0, "al", Map.of());
    return InboxEntry.of(Input.of(SmallPack.ID, entity, ack));
  }

  // ---- questions ------------------------------------------------------------------------------

  private static Predicate<List<Seen<Event>>> told(String type, int times) {
    return events ->
        events.stream().filter(event -> event.value().type().equals(type)).count() >= times;
  }

  /** Whether the service was told something of that type, or for that cause. */
  private static boolean has(List<Seen<Event>> events, String service, String what) {
    return events.stream()
        .map(Seen::value)
        .filter(event -> event.entity().equals("service=" + service))
        .anyMatch(event -> event.type().equals(what) || event.cause().contains(what));
  }

  private static List<String> numbers(List<Seen<Event>> events) {
    return events.stream()
        .map(Seen::value)
        .filter(event -> event.type().equals("incident.opened"))
        .map(Event::subject)
        .toList();
  }

  private static void assertNoPageHasTwoForms(LiveBench bench) {
    Map<String, Set<String>> forms = new HashMap<>();
    try (TopicView<Page> pages = bench.pages()) {
      pages
          .all()
          .forEach(
              page ->
                  forms.computeIfAbsent(page.value().id(), id -> new HashSet<>()).add(page.text()));
    }
    assertThat(forms).isNotEmpty();
    assertThat(forms.values()).allSatisfy(texts -> assertThat(texts).hasSize(1));
  }

  /**
   * An inbox up to now.
   *
   * @param ends offset behind the last record of each partition
   * @param horizonMillis just before the last tick of the partition that is furthest behind
   */
  private record Recorded(Map<Integer, Long> ends, long horizonMillis) {
    static Recorded of(TopicView<InboxEntry> inbox) {
      long[] engine = new long[LiveBench.PARTITIONS];
      long[] lastTick = new long[LiveBench.PARTITIONS];
      Map<Integer, Long> ends = new HashMap<>();
      for (Seen<InboxEntry> entry : inbox.all()) {
        int partition = entry.partition();
        engine[partition] = Math.max(engine[partition], entry.writtenMillis());
        if (entry.value().kind() == InboxEntry.Kind.TICK) {
          lastTick[partition] = engine[partition];
        }
        ends.merge(partition, entry.offset() + 1, Math::max);
      }
      return new Recorded(ends, Arrays.stream(lastTick).min().orElseThrow() - 1);
    }
  }
}
