package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Phases of an incident whose time stands still in between, or that are reported twice. */
class PhasesInDetailTest {
  private static final String HOLD = "id: hold, kind: hold, from: recovered, for: 8h";

  @Test
  void moveAllTheirEndsByTheTimeThatStoodStill() {
    Stage stage =
        OwnPack.with("id: course, kind: phases, ends: {look: 5m, mend: 30m, learn: 1h}", HOLD);
    stage.verdict("0s", "p1", true).verdict("2m", "p1", false).verdict("1h2m", "p1", true);
    assertThat(stage.until("3h").lines("phase."))
        .containsExactly(
            "+1h5m phase.overrun course look",
            "+1h30m phase.overrun course mend",
            "+2h phase.overrun course learn");
  }

  @Test
  void keepTheBudgetOfABusinessClockWhileTheyStandStill() {
    Stage stage =
        OwnPack.with(
            "id: course, kind: phases, calendar: business, budgets: {look: 1h, mend: 8h, learn: 4h}",
            HOLD);
    stage.verdict("0s", "p1", true).verdict("30m", "p1", false);
    stage.command("40m", "phase_done", "phase", "look").verdict("50m", "p1", true);
    // Friday 10:51, eight hours of business: Monday 10:51.
    assertThat(stage.until("76h").lines("phase."))
        .containsExactly("+72h50m phase.overrun course mend");
  }

  @Test
  void areNotMovedByASecondReport() {
    Stage stage = OwnPack.with("id: course, kind: phases, budgets: {look: 5m, mend: 10m}");
    stage.verdict("0s", "p1", true).command("1m", "phase_done", "phase", "look");
    stage.command("4m", "phase_done", "phase", "look");
    assertThat(stage.until("1h").lines("phase.")).containsExactly("+11m phase.overrun course mend");
  }
}
