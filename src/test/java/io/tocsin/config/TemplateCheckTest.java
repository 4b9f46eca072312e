package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateCheckTest {
  @Test
  void refusesAPayloadThatIsTooLongWithoutItsValues() {
    String pack =
        """
        pack: 1
        id: bare
        severities: [{id: A}]
        incident: {group_by: [host]}
        triggers: [{id: t, severity: A, when: {signal: trouble}}]
        templates:
          card: {on: incident.opened, json: {text: %s}}
        """
            .formatted("x".repeat(32_000));

    assertThat(PackReader.read("bare.yaml", pack).problems())
        .extracting(Problem::toString)
        .containsExactly("bare.yaml:7: templates.card.json is longer than 32000 characters");
  }
}
