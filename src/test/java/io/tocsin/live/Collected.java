package io.tocsin.live;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it is given, in this JVM. */
final class Collected<T> implements Sink<T> {
  private static final long serialVersionUID = 1;
  private static final Map<Long, Queue<Object>> KEPT = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT = new AtomicLong();

  private final long name = NEXT.incrementAndGet();

  Collected() {
    KEPT.put(name, new ConcurrentLinkedQueue<>());
  }

  @SuppressWarnings("unchecked")
  List<T> values() {
    return (List<T>) List.copyOf(KEPT.get(name));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Queue<Object> kept = KEPT.get(name);
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context at) {
        kept.add(value);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
