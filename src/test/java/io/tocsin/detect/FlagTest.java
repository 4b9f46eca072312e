package io.tocsin.detect;

import static io.tocsin.detect.Promise.is;
import static io.tocsin.detect.Watch.MINUTE;
import static io.tocsin.detect.Watch.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pack.Metric.Aggregate;
import io.tocsin.pack.Pack;
import org.junit.jupiter.api.Test;

class FlagTest {
  private static final Pack PACK =
      Promise.pack()
          .metric("customers", Aggregate.MAX)
          .metric("load", Aggregate.MEAN)
          .trigger("busy", "P1", is("load", ">", "5"))
          .flag("many", "customers", ">=", "2")
          .flag("all", "customers", ">=", "100")
          .build();

  private static Watch customers(int... byMinute) {
    Watch watch = new Watch(PACK);
    for (int i = 0; i < byMinute.length; i++) {
      watch.feed("customers", TEN + i * MINUTE, String.valueOf(byMinute[i]));
    }
    return watch.until(TEN + byMinute.length * MINUTE);
  }

  @Test
  void tellsWhenAMetricSetsAFlagAndWhenNoMore() {
    assertThat(customers(1, 2, 3, 100, 1, 1).story())
        .containsExactly(
            "10:02:00 flag:many !",
            "10:04:00 flag:all !",
            "10:05:00 flag:all .",
            "10:05:00 flag:many .");
  }

  @Test
  void saysNothingOfAMetricThatIsSilent() {
    assertThat(customers(2).until(TEN + 48 * Watch.HOUR).story())
        .containsExactly("10:01:00 flag:many !");
  }

  @Test
  void comesBeforeTheTriggersOfItsInstant() {
    Watch watch = new Watch(PACK).feed("load", TEN, "9").feed("customers", TEN, "2");
    assertThat(watch.until(TEN + MINUTE).verdicts())
        .extracting(Verdict::trigger)
        .containsExactly("flag:many", "busy");
  }

  @Test
  void isForgottenWithItsEntity() {
    assertThat(customers(2, 1).until(TEN + 48 * Watch.HOUR).remembered()).isEmpty();
  }
}
