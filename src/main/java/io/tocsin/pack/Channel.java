package io.tocsin.pack;

import java.io.Serializable;

/**
 * A way to reach a target. Never an address: receivers live in the job file.
 *
 * @param id the pack's name for it
 * @param kind what sort of way it is
 * @param payload id of the template that makes its payload, or empty
 * @param room room it speaks in ({@code #incidents}), or empty
 */
public record Channel(String id, Kind kind, String payload, String room) implements Serializable {
  /** A channel without a room. */
  public Channel(String id, Kind kind, String payload) {
    this(id, kind, payload, "");
  }

  /** Sorts of channels. */
  public enum Kind {
    PAGE,
    CHAT,
    EMAIL,
    SMS,
    PHONE,
    TICKET,
    STATUSPAGE,
    PERSON,
    DASHBOARD
  }
}
