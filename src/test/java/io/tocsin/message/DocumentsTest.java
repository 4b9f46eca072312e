package io.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final String PACK =
      """
      pack: 1
      id: small
      severities: [{id: A, words: {impact: major}}, {id: B}]
      incident: {group_by: [service], fields: [customer], roles: [scribe], channel: "#i-{id}"}
      metrics: {rate: {unit: percent, agg: mean}}
      triggers: [{id: t, severity: A, when: {metric: rate, op: ">", value: 1}}]
      lifecycle: {timeline: [opened, rebooted], checklists: {first: {items: [{id: a, text: A}]}}}
      templates:
        incident-report:
          on: incident.resolved
          sections: [Summary, Timeline, "5 Whys {really}"]
          auto: [Incident ID, Severity, Systems Affected, Duration, Timeline]
          human: [Users Affected, Summary]
      """;

  private static Pack pack() {
    return PackReader.read("small.yaml", PACK).pack().orElseThrow();
  }

  @Test
  void isAMarkdownTextOfTheTemplateLanguage() {
    Pack pack = pack();

    assertThat(Documents.body(pack.templates().get(0), Names.of(pack)))
        .isEqualTo(
            """
            # Incident Report

            - **Incident ID:** {id}
            - **Severity:** {severity} - {severity_name}
            - **Systems Affected:** {services}
            - **Duration:** {duration}
            - **Users Affected:** {?users_affected|"[Users Affected]"}

            ## Summary

            {?summary|"[Summary]"}

            ## Timeline

            {timeline}

            ## 5 Whys {{really}}

            {?5_whys_really|"[5 Whys {really}]"}
            """);
  }

  @Test
  void everyPartIsATemplate() {
    Pack pack = pack();
    String body = Documents.body(pack.templates().get(0), Names.of(pack));

    assertThat(TemplateText.parse(body).render(Filling.empty().said("summary", "It broke.")))
        .contains("## Summary\n\nIt broke.\n", "## 5 Whys {really}\n\n[5 Whys {really}]\n");
  }

  @Test
  void knowsTheNamesOfThePack() {
    Names names = Names.of(pack());

    assertThat(names.kind("label.service")).contains(Kind.TEXT);
    assertThat(names.kind("severity.impact")).contains(Kind.TEXT);
    assertThat(names.kind("scribe")).contains(Kind.TEXT);
    assertThat(names.kind("customer")).contains(Kind.TEXT);
    assertThat(names.kind("channel.1")).contains(Kind.TEXT);
    assertThat(names.kind("checklist.first")).contains(Kind.TEXT);
    assertThat(names.kind("rebooted")).contains(Kind.TIME);
    assertThat(names.kind("opened.rate")).contains(Kind.NUMBER);
    assertThat(names.kind("channel.2")).isEmpty();
    assertThat(names.kind("then.rate")).isEmpty();
  }
}
