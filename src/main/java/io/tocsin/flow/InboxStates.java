package io.tocsin.flow;

import io.tocsin.incident.Event;
import io.tocsin.incident.NumberBook;
import java.time.Duration;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What the stages on the wall clock remember: name, type, who clears it and when. */
final class InboxStates {
  /**
   * How long after its last request a book of numbers is kept. A book forgotten too early gives one
   * number twice. It is asked on the day its incidents open; only openings found late, by a
   * detection that was down or reads history, come after that. A month covers any stop that leaves
   * a Kafka topic at its default retention of a week.
   */
  static final Duration BOOK_LIFE = Duration.ofDays(30);

  /**
   * How long a page's id is kept. A page repeats when the incident stage restarts and reads again
   * what its last checkpoint did not cover, or when somebody rewinds the pager; neither reaches
   * further back than the week that Kafka keeps a topic by default.
   */
  static final Duration REPEATS = Duration.ofDays(8);

  /** How far each partition has come. Never cleared: one small record per partition. */
  static final ListStateDescriptor<EngineTime.PartitionTime> PARTITION_TIMES =
      new ListStateDescriptor<>(
          "partition-times", TypeInformation.of(EngineTime.PartitionTime.class));

  /** Events that wait for the number of their episode, in order. Cleared by the answer. */
  static final ListStateDescriptor<Event> HELD =
      new ListStateDescriptor<>("held-events", TypeInformation.of(Event.class));

  /** Numbers given out under one rendered pattern. Cleared by a timer, see {@link #BOOK_LIFE}. */
  static final ValueStateDescriptor<NumberBook> NUMBER_BOOK =
      new ValueStateDescriptor<>("number-book", TypeInformation.of(NumberBook.class));

  /** When the key's one timer is due. Cleared with what it waits for. */
  static final ValueStateDescriptor<Long> ARMED = new ValueStateDescriptor<>("armed", Types.LONG);

  /**
   * Pages already passed on, by id. They expire {@link #REPEATS} after they came, because they are
   * only there to recognise a repetition.
   */
  static final MapStateDescriptor<String, Boolean> PASSED_ON = passedOn();

  /**
   * Spans of time in which ticks came back, by start. Each is removed {@link
   * WatchedTime#MEMORY_MILLIS} after its end.
   */
  static final MapStateDescriptor<Long, Long> WATCHED =
      new MapStateDescriptor<>("watched-time", Types.LONG, Types.LONG);

  private InboxStates() {}

  private static MapStateDescriptor<String, Boolean> passedOn() {
    MapStateDescriptor<String, Boolean> passedOn =
        new MapStateDescriptor<>("passed-on", Types.STRING, Types.BOOLEAN);
    passedOn.enableTimeToLive(
        StateTtlConfig.newBuilder(REPEATS)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .cleanupInRocksdbCompactFilter(1000)
            .build());
    return passedOn;
  }
}
