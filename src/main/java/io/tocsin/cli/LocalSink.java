package io.tocsin.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink into this process, for a job that runs on the embedded cluster. At least once: after a
 * restart of the job a record may come again.
 *
 * <p>The receiver is called by one thread at a time. Closing the sink forgets the receiver.
 */
final class LocalSink<T> implements Sink<T>, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** Flink takes a copy of the sink; the copy finds its receiver here. */
  private static final Map<Long, Consumer<Object>> RECEIVERS = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT = new AtomicLong();

  private final long id = NEXT.incrementAndGet();

  private LocalSink() {}

  static <T> LocalSink<T> to(Consumer<T> receiver) {
    LocalSink<T> sink = new LocalSink<>();
    RECEIVERS.put(
        sink.id,
        record -> {
          synchronized (receiver) {
            receiver.accept(cast(record));
          }
        });
    return sink;
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object record) {
    return (T) record;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Consumer<Object> receiver = RECEIVERS.get(id);
    return new SinkWriter<>() {
      @Override
      public void write(T record, Context where) {
        receiver.accept(record);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    RECEIVERS.remove(id);
  }
}
