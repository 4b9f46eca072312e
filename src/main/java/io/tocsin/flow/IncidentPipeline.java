package io.tocsin.flow;

import io.tocsin.incident.Event;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.metric.DeadLetter;
import io.tocsin.notify.Page;
import io.tocsin.notify.Pages;
import io.tocsin.pack.Pack;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The pipeline {@code incident} on the wall clock.
 *
 * <pre>
 *   signals, commands ─ address ──┐
 *   clock ─ one tick a partition ─┤
 *                                 ▼
 *                            ┌─────────┐                     ┌──► ledger
 *                            │  inbox  │─ engine time ─ incident ──► pages
 *                            └─────────┘                     │
 *                                 ▲────── numbers ───────────┘
 * </pre>
 *
 * <p>The three parts meet in the inbox only, so each restarts alone: a fault of an incident makes
 * no gap in the ticks.
 */
public final class IncidentPipeline {
  /** Ticks left out after a start: two seconds at five a second, for the feeds to come first. */
  private static final int FIRST_TICKS = 10;

  private IncidentPipeline() {}

  /**
   * What the pipeline is joined to.
   *
   * @param feeds signals and commands
   * @param clock a record each time the inbox is to be given a tick; only its coming counts
   * @param inbox the inbox, with append time and partition in each entry
   * @param inboxPartitions how many partitions the inbox has
   * @param intoInbox appends to the inbox; ticks to the partition they name; at least once
   * @param ledger the ledger; exactly once
   * @param pages pages for the pager; at least once
   * @param deadLetters what could not be read
   */
  public record Ends(
      List<Feed> feeds,
      Source<Long, ?, ?> clock,
      Source<InboxEntry, ?, ?> inbox,
      int inboxPartitions,
      Sink<InboxEntry> intoInbox,
      Sink<Event> ledger,
      Sink<Page> pages,
      Sink<DeadLetter> deadLetters) {}

  /** Builds the live pipeline into an environment that has its {@link Guards}. */
  public static void build(
      StreamExecutionEnvironment env, Ends ends, List<Pack> packs, EngineSettings settings) {
    ends.feeds().forEach(feed -> listen(env, feed, packs, settings, ends));
    tick(env, ends, packs);
    SingleOutputStreamOperator<Event> events =
        incidents(env, ends.inbox(), ends.inboxPartitions(), packs, settings);
    events
        .getSideOutput(InboxIncidentFunction.INBOX)
        .sinkTo(ends.intoInbox())
        .name("numbers into the inbox")
        .uid("inbox-numbers");
    deliver(events, ends.ledger(), ends.pages());
  }

  /**
   * Builds the same stage over a recorded inbox that ends: no ticks are made and nothing is
   * appended, since the record holds both ticks and answers. The ledger equals the live one up to
   * the oldest partition's last tick.
   */
  public static void replay(
      StreamExecutionEnvironment env,
      Source<InboxEntry, ?, ?> recorded,
      int inboxPartitions,
      List<Pack> packs,
      EngineSettings settings,
      Sink<Event> ledger,
      Sink<Page> pages) {
    deliver(incidents(env, recorded, inboxPartitions, packs, settings), ledger, pages);
  }

  private static void listen(
      StreamExecutionEnvironment env,
      Feed feed,
      List<Pack> packs,
      EngineSettings settings,
      Ends ends) {
    int readers = Math.min(settings.parallelism(), feed.partitions());
    SingleOutputStreamOperator<Arrival> reports =
        env.fromSource(
                DecodedSource.of(feed.records(), feed.decoder()),
                WatermarkStrategy.noWatermarks(),
                "hear " + feed.id(),
                TypeInformation.of(Arrival.class))
            .setParallelism(readers)
            .uid("heard-" + feed.id())
            .process(new ReportFunction())
            .setParallelism(readers)
            .name("reports of " + feed.id())
            .uid("reports-" + feed.id());
    SingleOutputStreamOperator<Input> addressed =
        reports
            .process(new AddressFunction(packs))
            .setParallelism(readers)
            .name("address " + feed.id())
            .uid("report-addresses-" + feed.id());
    append(addressed, ends.intoInbox(), "feed-" + feed.id());
    reports
        .getSideOutput(ReportFunction.DEAD)
        .union(addressed.getSideOutput(AddressFunction.DEAD))
        .sinkTo(ends.deadLetters())
        .setParallelism(readers)
        .name("dead letters of " + feed.id())
        .uid("dead-letters-" + feed.id());
  }

  /** Writes what entities are told into the inbox, each part of a stage what it made. */
  static void append(DataStream<Input> inputs, Sink<InboxEntry> intoInbox, String from) {
    inputs
        .map(InboxEntry::of)
        .returns(InboxEntry.class)
        .setParallelism(inputs.getParallelism())
        .name("entries of " + from)
        .uid("inbox-entries-" + from)
        .sinkTo(intoInbox)
        .setParallelism(inputs.getParallelism())
        .name(from + " into the inbox")
        .uid("inbox-" + from);
  }

  private static void tick(StreamExecutionEnvironment env, Ends ends, List<Pack> packs) {
    DataStream<InboxEntry> ticks =
        env.fromSource(ends.clock(), WatermarkStrategy.noWatermarks(), "inbox clock")
            .setParallelism(1)
            .uid("inbox-clock")
            .flatMap(new TickFunction(ends.inboxPartitions(), FIRST_TICKS, packs))
            .setParallelism(1)
            .name("one tick per partition")
            .uid("inbox-tick-per-partition");
    ticks
        .sinkTo(ends.intoInbox())
        .setParallelism(1)
        .name("ticks into the inbox")
        .uid("inbox-ticks");
  }

  private static SingleOutputStreamOperator<Event> incidents(
      StreamExecutionEnvironment env,
      Source<InboxEntry, ?, ?> inbox,
      int inboxPartitions,
      List<Pack> packs,
      EngineSettings settings) {
    // A subtask of the source without a partition would hold the watermark at its minimum for ever.
    int readers = Math.min(settings.parallelism(), inboxPartitions);
    return env.fromSource(inbox, OnTick.strategy(), "inbox")
        .setParallelism(readers)
        .uid("inbox")
        .flatMap(new EngineTime(inboxPartitions))
        .setParallelism(readers)
        .name("engine time")
        .uid("inbox-engine-time")
        .keyBy(InboxEntry::key)
        .process(
            new InboxIncidentFunction(
                settings.tenant(), packs, settings.latenessMillis(), settings.horizonMillis()))
        .setParallelism(settings.parallelism())
        .name("incident")
        .uid("incident-by-entity");
  }

  static void deliver(DataStream<Event> events, Sink<Event> ledger, Sink<Page> pages) {
    events.sinkTo(ledger).name("ledger").uid("ledger");
    events
        .flatMap(new PagesOfEvent())
        .name("page")
        .uid("pages-of-event")
        .sinkTo(pages)
        .name("pages")
        .uid("pages");
  }

  /** Who must hear of an event. */
  private static final class PagesOfEvent implements FlatMapFunction<Event, Page> {
    @Override
    public void flatMap(Event event, Collector<Page> out) {
      Pages.of(event).forEach(out::collect);
    }
  }
}
