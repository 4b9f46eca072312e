package io.tocsin.config;

import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.Collection;

/** What a pack may say and this release only carries. Each line goes when its part is executed. */
final class CarriedCheck {
  private CarriedCheck() {}

  static void check(Pack pack, Places places, Problems found) {
    for (Metric metric : pack.metrics()) {
      if (metric.global()) {
        found.notice(
            places.line("metrics", metric.name()),
            metric.name() + " feeds no incident: scope global is carried, not executed yet");
      }
    }
    pack.timers().stream()
        .filter(timer -> timer.to().contains("next_level"))
        .forEach(
            timer ->
                found.notice(
                    places.line("timers", timer.id()),
                    timer.id() + " tells nobody: next_level is carried, not executed yet"));
    carried("governance", pack.governance(), places.line("governance"), found);
    carried("kpis", pack.kpis(), places.line("kpis"), found);
    carried("lifecycle.gates", pack.lifecycle().gates(), places.line("lifecycle", "gates"), found);
    carried(
        "lifecycle.checklists",
        pack.lifecycle().checklists(),
        places.line("lifecycle", "checklists"),
        found);
  }

  private static void carried(String what, Collection<?> parts, int line, Problems found) {
    if (!parts.isEmpty()) {
      found.notice(line, what + ": " + parts.size() + " carried, not executed yet");
    }
  }
}
