package io.tocsin.flow;

import java.time.Duration;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What the stages behind the inbox remember: name, type, who clears it and when. */
final class InboxStates {
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

  /**
   * Pages already passed on, by id. They expire {@link #REPEATS} after they came, because they are
   * only there to recognise a repetition.
   */
  static final MapStateDescriptor<String, Boolean> PASSED_ON = passedOn();

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
