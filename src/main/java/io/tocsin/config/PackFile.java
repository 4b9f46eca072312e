package io.tocsin.config;

import io.tocsin.pack.Pack;
import java.util.List;
import java.util.Optional;

/**
 * A pack file as it was read.
 *
 * @param pack the pack; empty when there is an error
 * @param problems everything found, by line
 */
public record PackFile(Optional<Pack> pack, List<Problem> problems) {
  public boolean isUsable() {
    return pack.isPresent();
  }
}
