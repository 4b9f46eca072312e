package io.tocsin.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values made by hand. */
record Filling(Map<String, Content> values, Map<String, Content> fields) implements Values {
  static Filling empty() {
    return new Filling(new TreeMap<>(), new TreeMap<>());
  }

  Filling with(String name, String text) {
    return with(name, new Content.Text(text));
  }

  Filling with(String name, Content content) {
    values.put(name, content);
    return this;
  }

  Filling said(String field, String text) {
    fields.put(field, new Content.Text(text));
    return this;
  }

  static Content at(String instant, String zone) {
    return new Content.Moment(Instant.parse(instant).toEpochMilli(), ZoneId.of(zone));
  }

  static Content number(String number) {
    return new Content.Figure(new BigDecimal(number));
  }

  @Override
  public Optional<Content> known(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public Optional<Content> supplied(String field) {
    return Optional.ofNullable(fields.get(field));
  }
}
