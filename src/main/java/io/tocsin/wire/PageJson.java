package io.tocsin.wire;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Field;
import io.tocsin.notify.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * A page as bytes: the ledger event's JSON with {@code page} and {@code dedup} after the sequence,
 * and {@code targets} and {@code channels} narrowed to the one target and channel it is for.
 */
public final class PageJson {
  private PageJson() {}

  /** The bytes, without a line end. */
  public static byte[] encode(Page page) {
    return Json.write(
        json -> {
          json.writeStartObject();
          EventJson.writeEnvelope(json, page.event());
          json.writeStringField("page", page.id());
          json.writeStringField("dedup", page.dedup());
          EventJson.writeData(json, page.event(), narrowed(page));
          json.writeEndObject();
        });
  }

  /**
   * The page that was encoded; its event names the one target and channel. Throws {@link
   * IllegalArgumentException} when the bytes are no page of ours.
   */
  public static Page decode(byte[] bytes) {
    EventReading read = Json.read(bytes, "a page", EventReading::of);
    Event event = read.event();
    return new Page(
        read.page(),
        read.dedup(),
        only(event, EventJson.TARGETS),
        only(event, EventJson.CHANNELS),
        event);
  }

  private static List<Field> narrowed(Page page) {
    List<Field> fields = new ArrayList<>(page.event().data());
    narrow(fields, Field.list(EventJson.TARGETS, List.of(page.target())));
    narrow(fields, Field.list(EventJson.CHANNELS, List.of(page.channel())));
    return fields;
  }

  private static void narrow(List<Field> fields, Field only) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(only.name())) {
        fields.set(i, only);
        return;
      }
    }
    fields.add(only);
  }

  private static String only(Event event, String name) {
    return event.data().stream()
        .filter(field -> field.name().equals(name) && field.values().size() == 1)
        .map(field -> field.values().get(0))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("not a page: data." + name + " must have one value"));
  }
}
