package io.tocsin.detect;

import io.tocsin.metric.Labels;
import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;

/**
 * Series of one metric and entity that are looked at as one: all of them, those that share the
 * value of a key label, or a single one.
 */
final class Strand {
  final int id;
  final Labels labels;

  /** Start of the slice it was first seen in since a whole window was empty. */
  long firstSliceMillis = Times.NOT_YET;

  /** End of the slice it was last seen in. */
  long lastSliceEndMillis = Times.NOT_YET;

  /** Whether its values are running totals. */
  boolean counter;

  /** Pages of its ring that may exist: from here … */
  long firstPage = Long.MAX_VALUE;

  /** … to here, inclusive. */
  long lastPage = Long.MIN_VALUE;

  Strand(int id, Labels labels) {
    this.id = id;
    this.labels = labels;
  }

  void write(ByteWriter out) {
    out.whole(id).text(labels.canonical()).whole(firstSliceMillis).whole(lastSliceEndMillis);
    out.flag(counter).whole(firstPage).whole(lastPage);
  }

  static Strand read(ByteReader in) {
    Strand strand = new Strand(in.index(), Labels.parse(in.text()));
    strand.firstSliceMillis = in.whole();
    strand.lastSliceEndMillis = in.whole();
    strand.counter = in.flag();
    strand.firstPage = in.whole();
    strand.lastPage = in.whole();
    return strand;
  }
}
