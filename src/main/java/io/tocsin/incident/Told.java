package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * A target that was told something.
 *
 * @param target target id
 * @param action what was done: {@code page}, {@code notify}, …
 * @param channels channels it went over
 * @param atMillis when it was last done
 */
public record Told(String target, String action, List<String> channels, long atMillis) {
  public Told {
    channels = new ArrayList<>(channels);
  }
}
