package io.tocsin.message;

import io.tocsin.pack.Channel;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The templates of one pack, ready to be filled. */
public final class Wording {
  private final Pack pack;
  private final Map<String, TemplateText> texts = new TreeMap<>();
  private final Map<String, TemplateJson> payloads = new TreeMap<>();

  /**
   * Reads every template of a pack.
   *
   * @throws BadTemplate when one is malformed, which a pack that was read from a file has none of
   */
  public Wording(Pack pack) {
    this.pack = pack;
    Names names = Names.of(pack);
    for (Template template : pack.templates()) {
      if (!template.json().isEmpty()) {
        payloads.put(template.id(), TemplateJson.parse(template.json()));
      } else {
        String body = template.isDocument() ? Documents.body(template, names) : template.body();
        texts.put(template.id(), TemplateText.parse(body));
      }
    }
  }

  /**
   * The templates an event renders, in the pack's order.
   *
   * @param type type of the event
   * @param severity severity id at the event
   * @param state canonical state at the event
   */
  public List<Template> on(String type, String severity, String state) {
    List<Template> found = new ArrayList<>();
    for (Template template : pack.templates()) {
      if (template.on().contains(type)
          && (template.severities().isEmpty() || template.severities().contains(severity))
          && (template.statuses().isEmpty() || template.statuses().contains(state))) {
        found.add(template);
      }
    }
    return found;
  }

  /** Channels a template goes to: its own, and those whose payload it is. */
  public List<String> channels(Template template) {
    Set<String> channels = new LinkedHashSet<>(template.channels());
    pack.channels().stream()
        .filter(channel -> channel.payload().equals(template.id()))
        .map(Channel::id)
        .forEach(channels::add);
    return List.copyOf(channels);
  }

  /** The template filled: a text without blanks at its end, or JSON. */
  public String say(String template, Values values) {
    TemplateJson payload = payloads.get(template);
    return payload != null
        ? payload.render(values)
        : texts.get(template).render(values).stripTrailing();
  }
}
