package io.tocsin.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it gets, at least once, for the test that ran the job in this JVM. */
public final class CollectingSink<T> implements Sink<T> {
  private static final Map<String, List<Object>> KEPT = new ConcurrentHashMap<>();

  private final String name;

  /**
   * An empty one.
   *
   * @param name unique among the sinks of a JVM
   */
  public CollectingSink(String name) {
    this.name = name;
    KEPT.put(name, new CopyOnWriteArrayList<>());
  }

  /** What came so far. */
  @SuppressWarnings("unchecked")
  public List<T> kept() {
    return (List<T>) KEPT.get(name);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context at) {
        KEPT.get(name).add(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
