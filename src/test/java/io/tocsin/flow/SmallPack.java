package io.tocsin.flow;

import io.tocsin.config.PackFile;
import io.tocsin.config.PackReader;
import io.tocsin.pack.Pack;
import java.nio.file.Path;

/** The pack {@code packs/small.yaml}, whose incidents run through within seconds. */
public final class SmallPack {
  public static final String ID = "small";

  /** Where it is, seen from the top of the project. */
  public static final Path FILE = Path.of("src/test/resources/packs/small.yaml");

  private SmallPack() {}

  public static Pack get() {
    PackFile file = PackReader.read(FILE);
    return file.pack().orElseThrow(() -> new AssertionError(file.problems()));
  }
}
