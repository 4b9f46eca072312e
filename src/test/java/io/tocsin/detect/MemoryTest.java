package io.tocsin.detect;

import static io.tocsin.detect.Promise.HOUR;
import static io.tocsin.detect.Promise.anyKey;
import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.SECOND;
import static io.tocsin.detect.Watch.TEN;
import static io.tocsin.detect.Watch.at;
import static io.tocsin.detect.Watch.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Times;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.window.Partial;
import io.tocsin.window.Tallier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final Pack PACK =
      Promise.pack()
          .metric("slow", Metric.Aggregate.P95, HOUR, Duration.ofMinutes(1))
          .metric("score", Metric.Aggregate.MEAN)
          .metric("total", Metric.Aggregate.SUM)
          .metric("size", Metric.Aggregate.LAST)
          .rate("growth", "size", HOUR, Duration.ofMinutes(10))
          .trigger("slow", "P1", is("slow", ">", "500"))
          .trigger("weak", "P2", anyKey("score", "<", "0.9", "agent"))
          .trigger("busy", "P2", is("total", ">", "1e9"))
          .trigger("growing", "P2", is("growth", ">", "1e9"))
          .trigger(
              "gone",
              "P2",
              new io.tocsin.pack.Condition.Absent(
                  "score", Duration.ofMinutes(2), false, Duration.ofHours(1)))
          .build();

  private static Watch hours(int hours) {
    Watch watch = new Watch(PACK);
    for (long at = TEN; at < TEN + hours * Watch.HOUR; at += 10 * SECOND) {
      watch.feed(gauge("slow", "service=a", at, "499"));
      watch.feed(gauge("score", "agent=x,service=a", at, "0.95"));
      watch.feed(gauge("size", "service=a", at, "7"));
      watch.feed(new Sample("total", "service=a", SampleType.COUNTER, at, Decimal.ONE));
      if ((at - TEN) % 600_000 == 0) {
        watch.until(at);
      }
    }
    return watch.until(TEN + hours * Watch.HOUR);
  }

  @Test
  void isEmptyAtTheEnd() {
    Watch watch = hours(3);
    assertThat(watch.remembered()).isNotEmpty();
    watch.until(TEN + 30 * Watch.HOUR);
    assertThat(watch.story()).containsExactly("13:01:50 gone !", "13:59:50 gone .");
    assertThat(watch.remembered()).isEmpty();
    assertThat(watch.due.values()).containsOnly(Times.NOT_YET);
  }

  @Test
  void doesNotGrowWithTime() {
    assertThat(hours(6).remembered()).hasSameSizeAs(hours(3).remembered());
  }

  @Test
  void rewritesLittleForAPartial() {
    Watch watch = hours(2);
    long held =
        watch.shards.values().stream()
            .flatMap(parts -> parts.values().stream())
            .mapToLong(bytes -> bytes.length)
            .sum();
    Tallier tallier = new Tallier();
    tallier.add(gauge("slow", "service=a", at("12:00:00"), "499"));
    List<Partial> partials = new ArrayList<>();
    tallier.drainAll(partials::add);
    Map<String, Integer> written = new TreeMap<>();
    new Routing(List.of(PACK))
        .route(
            partials.get(0),
            routed -> {
              Memory memory = watch.memory(routed.shard());
              new Detector(List.of(PACK)).add(routed, counting(memory, written));
            });
    int bytes = written.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(bytes).isLessThan(200).isLessThan((int) held / 20);
  }

  private static Memory counting(Memory memory, Map<String, Integer> written) {
    return new Memory() {
      @Override
      public byte[] get(String part) {
        return memory.get(part);
      }

      @Override
      public void put(String part, byte[] value) {
        written.merge(part, value.length, Integer::sum);
        memory.put(part, value);
      }

      @Override
      public void remove(String part) {
        memory.remove(part);
      }
    };
  }

  @Test
  void givesTheNextBoundaryOfTheShard() {
    Watch watch = new Watch(PACK).feed(gauge("slow", "service=a", TEN, "1")).flush();
    assertThat(watch.due.values()).containsExactly(TEN + Watch.MINUTE);
    watch.until(TEN + Watch.MINUTE);
    assertThat(watch.due.values()).allMatch(due -> due > TEN + Watch.MINUTE);
  }

  @Test
  void forgetsAPackThatIsNoMore() {
    Watch watch = new Watch(PACK).feed(gauge("slow", "service=a", TEN, "1")).flush();
    watch
        .due
        .keySet()
        .forEach(
            shard ->
                new Detector(List.of())
                    .judge(TEN + Watch.HOUR, watch.memory(shard), Ticked.ALWAYS));
    assertThat(watch.remembered()).isEmpty();
  }
}
