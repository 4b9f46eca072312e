package io.tocsin.runbooks;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Condition;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Slo;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Everything that is made wrong in a pack, one thing at a time: each trigger and timer left out,
 * each limit of a trigger and each time of a timer a tenth too large, each limit of a clock moved
 * to the other side of its instant, each target of a timer forgotten.
 */
final class Mutants {
  private static final BigDecimal A_TENTH_MORE = new BigDecimal("1.1");

  /** The times of a timer, by the name of their component. */
  private static final List<String> TIMES =
      List.of("limit", "at", "by", "every", "holdFor", "holdMin", "sample");

  private final Pack pack;
  private final List<Mutant> mutants = new ArrayList<>();

  private Mutants(Pack pack) {
    this.pack = pack;
  }

  /** All of a pack, in the pack's order. */
  static List<Mutant> of(Pack pack) {
    Mutants mutants = new Mutants(pack);
    pack.triggers().forEach(mutants::trigger);
    pack.slos().forEach(mutants::slo);
    pack.timers().forEach(mutants::timer);
    return mutants.mutants;
  }

  private void trigger(Trigger trigger) {
    String id = trigger.id();
    Predicate<Trigger> other = one -> !one.id().equals(id);
    add(
        id,
        "without trigger " + id,
        one -> Like.with(one, "triggers", one.triggers().stream().filter(other).toList()));
    if (!harder(trigger.when()).equals(trigger.when())) {
      add(
          id,
          "trigger " + id + " with a larger limit",
          one ->
              Like.with(
                  one,
                  "triggers",
                  replaced(
                      one.triggers(),
                      other.negate(),
                      mine -> Like.with(mine, "when", harder(mine.when())))));
    }
  }

  private void slo(Slo slo) {
    add(
        slo.id(),
        "objective " + slo.id() + " with a larger limit",
        one ->
            Like.with(
                one,
                "slos",
                replaced(
                    one.slos(),
                    mine -> mine.id().equals(slo.id()),
                    mine -> Like.with(mine, "value", more(mine.value())))));
  }

  private void timer(Timer timer) {
    String id = timer.id();
    Predicate<Timer> other = one -> !one.id().equals(id);
    add(
        id,
        "without timer " + id,
        one -> Like.with(one, "timers", one.timers().stream().filter(other).toList()));
    for (String time : TIMES) {
      if (!later(timer, time).equals(timer)) {
        timer(id, time, mine -> later(mine, time));
      }
    }
    if (timer.kind() == Timer.Kind.CLOCK) {
      add(
          id,
          "timer " + id + (timer.strict() ? " with its limit in time" : " with its limit too late"),
          one -> changed(one, id, mine -> Like.with(mine, "strict", !mine.strict())));
    }
    for (String target : timer.to()) {
      add(
          id,
          "timer " + id + " without target " + target,
          one -> changed(one, id, mine -> without(mine, target)));
    }
    if (timer.limitMonths() > 0) {
      timer(id, "limit", mine -> Like.with(mine, "limitMonths", mine.limitMonths() + 1));
    }
    for (int i = 0; i < timer.everyBySeverity().size(); i++) {
      int entry = i;
      String severity = timer.everyBySeverity().get(i).split("=")[0];
      timer(id, "every " + severity, mine -> laterEvery(mine, entry));
    }
    for (int i = 0; i < timer.budgets().size(); i++) {
      int phase = i;
      timer(id, "phase " + timer.budgets().get(i).phase(), mine -> laterPhase(mine, phase));
    }
  }

  private void timer(String id, String time, UnaryOperator<Timer> change) {
    add(id, "timer " + id + " with a longer " + time, one -> changed(one, id, change));
  }

  private static Pack changed(Pack pack, String timer, UnaryOperator<Timer> change) {
    return Like.with(
        pack, "timers", replaced(pack.timers(), mine -> mine.id().equals(timer), change));
  }

  private void add(String about, String what, UnaryOperator<Pack> change) {
    mutants.add(new Mutant(pack.id(), about, what, change));
  }

  private static <T> List<T> replaced(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
    return all.stream().map(one -> which.test(one) ? change.apply(one) : one).toList();
  }

  private static Timer later(Timer timer, String time) {
    Duration before =
        switch (time) {
          case "limit" -> timer.limit();
          case "at" -> timer.at();
          case "by" -> timer.by();
          case "every" -> timer.every();
          case "holdFor" -> timer.holdFor();
          case "holdMin" -> timer.holdMin();
          case "sample" -> timer.sample();
          default -> throw new IllegalArgumentException(time);
        };
    return before == null ? timer : Like.with(timer, time, longer(before));
  }

  private static Timer laterEvery(Timer timer, int entry) {
    List<String> every = new ArrayList<>(timer.everyBySeverity());
    String[] parts = every.get(entry).split("=");
    every.set(entry, parts[0] + "=" + longer(Duration.parse(parts[1])));
    return Like.with(timer, "everyBySeverity", every);
  }

  private static Timer laterPhase(Timer timer, int phase) {
    List<Timer.Budget> budgets = new ArrayList<>(timer.budgets());
    Timer.Budget before = budgets.get(phase);
    budgets.set(phase, new Timer.Budget(before.phase(), longer(before.duration())));
    return Like.with(timer, "budgets", budgets);
  }

  private static Timer without(Timer timer, String target) {
    return Like.with(timer, "to", timer.to().stream().filter(one -> !one.equals(target)).toList());
  }

  private static Duration longer(Duration duration) {
    return duration.plus(duration.dividedBy(10));
  }

  private static Decimal more(Decimal value) {
    return value.signum() == 0
        ? Decimal.ONE
        : Decimal.of(value.toBigDecimal().multiply(A_TENTH_MORE));
  }

  /** The same condition with every number in it larger. */
  private static Condition harder(Condition when) {
    if (when instanceof Condition.MetricIs is) {
      return Like.with(is, "value", more(is.value()));
    }
    if (when instanceof Condition.All all) {
      return new Condition.All(all.of().stream().map(Mutants::harder).toList());
    }
    if (when instanceof Condition.Any any) {
      return new Condition.Any(any.of().stream().map(Mutants::harder).toList());
    }
    if (when instanceof Condition.Absent absent) {
      return Like.with(absent, "silence", longer(absent.silence()));
    }
    if (when instanceof Condition.SignalSeen signal && signal.consecutive() > 1) {
      return Like.with(signal, "consecutive", signal.consecutive() + 1);
    }
    return when;
  }
}
