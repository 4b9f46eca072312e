package io.tocsin.flow;

import io.tocsin.incident.Event;
import io.tocsin.metric.DeadLetter;
import io.tocsin.metric.Sample;
import io.tocsin.notify.Page;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Where a run on data puts what it finds.
 *
 * @param ledger events
 * @param pages pages
 * @param deadLetters what could not be read, must not be believed, or concerns nobody
 * @param late samples that came too late
 */
public record Outlets(
    Sink<Event> ledger, Sink<Page> pages, Sink<DeadLetter> deadLetters, Sink<Sample> late) {
  /** Nothing is kept: a place to start from. */
  public static final Outlets NONE =
      new Outlets(
          new DiscardingSink<>(),
          new DiscardingSink<>(),
          new DiscardingSink<>(),
          new DiscardingSink<>());

  public Outlets ledger(Sink<Event> sink) {
    return new Outlets(sink, pages, deadLetters, late);
  }

  public Outlets pages(Sink<Page> sink) {
    return new Outlets(ledger, sink, deadLetters, late);
  }

  public Outlets deadLetters(Sink<DeadLetter> sink) {
    return new Outlets(ledger, pages, sink, late);
  }

  public Outlets late(Sink<Sample> sink) {
    return new Outlets(ledger, pages, deadLetters, sink);
  }
}
