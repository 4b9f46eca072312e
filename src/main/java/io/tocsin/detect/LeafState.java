package io.tocsin.detect;

import io.tocsin.detect.Finding.Truth;
import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;

/** What a leaf said when it was last judged. */
final class LeafState {
  long judgedMillis = Times.NOT_YET;
  boolean violated;
  long startedMillis = Times.NOT_YET;
  String key = "";
  String value = "";

  /** Since when the silence lasted that was given up; a sample after it begins a new watch. */
  long forgottenSinceMillis = Times.NOT_YET;

  /** What it says at an instant: what it said last, until it is due again. */
  Truth truthAt(Leaf leaf, long boundaryMillis) {
    boolean known =
        judgedMillis != Times.NOT_YET
            && (leaf instanceof Leaf.Silent
                || leaf instanceof Leaf.Compare compare
                    && boundaryMillis - judgedMillis < compare.metric().stepMillis());
    if (!known) {
      return Truth.UNKNOWN;
    }
    return violated ? Truth.VIOLATED : Truth.GOOD;
  }

  void write(ByteWriter out) {
    out.whole(judgedMillis).flag(violated).whole(startedMillis);
    out.text(key).text(value).whole(forgottenSinceMillis);
  }

  static LeafState read(ByteReader in) {
    LeafState state = new LeafState();
    state.judgedMillis = in.whole();
    state.violated = in.flag();
    state.startedMillis = in.whole();
    state.key = in.text();
    state.value = in.text();
    state.forgottenSinceMillis = in.whole();
    return state;
  }
}
