package io.tocsin.config;

import io.tocsin.pack.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which steps wait for which. */
final class StepOrder {
  private StepOrder() {}

  /** Timers an id waits for, by {@code needs} and {@code from: step:…}. */
  static Map<String, List<String>> waits(List<Timer> timers) {
    Map<String, List<String>> waits = new LinkedHashMap<>();
    for (Timer timer : timers) {
      List<String> before = new ArrayList<>(timer.needs());
      if (timer.from().startsWith("step:")) {
        before.add(timer.from().substring("step:".length()));
      }
      waits.put(timer.id(), before);
    }
    return waits;
  }

  /** Steps that wait for each other would never fire. */
  static void refuseCircles(List<Value> written, List<Timer> timers) {
    Map<String, List<String>> waits = waits(timers);
    for (Value value : written) {
      String id =
          value.isMap()
              ? Keyed.free(value).entries().containsKey("id")
                  ? Keyed.free(value).get("id").flatMap(Value::text).orElse("")
                  : ""
              : "";
      Set<String> reached = new LinkedHashSet<>();
      reach(id, waits, reached);
      if (reached.contains(id)) {
        value.error(value.path() + " waits for itself (" + String.join(", ", reached) + ")");
      }
    }
  }

  private static void reach(String id, Map<String, List<String>> waits, Set<String> reached) {
    for (String before : waits.getOrDefault(id, List.of())) {
      if (reached.add(before)) {
        reach(before, waits, reached);
      }
    }
  }
}
