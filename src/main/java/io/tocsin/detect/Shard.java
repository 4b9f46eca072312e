package io.tocsin.detect;

import io.tocsin.metric.Times;
import io.tocsin.window.ByteReader;
import io.tocsin.window.ByteWriter;
import java.util.Comparator;
import java.util.TreeSet;

/** What a shard remembers of itself: who lives in it, and when it must be judged next. */
final class Shard {
  private static final int VERSION = 1;

  private final Memory memory;

  Shard(Memory memory) {
    this.memory = memory;
  }

  /** By entity, then pack. */
  TreeSet<Parts> entities() {
    TreeSet<Parts> entities =
        new TreeSet<>(Comparator.comparing(Parts::entity).thenComparing(Parts::pack));
    byte[] bytes = memory.get(Parts.INDEX);
    if (bytes != null) {
      ByteReader in = new ByteReader(bytes).version("index", VERSION);
      for (int left = in.index(); left > 0; left--) {
        entities.add(new Parts(in.text(), in.text()));
      }
    }
    return entities;
  }

  void keep(TreeSet<Parts> entities) {
    if (entities.isEmpty()) {
      memory.remove(Parts.INDEX);
      return;
    }
    ByteWriter out = new ByteWriter().whole(VERSION).whole(entities.size());
    entities.forEach(entity -> out.text(entity.pack()).text(entity.entity()));
    memory.put(Parts.INDEX, out.toBytes());
  }

  /** The next boundary, or {@link Times#NOT_YET}. */
  long dueMillis() {
    byte[] bytes = memory.get(Parts.DUE);
    return bytes == null ? Times.NOT_YET : new ByteReader(bytes).version("due", VERSION).whole();
  }

  void dueAt(long boundaryMillis) {
    if (boundaryMillis == Times.NOT_YET) {
      memory.remove(Parts.DUE);
    } else {
      memory.put(Parts.DUE, new ByteWriter().whole(VERSION).whole(boundaryMillis).toBytes());
    }
  }
}
