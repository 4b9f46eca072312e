package io.tocsin.incident;

import io.tocsin.incident.Event.Field;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;

/** What a pack wants in the record of an incident, as it is known at its opening. */
final class Records {
  static final String IMPACT = "impact";
  static final String RESPONDER = "responder";

  private Records() {}

  /** The fields of the pack's record that no other part of the opening says. */
  static List<Field> opening(Course course) {
    List<Field> fields = new ArrayList<>();
    List<String> wanted = course.pack.incident().fields();
    if (wanted.contains(IMPACT)) {
      fields.add(Field.text(IMPACT, course.fields.getOrDefault(IMPACT, course.summary)));
    }
    String responder = responder(course);
    if (wanted.contains(RESPONDER) && !responder.isEmpty()) {
      fields.add(Field.text(RESPONDER, responder));
    }
    return fields;
  }

  /** Who was assigned; until then the target that the severity's first step at once goes to. */
  static String responder(Course course) {
    String assigned = course.holders.get(RESPONDER);
    return assigned != null ? assigned : firstTarget(course.pack, course.severity);
  }

  private static String firstTarget(Pack pack, String severity) {
    return pack.timers().stream()
        .filter(Timers::isOffsetZero)
        .filter(timer -> Timers.countsFrom(timer, Marks.OPENED))
        .filter(timer -> timer.appliesTo(severity) && timer.onlyIf().isEmpty())
        .flatMap(timer -> timer.to().stream())
        .findFirst()
        .orElse("");
  }
}
