package io.tocsin.config;

import io.tocsin.incident.EventTypes;
import io.tocsin.pack.Governance;
import io.tocsin.pack.Hint;
import io.tocsin.pack.Lifecycle;
import io.tocsin.pack.Template;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a pack says to people: messages, hints, recurring duties, figures. */
final class SayingReader {
  private static final String PHASE = "phase:";

  private final Declared declared;
  private final ConditionReader conditions;

  SayingReader(Declared declared, ConditionReader conditions) {
    this.declared = declared;
    this.conditions = conditions;
  }

  List<Template> templates(Map<String, Value> written) {
    List<Template> templates = new ArrayList<>();
    written.forEach(
        (id, value) -> {
          Ids.check(value, id);
          templates.add(template(id, Keyed.of(value, Shape.TEMPLATE.keys())));
        });
    return templates;
  }

  private Template template(String id, Keyed keyed) {
    long forms = List.of("body", "json", "sections").stream().filter(keyed::has).count();
    if (forms != 1 && keyed.self().isMap()) {
      keyed
          .self()
          .error(
              keyed.self().path()
                  + " has "
                  + (forms == 0 ? "none" : "more than one")
                  + " of body, json, sections, must have one");
    }
    keyed.require("on", "an event such as incident.opened");
    return new Template(
        id,
        occasions(keyed),
        names(keyed, "sev", declared.all("severities")),
        names(keyed, "status", Lifecycle.STATES),
        keyed.text("body", ""),
        keyed.get("json").map(AsJson::text).orElse(""),
        names(keyed, "channel", declared.all("channels")),
        keyed.oneOf("publish", "auto", Words.PUBLISH),
        keyed.texts("sections"),
        keyed.texts("auto"),
        keyed.texts("human"));
  }

  /** Types of events, and marks as {@code mark:mitigated} or {@code mark:phase:look}. */
  private List<String> occasions(Keyed keyed) {
    return keyed.get("on").map(Value::listOrOne).orElse(List.of()).stream()
        .map(this::occasion)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> occasion(Value value) {
    String text = value.text().orElse("");
    if (!text.startsWith(Template.ON_MARK)) {
      return value.oneOf(EventTypes.OF_INCIDENTS);
    }
    String mark = text.substring(Template.ON_MARK.length());
    if (mark.startsWith(PHASE)) {
      String phase = mark.substring(PHASE.length());
      if (!declared.all("phases").contains(phase)) {
        value.mustBe("mark:phase: and " + Suggestion.oneOf(phase, declared.all("phases")));
      }
    } else if (!Words.ID.matcher(mark).matches()) {
      value.mustBe("mark: and the name of a mark, such as mark:mitigated");
    }
    return Optional.of(text);
  }

  private static List<String> names(Keyed keyed, String key, java.util.Collection<String> known) {
    return keyed.get(key).map(Value::listOrOne).orElse(List.of()).stream()
        .map(value -> value.oneOf(known))
        .flatMap(Optional::stream)
        .toList();
  }

  List<Governance> governance(List<Value> written) {
    List<Governance> duties = new ArrayList<>();
    for (Value value : written) {
      Keyed keyed = Keyed.of(value, Shape.GOVERNANCE.keys());
      String id = Ids.of(keyed);
      if (keyed.has("every") == keyed.has("on") && value.isMap()) {
        value.error(value.path() + " must have one of every and on");
      }
      duties.add(
          new Governance(
              id,
              keyed.oneOf("every", "", List.of("month", "quarter", "year")),
              keyed.get("on").flatMap(SayingReader::date).orElse(""),
              keyed.text("task", "")));
    }
    return duties;
  }

  private static Optional<String> date(Value value) {
    Optional<String> text = value.text();
    try {
      text.ifPresent(LocalDate::parse);
      return text;
    } catch (DateTimeParseException noDate) {
      value.mustBe("a date such as 2025-11-10");
      return Optional.empty();
    }
  }

  List<Hint> hints(List<Value> written) {
    List<Hint> hints = new ArrayList<>();
    for (Value value : written) {
      Keyed keyed = Keyed.of(value, Shape.HINT.keys());
      keyed.require("on", "a trigger");
      hints.add(
          new Hint(
              names(keyed, "on", declared.all("triggers")),
              keyed.requireText("text", "what to do"),
              keyed.text("src", ""),
              keyed.text("unless_signal", ""),
              keyed
                  .get("when")
                  .map(when -> Keyed.of(when, Shape.COMPARISON.keys()))
                  .flatMap(conditions::plainComparison)
                  .orElse(null)));
    }
    return hints;
  }
}
