package io.tocsin.flow;

import io.tocsin.incident.EntityState;
import io.tocsin.incident.Event;
import io.tocsin.incident.Input;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberBook;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What detection, and the incident stage of {@code clock: data}, remember: name, type, who clears
 * it and when.
 */
final class States {
  /** What each partition has shown of time. Never cleared: one small record per partition. */
  static final ListStateDescriptor<AdmissionFunction.SeenTime> SEEN_TIMES =
      new ListStateDescriptor<>("seen-times", TypeInformation.of(AdmissionFunction.SeenTime.class));

  /** What detection remembers of a shard. The detector removes what no window reaches any more. */
  static final MapStateDescriptor<String, byte[]> SHARD_MEMORY =
      new MapStateDescriptor<>(
          "shard-memory", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Boundary at which a shard is judged next. Cleared when nothing in it waits. */
  static final ValueStateDescriptor<Long> SHARD_TIMER =
      new ValueStateDescriptor<>("shard-timer", Types.LONG);

  /** Everything about one entity. Cleared by the machine, when nothing is left to remember. */
  static final ValueStateDescriptor<EntityState> ENTITY =
      new ValueStateDescriptor<>("entity", TypeInformation.of(EntityState.class));

  /** Inputs by the instant at which they take effect. Removed when the watermark reaches it. */
  static final MapStateDescriptor<Long, List<Input>> WAITING =
      new MapStateDescriptor<>(
          "waiting-inputs", Types.LONG, Types.LIST(TypeInformation.of(Input.class)));

  /** Next due time of an entity that has a Flink timer. Cleared when nothing is due. */
  static final ValueStateDescriptor<Long> ENTITY_TIMER =
      new ValueStateDescriptor<>("entity-timer", Types.LONG);

  /** Events without a number, by the opening time of their episode. Removed once it is numbered. */
  static final MapStateDescriptor<Long, List<Event>> UNNUMBERED =
      new MapStateDescriptor<>(
          "unnumbered-events", Types.LONG, Types.LIST(TypeInformation.of(Event.class)));

  /** Numbers of the episodes of each entity. Removed when the entity's story is over. */
  static final MapStateDescriptor<String, List<NumberAnswer>> NUMBERS =
      new MapStateDescriptor<>(
          "numbers", Types.STRING, Types.LIST(TypeInformation.of(NumberAnswer.class)));

  /**
   * Counters by rendered pattern. Kept: a number given out must not be given again, and a run on
   * data may come back to any day.
   */
  static final MapStateDescriptor<String, NumberBook> NUMBER_BOOKS =
      new MapStateDescriptor<>("number-books", Types.STRING, TypeInformation.of(NumberBook.class));

  private States() {}
}
