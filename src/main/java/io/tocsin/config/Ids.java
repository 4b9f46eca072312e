package io.tocsin.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the names that packs give to their parts. */
final class Ids {
  private Ids() {}

  /** The {@code id} of an entry; a problem when it is missing or cannot be part of an event id. */
  static String of(Keyed keyed) {
    String id = keyed.requireText("id", "a name");
    keyed.get("id").ifPresent(value -> check(value, id));
    return id;
  }

  static void check(Value value, String id) {
    if (!Words.ID.matcher(id).matches()) {
      if (value.isScalar() && value.text().filter(id::equals).isPresent()) {
        value.mustBe(Words.ID_FORM);
      } else {
        value.error(value.path() + " has a name that must be " + Words.ID_FORM);
      }
    }
  }

  /** Every id once. */
  static void refuseTwins(List<Value> entries) {
    Map<String, Integer> first = new LinkedHashMap<>();
    for (Value entry : entries) {
      if (!entry.isMap()) {
        continue;
      }
      Keyed.free(entry)
          .get("id")
          .flatMap(Value::text)
          .ifPresent(
              id -> {
                Integer line = first.putIfAbsent(id, entry.line());
                if (line != null) {
                  entry.error(entry.path() + " has the id of line " + line + ", must have its own");
                }
              });
    }
  }
}
