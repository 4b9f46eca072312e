package io.tocsin.flow;

import io.tocsin.metric.Sample;
import io.tocsin.window.Partial;
import io.tocsin.window.Tallier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds samples up into one partial per series and slice, where they come in and before anything
 * crosses the network.
 *
 * <p>The buffer is local and in no state: it is passed on before a barrier, before the watermark
 * that closes its slices, and when it is full. Partials of one series and slice add up in any
 * order, so it makes no difference when that happens.
 */
final class TallyOperator extends AbstractStreamOperator<Partial>
    implements OneInputStreamOperator<Sample, Partial> {

  private final int maxPartials;
  private transient Tallier tallier;

  /**
   * A tally with a bound.
   *
   * @param maxPartials most partials kept at a time, at least 1
   */
  TallyOperator(int maxPartials) {
    this.maxPartials = maxPartials;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tallier = new Tallier();
  }

  @Override
  public void processElement(StreamRecord<Sample> element) {
    tallier.add(element.getValue());
    if (tallier.size() >= maxPartials) {
      tallier.drainAll(this::pass);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    if (watermark.equals(Watermark.MAX_WATERMARK)) {
      tallier.drainAll(this::pass);
    } else {
      // No sample at or before the watermark will come, so the first open instant is one later.
      tallier.drainThrough(watermark.getTimestamp() + 1, this::pass);
    }
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    tallier.drainAll(this::pass);
  }

  @Override
  public void finish() throws Exception {
    tallier.drainAll(this::pass);
    super.finish();
  }

  private void pass(Partial partial) {
    output.collect(new StreamRecord<>(partial));
  }
}
