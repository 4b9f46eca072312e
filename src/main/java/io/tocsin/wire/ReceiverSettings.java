package io.tocsin.wire;

import java.io.Serializable;
import java.util.List;

/**
 * A receiver of pages.
 *
 * @param id its name
 * @param kind {@code console} or {@code file}
 * @param path where a file receiver writes, or empty
 * @param channels the packs' channels it serves; empty means all
 */
public record ReceiverSettings(String id, String kind, String path, List<String> channels)
    implements Serializable {
  public ReceiverSettings {
    channels = List.copyOf(channels);
  }
}
