package io.tocsin.flow;

import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose records are decoded as they are read, so that each partition's watermark can
 * follow the timestamps inside. Flink makes watermarks per partition in the source only; decoding
 * behind it would have to be done twice.
 */
final class DecodedSource<SplitT extends SourceSplit, PositionsT>
    implements Source<Arrival, SplitT, PositionsT> {
  private final Source<RawRecord, SplitT, PositionsT> records;
  private final Decoder decoder;

  private DecodedSource(Source<RawRecord, SplitT, PositionsT> records, Decoder decoder) {
    this.records = records;
    this.decoder = decoder;
  }

  static <SplitT extends SourceSplit, PositionsT> Source<Arrival, SplitT, PositionsT> of(
      Source<RawRecord, SplitT, PositionsT> records, Decoder decoder) {
    return new DecodedSource<>(records, decoder);
  }

  @Override
  public Boundedness getBoundedness() {
    return records.getBoundedness();
  }

  @Override
  public SourceReader<Arrival, SplitT> createReader(SourceReaderContext context) throws Exception {
    return new DecodedReader<>(records.createReader(context), decoder);
  }

  @Override
  public SplitEnumerator<SplitT, PositionsT> createEnumerator(
      SplitEnumeratorContext<SplitT> context) throws Exception {
    return records.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<SplitT, PositionsT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, PositionsT positions) throws Exception {
    return records.restoreEnumerator(context, positions);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return records.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PositionsT> getEnumeratorCheckpointSerializer() {
    return records.getEnumeratorCheckpointSerializer();
  }
}
