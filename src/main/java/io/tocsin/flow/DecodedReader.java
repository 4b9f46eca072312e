package io.tocsin.flow;

import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/** Reads as another reader does and decodes what comes; positions are the other's alone. */
// "try": whoever closes a reader is Flink, which takes an interruption as what it is.
@SuppressWarnings("try")
final class DecodedReader<SplitT extends SourceSplit> implements SourceReader<Arrival, SplitT> {
  private final SourceReader<RawRecord, SplitT> records;
  private final Decoder decoder;
  private ReaderOutput<Arrival> output;
  private ReaderOutput<RawRecord> decoding;

  DecodedReader(SourceReader<RawRecord, SplitT> records, Decoder decoder) {
    this.records = records;
    this.decoder = decoder;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> next) throws Exception {
    if (next != output) {
      output = next;
      decoding = new DecodingOutput.OfReader(next, decoder);
    }
    return records.pollNext(decoding);
  }

  @Override
  public void start() {
    records.start();
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    return records.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return records.isAvailable();
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    records.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    records.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    records.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    records.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    records.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    records.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    records.close();
  }
}
