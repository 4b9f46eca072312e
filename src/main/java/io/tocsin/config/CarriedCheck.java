package io.tocsin.config;

import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;

/** What a pack may say and this release only carries. Each line goes when its part is executed. */
final class CarriedCheck {
  private CarriedCheck() {}

  static void check(Pack pack, Remarks remarks) {
    for (Metric metric : pack.metrics()) {
      if (metric.global()) {
        remarks.notice(
            "metrics",
            metric.name(),
            metric.name() + " feeds no incident: scope global is carried, not executed yet");
      }
    }
  }
}
