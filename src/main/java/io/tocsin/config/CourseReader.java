package io.tocsin.config;

import io.tocsin.pack.IncidentPolicy;
import io.tocsin.pack.Lifecycle;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what incidents are called and carry, and the words and rules for their course. */
final class CourseReader {
  private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}?");

  private final ConditionReader conditions;
  private final Marks marks;
  private final DutyReader duties;

  CourseReader(Declared declared, ConditionReader conditions, Marks marks) {
    this.conditions = conditions;
    this.marks = marks;
    this.duties = new DutyReader(declared, marks);
  }

  IncidentPolicy incident(Keyed incident) {
    List<String> groupBy =
        incident
            .require("group_by", "a list of labels such as [service]")
            .map(Value::texts)
            .orElse(List.of());
    if (incident.get("group_by").filter(Value::isList).isPresent() && groupBy.isEmpty()) {
      incident.self().error(incident.self().path() + ".group_by is empty, must name a label");
    }
    incident.get("id").ifPresent(CourseReader::checkPattern);
    List<IncidentPolicy.Holder> holders = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    incident
        .get("roles")
        .ifPresent(
            value -> {
              if (value.isList()) {
                roles.addAll(value.texts());
              } else {
                Keyed.free(value)
                    .entries()
                    .forEach((role, holder) -> holders.add(holder(role, holder)));
                holders.forEach(holder -> roles.add(holder.role()));
              }
            });
    return new IncidentPolicy(
        incident.text("id", Defaults.INCIDENT_ID),
        incident.get("channel").map(this::channels).orElse(List.of()),
        groupBy,
        incident.texts("fields"),
        roles,
        incident
            .get("renotify_after")
            .flatMap(value -> value.duration(Duration.ZERO, Duration.ofDays(31)))
            .orElse(Defaults.RENOTIFY_AFTER),
        holders);
  }

  private static IncidentPolicy.Holder holder(String role, Value value) {
    if (value.isNull()) {
      return new IncidentPolicy.Holder(role, "", "");
    }
    Keyed keyed = Keyed.of(value, Shape.HOLDER.keys());
    return new IncidentPolicy.Holder(role, keyed.text("primary", ""), keyed.text("backup", ""));
  }

  /** {@code {opened:date pattern}} and {@code {n:000}} only. */
  private static void checkPattern(Value value) {
    String what = "made of text, {opened:yyyyMMdd} and {n:000}";
    Matcher place = PLACE.matcher(value.text().orElse(""));
    boolean good = true;
    boolean dated = false;
    while (place.find()) {
      String inside = place.group(1);
      if (inside.startsWith("opened:")) {
        dated = true;
        good &= isDatePattern(inside.substring("opened:".length()));
      } else {
        good &= inside.matches("n(:0{1,9})?") && place.group().endsWith("}");
      }
    }
    if (!good || !dated) {
      value.mustBe(what);
    } else if (!value.text().orElse("").matches("[^\"\\\\\\p{Cntrl}]*")) {
      // It is put into messages that are JSON already.
      value.mustBe(what + ", without quotes, backslashes and control characters");
    }
  }

  /** Names with {@code {opened:date pattern}} and {@code {id}}. */
  private List<String> channels(Value value) {
    for (Value name : value.listOrOne()) {
      Matcher place = PLACE.matcher(name.text().orElse(""));
      while (place.find()) {
        String inside = place.group(1);
        boolean dated =
            inside.startsWith("opened:") && isDatePattern(inside.substring("opened:".length()));
        if (!place.group().endsWith("}") || !dated && !inside.equals("id")) {
          name.mustBe("made of text, {opened:yyyyMMdd-HHmm} and {id}");
          break;
        }
      }
    }
    return value.textsOrOne();
  }

  private static boolean isDatePattern(String pattern) {
    try {
      DateTimeFormatter.ofPattern(pattern);
      return !pattern.isEmpty();
    } catch (IllegalArgumentException unknownLetter) {
      return false;
    }
  }

  Lifecycle lifecycle(Keyed lifecycle, Map<String, Value> topFlags) {
    Map<String, String> ticks = new LinkedHashMap<>();
    boolean[] recovers = {true};
    boolean[] byCommand = {false};
    lifecycle
        .map("auto")
        .forEach(
            (mark, value) -> {
              switch (mark) {
                case "recovered" -> recovers[0] = value.truth().orElse(true);
                case "resolved" ->
                    byCommand[0] =
                        value.oneOf(List.of("hold", "command")).orElse("").equals("command");
                default -> ticks.put(mark, marks.checkSource(value));
              }
            });
    Map<String, Value> flags = new LinkedHashMap<>(topFlags);
    flags.putAll(lifecycle.map("flags"));
    return new Lifecycle(
        texts(
            lifecycle
                .get("labels")
                .map(value -> Keyed.of(value, Shape.LABELS.keys()).entries())
                .orElse(Map.of())),
        lifecycle.texts("phases"),
        recovers[0],
        byCommand[0],
        flags(flags),
        duties.gates(lifecycle),
        duties.checklists(lifecycle),
        lifecycle.list("timeline").stream().flatMap(CourseReader::milestone).toList(),
        texts(lifecycle.map("slack_label")),
        ticks);
  }

  /** A mark, or a mark with the document's words for it. */
  static Stream<Lifecycle.Milestone> milestone(Value value) {
    if (!value.isMap()) {
      return value.text().stream().map(mark -> new Lifecycle.Milestone(mark, ""));
    }
    return texts(Keyed.free(value).entries()).entrySet().stream()
        .map(entry -> new Lifecycle.Milestone(entry.getKey(), entry.getValue()));
  }

  private static Map<String, String> texts(Map<String, Value> written) {
    Map<String, String> texts = new LinkedHashMap<>();
    written.forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  /** A flag without a comparison is only declared. */
  private List<Lifecycle.FlagRule> flags(Map<String, Value> written) {
    List<Lifecycle.FlagRule> rules = new ArrayList<>();
    written.forEach(
        (flag, value) -> {
          if (!value.isNull()) {
            Keyed keyed = Keyed.of(value, Shape.FLAG.keys());
            if (!keyed.entries().isEmpty()) {
              conditions
                  .plainComparison(keyed)
                  .ifPresent(when -> rules.add(new Lifecycle.FlagRule(flag, when)));
            }
          }
        });
    return rules;
  }
}
