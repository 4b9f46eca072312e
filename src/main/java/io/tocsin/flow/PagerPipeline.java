package io.tocsin.flow;

import io.tocsin.notify.Page;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline {@code pager}: pages reach the receivers that serve their channel, each page once,
 * those of one episode in the order in which they were written, whomever they are for.
 *
 * <p>Receivers here are near and always there (a console, a file). One that can refuse or be away
 * needs a queue and receipts besides.
 */
public final class PagerPipeline {
  private PagerPipeline() {}

  /**
   * Someone who gets pages.
   *
   * @param id part of the uid, so never changed; unique
   * @param channels the packs' channels it serves; empty means all
   * @param sink takes them
   */
  public record Receiver(String id, List<String> channels, Sink<Page> sink) {
    public Receiver {
      channels = List.copyOf(channels);
    }
  }

  /** Builds the pipeline into an environment that has its {@link Guards}. */
  public static void build(
      StreamExecutionEnvironment env, Source<Page, ?, ?> pages, List<Receiver> receivers) {
    DataStream<Page> passedOn =
        env.fromSource(pages, WatermarkStrategy.noWatermarks(), "pages to send")
            .uid("pages-to-send")
            .keyBy(PagerPipeline::line)
            .process(new PassOnceFunction())
            .name("pass on once")
            .uid("passed-on-by-line");
    receivers.forEach(receiver -> connect(passedOn, receiver));
  }

  /** What order holds in: one incident, over all its targets and channels. */
  static String line(Page page) {
    return page.event().episode();
  }

  private static void connect(DataStream<Page> pages, Receiver receiver) {
    // One part each: there is one console, and a file has one writer.
    pages
        .filter(new Serves(List.copyOf(receiver.channels())))
        .name("for " + receiver.id())
        .uid("receiver-channels-" + receiver.id())
        .sinkTo(receiver.sink())
        .setParallelism(1)
        .name("receiver " + receiver.id())
        .uid("receiver-" + receiver.id());
  }

  private static final class Serves implements FilterFunction<Page> {
    private final List<String> channels;

    Serves(List<String> channels) {
      this.channels = channels;
    }

    @Override
    public boolean filter(Page page) {
      return channels.isEmpty() || channels.contains(page.channel());
    }
  }
}
