package io.tocsin.flow;

import io.tocsin.metric.Command;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Takes the records of one partition and passes on what is in them. */
class DecodingOutput implements SourceOutput<RawRecord>, Decoder.Reader {
  private final SourceOutput<Arrival> arrivals;
  private final Decoder decoder;
  private RawRecord current;

  DecodingOutput(SourceOutput<Arrival> arrivals, Decoder decoder) {
    this.arrivals = arrivals;
    this.decoder = decoder;
  }

  @Override
  public void collect(RawRecord record) {
    current = record;
    decoder.decode(record, this);
  }

  @Override
  public void collect(RawRecord record, long timestamp) {
    collect(record);
  }

  @Override
  public void sample(Sample sample) {
    arrivals.collect(Arrival.of(current, sample), sample.timestampMillis());
  }

  @Override
  public void signal(Signal signal) {
    arrivals.collect(Arrival.of(current, signal), signal.timestampMillis());
  }

  @Override
  public void command(Command command) {
    arrivals.collect(Arrival.of(current, command), command.timestampMillis());
  }

  @Override
  public void reject(String reason, String detail) {
    arrivals.collect(Arrival.rejected(current, reason, detail));
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    arrivals.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    arrivals.markIdle();
  }

  @Override
  public void markActive() {
    arrivals.markActive();
  }

  /** The same for a reader, which has one output for each of its partitions. */
  static final class OfReader extends DecodingOutput implements ReaderOutput<RawRecord> {
    private final ReaderOutput<Arrival> outputs;
    private final Decoder decoder;

    OfReader(ReaderOutput<Arrival> outputs, Decoder decoder) {
      super(outputs, decoder);
      this.outputs = outputs;
      this.decoder = decoder;
    }

    @Override
    public SourceOutput<RawRecord> createOutputForSplit(String splitId) {
      return new DecodingOutput(outputs.createOutputForSplit(splitId), decoder);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      outputs.releaseOutputForSplit(splitId);
    }
  }
}
