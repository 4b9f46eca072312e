package io.tocsin.config;

import io.tocsin.pack.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what people have to do in the course of an incident: gates and checklists. */
final class DutyReader {
  private final Declared declared;
  private final Marks marks;

  DutyReader(Declared declared, Marks marks) {
    this.declared = declared;
    this.marks = marks;
  }

  List<Lifecycle.Gate> gates(Keyed lifecycle) {
    Optional<Value> written = lifecycle.get("gates");
    if (written.isEmpty()) {
      return List.of();
    }
    if (written.get().isList()) {
      if (!written.get().list().isEmpty()) {
        written.get().mustBe("a map of phases, or an empty list");
      }
      return List.of();
    }
    List<Lifecycle.Gate> gates = new ArrayList<>();
    Keyed.free(written.get()).entries().forEach((id, value) -> gates.add(gate(id, value)));
    return gates;
  }

  private Lifecycle.Gate gate(String id, Value value) {
    Keyed gate = Keyed.of(value, Shape.GATE.keys());
    String mark = gate.get("mark").map(marks::check).orElse("");
    if (mark.isEmpty() && !declared.all("phases").contains(id)) {
      value.error(
          value.path()
              + " is no phase and has no mark, must be "
              + Suggestion.oneOf(id, declared.all("phases"))
              + ", or have a mark that goes through it");
    }
    List<Value> items = gate.list("items");
    return new Lifecycle.Gate(
        id,
        mark,
        severities(gate),
        items.stream().map(this::item).toList(),
        gate.oneOf("mode", "advisory", List.of("advisory", "blocking")).equals("blocking"));
  }

  List<Lifecycle.Checklist> checklists(Keyed lifecycle) {
    List<Lifecycle.Checklist> checklists = new ArrayList<>();
    lifecycle.map("checklists").forEach((id, value) -> checklists.add(checklist(id, value)));
    return checklists;
  }

  private Lifecycle.Checklist checklist(String id, Value value) {
    Ids.check(value, id);
    Keyed checklist = Keyed.of(value, Shape.CHECKLIST.keys());
    checklist.require("items", "a list of {id, text}");
    List<Value> written = checklist.list("items");
    Ids.refuseTwins(written);
    return new Lifecycle.Checklist(
        id,
        checklist.text("after", ""),
        severities(checklist),
        written.stream().map(this::item).toList());
  }

  /**
   * A map, or only a text, which makes the id too: {@code Root cause known} is root_cause_known.
   */
  private Lifecycle.Item item(Value value) {
    if (value.isScalar()) {
      String text = value.text().orElse("");
      boolean plain = Words.ID.matcher(text).matches();
      String id = plain ? text : slug(text);
      Ids.check(value, id);
      return new Lifecycle.Item(id, text, List.of());
    }
    Keyed item = Keyed.of(value, Shape.ITEM.keys());
    String id = Ids.of(item);
    return new Lifecycle.Item(id, item.text("text", id), severities(item));
  }

  private static String slug(String text) {
    String id = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String trimmed = id.replaceAll("^_|_$", "");
    return trimmed.substring(0, Math.min(Words.ID_LENGTH, trimmed.length()));
  }

  private List<String> severities(Keyed keyed) {
    return keyed.get("sev").map(Value::listOrOne).orElse(List.of()).stream()
        .map(value -> value.oneOf(declared.all("severities")))
        .flatMap(Optional::stream)
        .toList();
  }
}
