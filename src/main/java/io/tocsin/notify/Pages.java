package io.tocsin.notify;

import io.tocsin.incident.Event;
import java.util.List;

/** Makes pages of ledger events: one for each target and channel that must hear of it. */
public final class Pages {
  private Pages() {}

  /** In the order of the event's deliveries; empty when nobody must hear of it. */
  public static List<Page> of(Event event) {
    return event.deliveries().stream()
        .map(
            to ->
                new Page(
                    event.id() + "/" + to.target() + "/" + to.channel(),
                    event.episode() + "/" + to.target() + "/" + to.generation(),
                    to.target(),
                    to.channel(),
                    event))
        .toList();
  }
}
