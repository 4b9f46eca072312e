package io.tocsin.cli;

import io.tocsin.cli.replay.Census;
import io.tocsin.cli.replay.InputFile;
import io.tocsin.cli.replay.InputReading;
import io.tocsin.cli.replay.SortedInput;
import io.tocsin.flow.DataPipeline;
import io.tocsin.flow.EngineSettings;
import io.tocsin.flow.Feed;
import io.tocsin.flow.Outlets;
import io.tocsin.flow.Pending;
import io.tocsin.incident.Event;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import io.tocsin.pack.Pack;
import io.tocsin.wire.CanonicalLedger;
import io.tocsin.wire.FileLines;
import io.tocsin.wire.JsonDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of the whole chain over recorded input in virtual time, on an embedded cluster.
 *
 * @param packs whose incidents it runs
 * @param files the input
 * @param asRecorded whether a file is a partition whose lines arrive in their order, so that
 *     samples can be late; otherwise everything is sorted and nothing is
 * @param lateness how late a sample may be, and how long after its window a verdict is known
 * @param parallelism of every stage
 * @param aside takes what could not be read and what came too late, as it comes
 */
record Replay(
    List<Pack> packs,
    List<InputFile> files,
    boolean asRecorded,
    Duration lateness,
    int parallelism,
    Aside aside) {
  private static final Duration FUTURE = Duration.ofSeconds(30);
  private static final int SHOWN = 5;

  /**
   * What a run brought.
   *
   * @param census what the input held
   * @param horizonMillis nothing due after it happened
   * @param ledger the events
   * @param pages the pages, in the order of their events
   * @param dueMillis when something would happen next to an incident that is open, by episode
   * @param late how many samples came too late
   * @param reasons dead letters by reason, those of the reading included
   * @param firstDead the first few of them
   */
  record Result(
      Census census,
      long horizonMillis,
      CanonicalLedger ledger,
      List<Page> pages,
      Map<String, Long> dueMillis,
      long late,
      TreeMap<String, Long> reasons,
      List<String> firstDead) {}

  /** Where input goes that takes no part. */
  interface Aside {
    void dead(DeadLetter letter);

    void late(Sample sample);
  }

  /** What the sinks gather while the job runs. */
  private final class Gathered {
    private final CanonicalLedger ledger = new CanonicalLedger();
    private final List<Page> pages = new ArrayList<>();
    private final TreeMap<String, Long> reasons = new TreeMap<>();
    private final List<String> firstDead = new ArrayList<>();
    private final TreeMap<String, Long> dueMillis = new TreeMap<>();
    private long late;

    void dead(DeadLetter letter) {
      reasons.merge(letter.reason(), 1L, Long::sum);
      if (firstDead.size() < SHOWN) {
        // Sorted, a line stands in a file of ours that says nothing to anybody.
        String place = asRecorded ? letter.source() + ":" + letter.offset() + ": " : "";
        firstDead.add(place + letter.reason() + ": " + letter.detail());
      }
    }
  }

  /**
   * Runs it.
   *
   * @param untilMillis the horizon, or {@link Times#NOT_YET} for the end of the default window that
   *     holds the last input, plus lateness
   * @param nowMillis the wall clock: what is later is from the future
   * @param scratch a directory it may write to
   */
  Result run(long untilMillis, long nowMillis, Path scratch) throws Exception {
    // As recorded, the job reads the lines again and buries them itself.
    InputReading reading =
        new InputReading(
            nowMillis,
            FUTURE.toMillis(),
            packs,
            letter -> {
              if (!asRecorded) {
                aside.dead(letter);
              }
            });
    List<Feed> feeds;
    Census census;
    if (asRecorded) {
      census = reading.survey(files);
      feeds = feedsAsRecorded(nowMillis);
    } else {
      Path sorted = SortedInput.write(files, reading, scratch);
      census = reading.census();
      FileLines lines = new FileLines(List.of(sorted.toString()), nowMillis);
      feeds = List.of(feed("sorted", lines, 1, new JsonDecoder(), Duration.ZERO));
    }
    long horizon = untilMillis == Times.NOT_YET ? horizonOf(census) : untilMillis;
    return run(feeds, census, horizon);
  }

  private Result run(List<Feed> feeds, Census census, long horizonMillis) throws Exception {
    EngineSettings settings =
        new EngineSettings(
            "-",
            EngineSettings.Clock.DATA,
            parallelism,
            "",
            Duration.ZERO,
            false,
            lateness.toMillis(),
            horizonMillis);
    Gathered gathered = new Gathered();
    try (LocalSink<Event> ledger = LocalSink.to(gathered.ledger::add);
        LocalSink<Page> pages = LocalSink.to(gathered.pages::add);
        LocalSink<DeadLetter> dead =
            LocalSink.to(
                letter -> {
                  gathered.dead(letter);
                  aside.dead(letter);
                });
        LocalSink<Pending> pending =
            LocalSink.to(next -> gathered.dueMillis.put(next.episode(), next.dueMillis()));
        LocalSink<Sample> late =
            LocalSink.to(
                sample -> {
                  gathered.late++;
                  aside.late(sample);
                })) {
      EmbeddedCluster.run(
          "tocsin replay",
          settings,
          env ->
              DataPipeline.build(
                      env,
                      feeds,
                      packs,
                      settings,
                      Outlets.NONE.ledger(ledger).pages(pages).deadLetters(dead).late(late),
                      census.firstMillis())
                  .sinkTo(pending)
                  .name("pending")
                  .uid("pending"));
    }
    gathered.pages.sort(
        Comparator.comparingLong((Page page) -> page.event().timeMillis())
            .thenComparing(page -> page.event().pack())
            .thenComparing(page -> page.event().entity())
            .thenComparingLong(page -> page.event().sequence())
            .thenComparing(Page::id));
    return new Result(
        census,
        horizonMillis,
        gathered.ledger,
        gathered.pages,
        gathered.dueMillis,
        gathered.late,
        joined(census, gathered),
        firstDead(census, gathered));
  }

  /** As recorded, the job reads the same lines again and finds the same dead letters. */
  private TreeMap<String, Long> joined(Census census, Gathered gathered) {
    TreeMap<String, Long> reasons = new TreeMap<>(gathered.reasons);
    if (!asRecorded) {
      census.reasons().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    return reasons;
  }

  private List<String> firstDead(Census census, Gathered gathered) {
    List<String> first = new ArrayList<>();
    if (!asRecorded) {
      first.addAll(census.firstRejected());
    }
    first.addAll(gathered.firstDead);
    return first.subList(0, Math.min(SHOWN, first.size()));
  }

  private List<Feed> feedsAsRecorded(long nowMillis) throws IOException {
    List<Feed> feeds = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      InputFile file = files.get(i);
      if (file.isCsv()) {
        FileLines table = new FileLines(List.of(file.path().toString()), nowMillis);
        feeds.add(feed("table-" + i, table, 1, file.decoder(), lateness));
      } else {
        lines.add(file.path().toString());
      }
    }
    if (!lines.isEmpty()) {
      FileLines all = new FileLines(lines, nowMillis);
      feeds.add(
          feed("lines", all, lines.size(), JsonDecoder.ofLines(JsonDecoder.MAX_BYTES), lateness));
    }
    return feeds;
  }

  private static Feed feed(
      String id, FileLines lines, int partitions, Decoder decoder, Duration lateness) {
    return new Feed(id, lines, decoder, partitions, lateness, FUTURE, Duration.ofSeconds(30));
  }

  private long horizonOf(Census census) {
    if (census.lastMillis() == Times.NOT_YET) {
      return 0;
    }
    long window =
        packs.stream().mapToLong(pack -> pack.time().window().toMillis()).max().orElse(60_000);
    return Math.floorDiv(census.lastMillis(), window) * window + window + lateness.toMillis();
  }
}
