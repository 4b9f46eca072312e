package io.tocsin.incident;

import io.tocsin.detect.Verdict;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of an entity's metrics: the values that came with verdicts, or on their own. */
final class Readings {
  /** Readings older than this are not what is. */
  private static final long READINGS_MILLIS = 15 * 60 * 1000L;

  private final Pack pack;
  private final Map<String, String> latest;
  private long readAtMillis;

  Readings(Pack pack, EntityState state) {
    this.pack = pack;
    latest = new TreeMap<>(state.readings());
    readAtMillis = state.readAtMillis();
  }

  /** The latest known value of each metric, by name. */
  Map<String, String> latest() {
    return latest;
  }

  /** Valid time of the latest values, or {@link Times#NOT_YET}. */
  long atMillis() {
    return readAtMillis;
  }

  /**
   * Keeps what a verdict says of the metrics, unless later values are known. Of metrics that are
   * told at every evaluation, what was not told lately is not known any more.
   */
  void read(Verdict verdict) {
    long at = verdict.windowEndMillis();
    if (at < readAtMillis || verdict.readings().isEmpty()) {
      return;
    }
    boolean mere = verdict.trigger().equals(Verdict.READINGS);
    if (mere && at > readAtMillis || !isReadLately(at)) {
      latest.keySet().removeIf(name -> pack.metric(name).filter(Metric::snapshot).isPresent());
    }
    readAtMillis = at;
    verdict.readings().forEach(reading -> latest.put(reading.metric(), reading.value()));
  }

  private boolean isReadLately(long atMillis) {
    return readAtMillis != Times.NOT_YET && atMillis - readAtMillis <= READINGS_MILLIS;
  }

  /** What is known lately of the metrics told at every evaluation: names and values in turn. */
  List<String> valuesAt(long atMillis) {
    List<String> values = new ArrayList<>();
    for (Metric metric : pack.metrics()) {
      String value = latest.get(metric.name());
      if (metric.snapshot() && value != null && isReadLately(atMillis)) {
        values.addAll(List.of(metric.name(), value));
      }
    }
    return values;
  }
}
