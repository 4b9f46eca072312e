package io.tocsin.cli.kpi;

import io.tocsin.incident.Event;
import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;
import io.tocsin.pack.Kpi;
import io.tocsin.pack.Pack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Mean time to detect, to respond and to resolve, the share of clocks that were met, and what packs
 * want measured besides. Drills do not count.
 */
public final class Figures {
  private static final List<Mean> ALWAYS =
      List.of(
          new Mean("mttd", "started", "opened"),
          new Mean("mtt_respond", "opened", "acked"),
          new Mean("mtt_resolve", "opened", "resolved"));

  private record Mean(String id, String from, String to) {}

  private Figures() {}

  /**
   * The figures of every pack in a ledger, by pack, then by severity, then what the pack wants.
   *
   * @param ledger events in any order
   * @param packs packs whose own figures and targets are wanted; others only get the usual ones
   */
  public static List<Figure> of(List<Event> ledger, List<Pack> packs) {
    Map<String, List<Chronicle>> byPack = new TreeMap<>();
    for (Chronicle chronicle : Chronicle.of(ledger)) {
      if (!chronicle.isDrill()) {
        byPack.computeIfAbsent(chronicle.pack(), id -> new ArrayList<>()).add(chronicle);
      }
    }
    List<Figure> figures = new ArrayList<>();
    byPack.forEach(
        (id, chronicles) -> {
          figures.addAll(usual(id, chronicles));
          packs.stream()
              .filter(pack -> pack.id().equals(id))
              .flatMap(pack -> pack.kpis().stream())
              .forEach(kpi -> figures.add(wanted(id, kpi, chronicles)));
        });
    return figures;
  }

  private static List<Figure> usual(String pack, List<Chronicle> chronicles) {
    List<Figure> figures = new ArrayList<>();
    List<String> severities =
        chronicles.stream()
            .map(Chronicle::severity)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    for (String severity : severities) {
      List<Chronicle> those =
          chronicles.stream().filter(one -> one.severity().equals(severity)).toList();
      for (Mean mean : ALWAYS) {
        long[] sum = sum(those, one -> one.between(mean.from(), mean.to()));
        figures.add(new Figure(pack, severity, mean.id(), "s", sum[0], sum[1], "", ""));
      }
      long[] met = new long[2];
      for (Chronicle one : those) {
        add(met, List.of(one), one.clocks());
      }
      figures.add(new Figure(pack, severity, "clocks_met", "%", met[0], met[1], "", ""));
    }
    return figures;
  }

  private static Figure wanted(String pack, Kpi kpi, List<Chronicle> chronicles) {
    List<Chronicle> scope =
        chronicles.stream()
            .filter(one -> kpi.scope().isEmpty() || kpi.scope().contains(one.severity()))
            .toList();
    boolean mean = kpi.stat() == Kpi.Stat.MEAN;
    long[] sum = new long[2];
    if (mean) {
      sum = sum(scope, one -> one.between(kpi.from(), kpi.to()));
    } else {
      add(sum, scope, kpi.over());
    }
    return new Figure(
        pack,
        kpi.scope().isEmpty() ? "all" : String.join("+", kpi.scope()),
        kpi.id(),
        mean ? "s" : "%",
        sum[0],
        sum[1],
        kpi.op() == null ? "" : kpi.op().sign() + " " + shown(kpi),
        reached(kpi, sum[0], sum[1]));
  }

  private static String shown(Kpi kpi) {
    return kpi.stat() == Kpi.Stat.SHARE
        ? kpi.target()
        : Duration.parse(kpi.target()).toSeconds() + "";
  }

  /** Compared without dividing: a mean of 899.9 s is not 15 minutes. */
  private static String reached(Kpi kpi, long sum, long samples) {
    if (kpi.op() == null || samples == 0) {
      return "";
    }
    boolean share = kpi.stat() == Kpi.Stat.SHARE;
    Fraction value = Fraction.mean(Decimal.of(share ? sum * 100 : sum), samples);
    Decimal target =
        share ? Decimal.parse(kpi.target()) : Decimal.of(Duration.parse(kpi.target()).toMillis());
    return kpi.op().holds(value, target) ? "yes" : "no";
  }

  private static long[] sum(
      List<Chronicle> chronicles, Function<Chronicle, Optional<Long>> measure) {
    long[] sum = new long[2];
    for (Chronicle chronicle : chronicles) {
      measure
          .apply(chronicle)
          .ifPresent(
              millis -> {
                sum[0] += millis;
                sum[1]++;
              });
    }
    return sum;
  }

  private static void add(long[] met, List<Chronicle> chronicles, Iterable<String> timers) {
    for (Chronicle chronicle : chronicles) {
      for (String timer : timers) {
        chronicle
            .wasMet(timer)
            .ifPresent(
                yes -> {
                  met[0] += yes ? 1 : 0;
                  met[1]++;
                });
      }
    }
  }
}
