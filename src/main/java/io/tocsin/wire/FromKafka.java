package io.tocsin.wire;

import io.tocsin.incident.InboxEntry;
import io.tocsin.metric.RawRecord;
import io.tocsin.notify.Page;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of one topic into things of ours.
 *
 * @param <T> what comes out; a flat record, a string or a number
 */
final class FromKafka<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FromKafka.class);
  private static final byte[] NONE = {};

  /** Understands one record; null passes it over. */
  interface Reading<T> extends Serializable {
    T read(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  private final Class<T> type;
  private final Reading<T> reading;
  private transient Counter passedOver;

  private FromKafka(Class<T> type, Reading<T> reading) {
    this.type = type;
    this.reading = reading;
  }

  static FromKafka<RawRecord> records() {
    return new FromKafka<>(
        RawRecord.class,
        record ->
            new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.value() == null ? NONE : record.value()));
  }

  static FromKafka<InboxEntry> inbox() {
    return new FromKafka<>(InboxEntry.class, FromKafka::inboxEntry);
  }

  static FromKafka<Long> ticks() {
    return new FromKafka<>(Long.class, FromKafka::appendMillis);
  }

  static FromKafka<Page> pages() {
    return new FromKafka<>(Page.class, FromKafka::page);
  }

  private static InboxEntry inboxEntry(ConsumerRecord<byte[], byte[]> record) throws IOException {
    long append = appendMillis(record);
    if (record.value() == null) {
      LOG.warn("{}: no value, passed over; only Tocsin may write here", place(record));
      return null;
    }
    try {
      return InboxJson.decode(record.value()).at(record.partition(), append, 0);
    } catch (IllegalArgumentException unreadable) {
      // Passing it over would change the history of everything that follows.
      throw new IOException(place(record) + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static Page page(ConsumerRecord<byte[], byte[]> record) {
    try {
      return PageJson.decode(record.value() == null ? NONE : record.value());
    } catch (IllegalArgumentException unreadable) {
      // A pager that stops for one bad record sends nothing to anybody.
      LOG.error("{}: not sent, {}", place(record), unreadable.getMessage());
      return null;
    }
  }

  private static long appendMillis(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new IOException(
          place(record)
              + ": timestamp is of type "
              + record.timestampType()
              + ", must be LogAppendTime; set message.timestamp.type=LogAppendTime on a new topic");
    }
    return record.timestamp();
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  @Override
  public void open(InitializationContext context) {
    passedOver = context.getMetricGroup().counter("recordsPassedOver");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
      throws IOException {
    T read = reading.read(record);
    if (read == null) {
      passedOver.inc();
    } else {
      out.collect(read);
    }
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }
}
