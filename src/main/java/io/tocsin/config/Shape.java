package io.tocsin.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The maps of the pack format and the keys each may have. {@code docs/pack.schema.json} has a
 * definition of the same name with the same keys; a test compares the two.
 */
enum Shape {
  PACK(
      "pack id title subject source time calendars params severities targets channels metrics slos"
          + " triggers timers incident lifecycle flags templates governance kpis hints readings"
          + " vocabulary alias"),
  SOURCE("file version updated next_review owner"),
  TIME("zone tick lateness window for clear_for"),
  CALENDAR("zone days from to holidays"),
  SEVERITY("id name means icon words"),
  TARGET("name email phone chat backup lookup contacts"),
  CONTACT("name email phone chat lookup"),
  CHANNEL("kind payload room"),
  METRIC("unit agg of window slide per across scope snapshot ratio rate change"),
  RATIO("num den"),
  RATE("of over slide per min_span"),
  CHANGE("of baseline worse"),
  BASELINE("agg over freeze_while static"),
  SLO("id metric violated"),
  VIOLATED("op value"),
  TRIGGER("id severity when for clear_for"),
  COMPARISON("metric op value any_key"),
  ALL("all"),
  ANY("any"),
  SLOS("slos"),
  SIGNAL("signal where consecutive broken_by"),
  ABSENT("absent"),
  ABSENCE("metric for expect forget_after"),
  CLOCK("id sev kind from calendar advisory template until limit strict"),
  STEP("id sev kind from calendar advisory template at by unless if needs action to via level"),
  TASK(
      "id sev kind from calendar advisory template at by unless if needs action to via level"
          + " until"),
  CADENCE("id sev kind from calendar advisory template every until to via"),
  HOLD("id sev kind from calendar advisory template for min sample then"),
  PHASES("id sev kind from calendar advisory template budgets ends strict"),
  INCIDENT("id channel group_by fields roles renotify_after"),
  HOLDER("primary backup"),
  LIFECYCLE("labels phases gates auto timeline slack_label checklists flags"),
  LABELS("investigating identified mitigating monitoring resolved"),
  GATE("mark sev items mode"),
  CHECKLIST("after sev items"),
  ITEM("id text sev"),
  FLAG("metric op value"),
  TEMPLATE("on sev status body json sections auto human publish channel"),
  GOVERNANCE("id every on task"),
  KPI("id mean scope target share over stat of"),
  HINT("on text src unless_signal when");

  private final Set<String> keys;

  Shape(String keys) {
    this.keys = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys.split(" "))));
  }

  Set<String> keys() {
    return keys;
  }
}
