package io.tocsin.detect;

import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of one trigger of one entity. */
final class TriggerState {
  final List<LeafState> leaves = new ArrayList<>();

  /** By key; one under the empty key where keys are not counted one by one. */
  final TreeMap<String, Streak> streaks = new TreeMap<>();

  /** Leaves of another version of the pack say nothing about this one's. */
  void shape(int leafCount) {
    if (leaves.size() != leafCount) {
      leaves.clear();
      for (int i = 0; i < leafCount; i++) {
        leaves.add(new LeafState());
      }
    }
  }

  Streak streak(String key) {
    return streaks.computeIfAbsent(key, name -> new Streak());
  }

  boolean isViolated() {
    return streaks.values().stream().anyMatch(Streak::isViolated);
  }

  void write(ByteWriter out) {
    out.whole(leaves.size());
    leaves.forEach(leaf -> leaf.write(out));
    out.whole(streaks.size());
    for (Map.Entry<String, Streak> streak : streaks.entrySet()) {
      out.text(streak.getKey());
      streak.getValue().write(out);
    }
  }

  static TriggerState read(ByteReader in) {
    TriggerState state = new TriggerState();
    for (int left = in.index(); left > 0; left--) {
      state.leaves.add(LeafState.read(in));
    }
    for (int left = in.index(); left > 0; left--) {
      state.streaks.put(in.text(), Streak.read(in));
    }
    return state;
  }
}
