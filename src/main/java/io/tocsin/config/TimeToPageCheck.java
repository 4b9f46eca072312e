package io.tocsin.config;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long the rules themselves may take: from the first bad sample to the first page, window by
 * window, plus lateness and one tick.
 */
final class TimeToPageCheck {
  /** A tick of the inbox. */
  private static final Duration TICK = Duration.ofMillis(200);

  private TimeToPageCheck() {}

  static void check(Pack pack, Places places, Problems found) {
    for (Severity severity : pack.severities()) {
      Optional<Trigger> slowest =
          pack.triggers().stream()
              .filter(trigger -> trigger.severity().equals(severity.id()))
              .filter(trigger -> !toOpen(pack, trigger).isZero())
              .max(Comparator.comparing(trigger -> toOpen(pack, trigger)));
      if (slowest.isPresent()) {
        toPage(pack, severity.id(), slowest.get())
            .ifPresent(text -> found.notice(places.line("severities", severity.id()), text));
      }
    }
    for (Trigger trigger : pack.triggers()) {
      for (Timer clock : pack.timers()) {
        if (isDetection(clock)
            && clock.appliesTo(trigger.severity())
            && isTooLate(toOpen(pack, trigger), clock)) {
          found.warning(
              places.line("triggers", trigger.id()),
              trigger.id()
                  + " takes "
                  + Durations.text(toOpen(pack, trigger))
                  + " to open, "
                  + clock.id()
                  + (clock.strict() ? " allows less than " : " allows ")
                  + Durations.text(clock.limit()));
        }
      }
    }
  }

  private static Optional<String> toPage(Pack pack, String severity, Trigger slowest) {
    Optional<Timer> first =
        pack.timers().stream()
            .filter(timer -> PeopleCheck.tells(timer) && timer.appliesTo(severity))
            .filter(timer -> timer.from().equals("opened") && timer.onlyIf().isEmpty())
            .filter(timer -> !timer.nextBusinessDay())
            .min(Comparator.comparing(Timer::at));
    return first.map(
        step -> {
          Duration whole =
              toOpen(pack, slowest).plus(pack.time().lateness()).plus(TICK).plus(step.at());
          String answer =
              pack.timers().stream()
                  .filter(clock -> clock.kind() == Timer.Kind.CLOCK)
                  .filter(clock -> clock.until().equals("acked") && clock.appliesTo(severity))
                  .map(
                      clock ->
                          "; "
                              + clock.id()
                              + " counts "
                              + Durations.text(clock.limit())
                              + " from opening")
                  .findFirst()
                  .orElse("");
          return severity
              + ": at worst "
              + Durations.text(whole)
              + " from the first bad sample to "
              + step.id()
              + " (by "
              + slowest.id()
              + ")"
              + answer;
        });
  }

  private static boolean isDetection(Timer timer) {
    return timer.kind() == Timer.Kind.CLOCK
        && timer.from().equals("started")
        && timer.until().equals("opened");
  }

  private static boolean isTooLate(Duration taken, Timer clock) {
    int order = taken.compareTo(clock.limit());
    return clock.strict() ? order >= 0 : order > 0;
  }

  /**
   * Window for the first evaluation, one slide for each further; zero when only signals open it.
   */
  static Duration toOpen(Pack pack, Trigger trigger) {
    return leaves(pack, trigger.when())
        .map(metric -> metric.window().plus(metric.slide().multipliedBy(trigger.forWindows() - 1L)))
        .reduce((one, other) -> one.compareTo(other) >= 0 ? one : other)
        .orElse(Duration.ZERO);
  }

  private static Stream<Metric> leaves(Pack pack, Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return pack.metric(is.metric()).stream();
    }
    if (when instanceof Condition.Slos) {
      return pack.slos().stream().flatMap(slo -> pack.metric(slo.metric()).stream());
    }
    if (when instanceof Condition.All all) {
      return all.of().stream().flatMap(part -> leaves(pack, part));
    }
    if (when instanceof Condition.Any any) {
      return any.of().stream().flatMap(part -> leaves(pack, part));
    }
    return Stream.empty();
  }
}
