package io.tocsin.message;

import io.tocsin.pack.Template;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Documents in their short form: a list of sections, of parts the job fills and of parts people
 * write. A document is a Markdown text of the template language: the title, the filled parts, what
 * people say beside them, then the sections in order. A section is filled by a part of its name, or
 * by the field a person supplies for it.
 */
public final class Documents {
  /** Usual headings of filled parts whose name says it otherwise. */
  private static final Map<String, String> HEADINGS =
      Map.ofEntries(
          Map.entry("incident_id", "{id}"),
          Map.entry("title", "{trigger_summary}"),
          Map.entry("severity", "{severity} - {severity_name}"),
          Map.entry("date", "{opened:yyyy-MM-dd}"),
          Map.entry("start_time", "{started}"),
          Map.entry("started", "{started}"),
          Map.entry("detection_time", "{opened}"),
          Map.entry("detected", "{opened}"),
          Map.entry("detection_method", "{detection}"),
          Map.entry("acknowledged", "{acked}"),
          Map.entry("resolution_time", "{resolved|recovered}"),
          Map.entry("responders", "{responder}"),
          Map.entry("service", "{services}"),
          Map.entry("systems_affected", "{services}"),
          Map.entry("services_affected", "{services}"),
          Map.entry("affected_services", "{services}"),
          Map.entry("slo_impact", "{violated_slos}"),
          Map.entry("slos_violated", "{violated_slos}"),
          Map.entry("action_items", "{actions}"),
          Map.entry("related_incidents", "{related}"));

  private Documents() {}

  /** The document as a text of the template language. */
  public static String body(Template template, Names names) {
    Map<String, String> parts = new LinkedHashMap<>();
    template.human().forEach(part -> parts.put(part, blank(part)));
    Map<String, String> filled = new LinkedHashMap<>();
    template.auto().forEach(part -> filled.put(part, place(part, names).orElse(blank(part))));
    parts.keySet().removeAll(filled.keySet());
    filled.putAll(parts);
    StringBuilder body = new StringBuilder("# ").append(title(template.id())).append("\n\n");
    filled.forEach(
        (part, place) -> {
          if (!template.sections().contains(part)) {
            body.append("- **").append(braced(part)).append(":** ").append(place).append('\n');
          }
        });
    for (String section : template.sections()) {
      body.append("\n## ").append(braced(section)).append("\n\n");
      body.append(filled.getOrDefault(section, blank(section))).append('\n');
    }
    return body.toString();
  }

  /** {@code incident-report} is {@code Incident Report}. */
  private static String title(String id) {
    return Arrays.stream(id.split("[-_.]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  /** Parts the job is to fill and does not know. */
  public static List<String> unknown(Template template, Names names) {
    return template.auto().stream().filter(part -> place(part, names).isEmpty()).toList();
  }

  private static Optional<String> place(String part, Names names) {
    String field = field(part);
    String usual = HEADINGS.get(field);
    return usual != null ? Optional.of(usual) : names.kind(field).map(kind -> "{" + field + "}");
  }

  /** What a person writes, in brackets until then. */
  private static String blank(String part) {
    return "{?" + field(part) + "|\"[" + plain(part) + "]\"}";
  }

  /** The field of a heading: {@code Root Cause} is {@code root_cause}. */
  static String field(String heading) {
    String field =
        heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    return field.isEmpty() ? "text" : field;
  }

  private static String plain(String heading) {
    return heading.replace('"', '\'');
  }

  private static String braced(String text) {
    return text.replace("{", "{{").replace("}", "}}");
  }
}
