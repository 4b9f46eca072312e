package io.tocsin.cli.replay;

import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the samples that no pack hears, with the reason: an empty ledger must not be a riddle. */
final class Unheard {
  /** Series whose fate is remembered; beyond that each sample is looked at anew. */
  private static final int REMEMBERED = 100_000;

  private static final String HEARD = "";

  private final List<Pack> packs;
  private final Map<String, String> reasonBySeries = new HashMap<>();
  private final TreeMap<String, Long> counts = new TreeMap<>();

  /** With no pack at all nothing is counted: nobody was to hear anything. */
  Unheard(List<Pack> packs) {
    this.packs = List.copyOf(packs);
  }

  void sample(Sample sample) {
    if (packs.isEmpty()) {
      return;
    }
    String series = sample.name() + '{' + sample.labels();
    String reason = reasonBySeries.get(series);
    if (reason == null) {
      reason = reason(sample);
      if (reasonBySeries.size() < REMEMBERED) {
        reasonBySeries.put(series, reason);
      }
    }
    if (!reason.equals(HEARD)) {
      counts.merge(reason, 1L, Long::sum);
    }
  }

  private String reason(Sample sample) {
    List<String> lacking = new ArrayList<>();
    for (Pack pack : packs) {
      List<Metric> metrics =
          pack.metrics().stream().filter(one -> one.samples().equals(sample.name())).toList();
      List<String> missing = new ArrayList<>(pack.incident().groupBy());
      missing.removeAll(Labels.parse(sample.labels()).asMap().keySet());
      if (!metrics.isEmpty() && (missing.isEmpty() || metrics.stream().anyMatch(Metric::global))) {
        return HEARD;
      }
      if (!metrics.isEmpty()) {
        lacking.addAll(missing);
      }
    }
    return lacking.isEmpty()
        ? sample.name() + ": in no pack"
        : sample.name() + ": without label " + String.join(", ", lacking);
  }

  /** A line for each metric and reason, by name. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((reason, count) -> lines.add("%,d samples of %s".formatted(count, reason)));
    return lines;
  }
}
