package io.tocsin.config;

import io.tocsin.pack.Condition;
import io.tocsin.pack.Metric;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long the rules themselves may take: from the first bad sample to the first page, window by
 * window, plus lateness and one tick, against the detection and response clocks of the pack.
 */
final class TimeToPageCheck {
  /** A tick of the inbox. */
  private static final Duration TICK = Duration.ofMillis(200);

  private final Pack pack;
  private final Remarks remarks;

  private TimeToPageCheck(Pack pack, Remarks remarks) {
    this.pack = pack;
    this.remarks = remarks;
  }

  static void check(Pack pack, Remarks remarks) {
    TimeToPageCheck check = new TimeToPageCheck(pack, remarks);
    pack.severities().forEach(severity -> check.severity(severity.id()));
    for (Trigger trigger : pack.triggers()) {
      for (Timer clock : pack.timers()) {
        if (isDetection(clock) && clock.appliesTo(trigger.severity())) {
          check.detection(trigger, clock);
        }
      }
    }
  }

  private static boolean isDetection(Timer timer) {
    return timer.kind() == Timer.Kind.CLOCK
        && timer.from().equals("started")
        && timer.until().equals("opened");
  }

  /** The clock is judged by when the window ended; people hear of it a lateness later. */
  private void detection(Trigger trigger, Timer clock) {
    Duration opened = toOpen(pack, trigger);
    if (opened.isZero()) {
      return;
    }
    Duration known = opened.plus(pack.time().lateness()).plus(TICK);
    String allowed =
        clock.id()
            + (clock.strict() ? " allows less than " : " allows ")
            + Durations.text(clock.limit());
    if (isTooLate(opened, clock)) {
      remarks.error(
          "triggers",
          trigger.id(),
          trigger.id() + " takes " + Durations.text(opened) + " to open, " + allowed);
    } else if (isTooLate(known, clock)) {
      remarks.warning(
          "triggers",
          trigger.id(),
          trigger.id()
              + " is known after "
              + Durations.text(known)
              + ", window, lateness and tick, "
              + allowed);
    }
  }

  private static boolean isTooLate(Duration taken, Timer clock) {
    int order = taken.compareTo(clock.limit());
    return clock.strict() ? order >= 0 : order > 0;
  }

  private void severity(String severity) {
    Optional<Timer> first = first(severity);
    Optional<Trigger> slowest =
        pack.triggers().stream()
            .filter(trigger -> trigger.severity().equals(severity))
            .filter(trigger -> !(trigger.when() instanceof Condition.Off))
            .max(Comparator.comparing(trigger -> toOpen(pack, trigger)));
    if (first.isEmpty()) {
      nextDay(severity);
    }
    if (first.isPresent() && slowest.isPresent()) {
      String text = worst(severity, first.get(), slowest.get());
      Optional<Timer> answer = answer(severity, first.get());
      remarks.notice(
          "severities",
          severity,
          text
              + answer
                  .map(clock -> "; " + clock.id() + " counts " + limit(clock) + " from opening")
                  .orElse(""));
      answer
          .filter(clock -> isUnheard(first.get(), clock))
          .ifPresent(
              clock ->
                  remarks.warning(
                      "timers",
                      clock.id(),
                      clock.id()
                          + " ends after "
                          + limit(clock)
                          + ", and nobody hears of "
                          + severity
                          + " before "
                          + first.get().id()
                          + " at "
                          + Durations.text(first.get().at())));
    }
  }

  private String worst(String severity, Timer first, Trigger slowest) {
    Duration open = toOpen(pack, slowest);
    Duration known = open.isZero() ? Duration.ZERO : open.plus(pack.time().lateness());
    return severity
        + ": at worst "
        + Durations.text(known.plus(TICK).plus(first.at()))
        + (open.isZero() ? " from a signal to " : " from the first bad sample to ")
        + first.id()
        + (open.isZero() ? "" : " (by " + slowest.id() + ")")
        + (pack.calendar(first.calendar()).neverCloses()
            ? ""
            : ", counted in the hours of " + first.calendar());
  }

  /** Who hears first where nobody does on the same day. */
  private void nextDay(String severity) {
    pack.timers().stream()
        .filter(timer -> PeopleCheck.tells(timer) && timer.appliesTo(severity))
        .filter(timer -> timer.from().equals("opened") && timer.nextBusinessDay())
        .findFirst()
        .ifPresent(
            step ->
                remarks.notice(
                    "severities",
                    severity,
                    severity
                        + ": at worst the next opening of "
                        + step.calendar()
                        + " after the day of opening to "
                        + step.id()));
  }

  /** Who hears first whatever happens; a page before a notice, around the clock before by day. */
  private Optional<Timer> first(String severity) {
    return pack.timers().stream()
        .filter(timer -> PeopleCheck.tells(timer) && timer.appliesTo(severity))
        .filter(timer -> timer.from().equals("opened") && timer.onlyIf().isEmpty())
        .filter(timer -> timer.needs().isEmpty() && !timer.nextBusinessDay())
        .min(
            Comparator.comparing(Timer::at)
                .thenComparing(timer -> !pack.calendar(timer.calendar()).neverCloses())
                .thenComparing(timer -> timer.action() != Timer.Action.PAGE));
  }

  private Optional<Timer> answer(String severity, Timer first) {
    return pack.timers().stream()
        .filter(clock -> clock.kind() == Timer.Kind.CLOCK && clock.appliesTo(severity))
        .filter(clock -> clock.from().equals("opened") && clock.until().equals("acked"))
        .findFirst();
  }

  private boolean isUnheard(Timer first, Timer clock) {
    return clock.limitMonths() == 0
        && !clock.nextBusinessDayEnd()
        && clock.calendar().equals(first.calendar())
        && isTooLate(first.at(), clock);
  }

  private static String limit(Timer clock) {
    return clock.limitMonths() > 0
        ? clock.limitMonths() + " months"
        : clock.nextBusinessDayEnd() ? "to the end of the next business day" : plain(clock);
  }

  private static String plain(Timer clock) {
    return Durations.text(clock.limit())
        + (Set.of("", "always").contains(clock.calendar()) ? "" : " of " + clock.calendar());
  }

  /** From the first bad sample to the opening; zero when only signals open it. */
  static Duration toOpen(Pack pack, Trigger trigger) {
    return spans(pack, trigger.when(), trigger.forWindows())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Stream<Duration> spans(Pack pack, Condition when, int windows) {
    if (when instanceof Condition.MetricIs is) {
      return pack.metric(is.metric()).stream().map(metric -> toOpen(metric, windows));
    }
    if (when instanceof Condition.Slos) {
      return pack.slos().stream()
          .flatMap(slo -> pack.metric(slo.metric()).stream())
          .map(metric -> toOpen(metric, windows));
    }
    if (when instanceof Condition.Absent absent) {
      return Stream.of(absent.silence());
    }
    if (when instanceof Condition.All all) {
      return all.of().stream().flatMap(part -> spans(pack, part, windows));
    }
    if (when instanceof Condition.Any any) {
      return any.of().stream().flatMap(part -> spans(pack, part, windows));
    }
    return Stream.empty();
  }

  /** Window for the first evaluation, one slide for each further. */
  static Duration toOpen(Metric metric, int windows) {
    return metric.window().plus(metric.slide().multipliedBy(windows - 1L));
  }
}
