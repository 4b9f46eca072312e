package io.tocsin.incident;

import io.tocsin.pack.BusinessCalendar;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Timer;
import java.time.Duration;
import java.time.Instant;

/** When a timer of a pack is due, counted on its calendar from what it counts from. */
final class DueTimes {
  private final Pack pack;

  DueTimes(Pack pack) {
    this.pack = pack;
  }

  long limit(Timer timer, long anchor) {
    if (timer.nextBusinessDayEnd()) {
      return businessCalendar(timer).nextDayEnd(anchor);
    }
    if (timer.limitMonths() > 0) {
      return Instant.ofEpochMilli(anchor)
          .atZone(pack.time().zone())
          .plusMonths(timer.limitMonths())
          .toInstant()
          .toEpochMilli();
    }
    return calendar(timer).plus(anchor, timer.limit());
  }

  long stepDue(Timer timer, long anchor) {
    if (timer.nextBusinessDay()) {
      return businessCalendar(timer).nextDayStart(anchor);
    }
    return calendar(timer).plus(anchor, timer.at() == null ? Duration.ZERO : timer.at());
  }

  long phaseDue(Timer timer, int phase, long anchor, long enteredMillis) {
    Duration budget = timer.budgets().get(phase).duration();
    return calendar(timer).plus(timer.ends() ? anchor : enteredMillis, budget);
  }

  BusinessCalendar calendar(Timer timer) {
    return pack.calendar(timer.calendar());
  }

  /** "Next business day" needs a calendar that closes, whatever the timer itself runs on. */
  private BusinessCalendar businessCalendar(Timer timer) {
    BusinessCalendar own = calendar(timer);
    return own.neverCloses() ? pack.calendar("business") : own;
  }
}
