package io.tocsin.flow;

import io.tocsin.incident.Addressing;
import io.tocsin.incident.InboxEntry;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads what people and systems say, and addresses it to the entities it concerns.
 *
 * <p>What cannot be read, a sample among them, and a command that no pack takes are dead letters. A
 * signal that concerns no pack is counted: others may mean something by it.
 */
public final class ListenFunction extends ProcessFunction<RawRecord, InboxEntry> {
  /** What could not be read or delivered. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private final Decoder decoder;
  private final List<Pack> packs;

  private transient Addressing addressing;
  private transient Counter unroutedSignals;

  /** Addresses what a decoder finds to the entities of some packs. */
  public ListenFunction(Decoder decoder, List<Pack> packs) {
    this.decoder = decoder;
    this.packs = new ArrayList<>(packs);
  }

  @Override
  public void open(OpenContext context) {
    addressing = new Addressing(packs);
    unroutedSignals = getRuntimeContext().getMetricGroup().counter("unrouted-signals");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<InboxEntry> out) {
    decoder.decode(record, new Found(record, context, out));
  }

  /** Takes what the decoder finds in one record. */
  private final class Found implements Decoder.Reader {
    private final RawRecord record;
    private final Context context;
    private final Collector<InboxEntry> out;

    Found(RawRecord record, Context context, Collector<InboxEntry> out) {
      this.record = record;
      this.context = context;
      this.out = out;
    }

    @Override
    public void sample(Sample sample) {
      reject(
          "misplaced-sample",
          "a sample of " + sample.name() + ", must be in a source of metrics of the job file");
    }

    @Override
    public void signal(Signal signal) {
      if (!addressing.route(signal, this::send)) {
        unroutedSignals.inc();
      }
    }

    @Override
    public void command(Command command) {
      if (!addressing.route(command, this::send)) {
        reject(
            "unaddressed-command",
            "no pack '"
                + command.pack()
                + "' that groups by the labels '"
                + command.labels()
                + "'");
      }
    }

    @Override
    public void reject(String reason, String detail) {
      byte[] bytes = record.bytes();
      byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, DeadLetter.MAX_BYTES));
      context.output(
          DEAD_LETTERS,
          new DeadLetter(
              record.source(), record.partition(), record.offset(), reason, detail, kept));
    }

    private void send(Input input) {
      out.collect(InboxEntry.of(input));
    }
  }
}
