package io.tocsin.config;

import io.tocsin.pack.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads packs and says, beyond errors, what can never happen, what is likely not meant or unwise,
 * and what this release carries without executing it.
 */
public final class PackCheck {
  private PackCheck() {}

  /** Reads and checks a file. */
  public static PackFile read(Path file) {
    Problems problems = new Problems(file.toString());
    return TextFile.read(file, problems)
        .map(text -> read(file.toString(), text))
        .orElseGet(() -> new PackFile(Optional.empty(), problems.sorted()));
  }

  /**
   * Reads and checks the text of a file. A pack with errors is not checked further.
   *
   * @param fileName what problems call it
   * @param text the whole file
   */
  public static PackFile read(String fileName, String text) {
    PackFile read = PackReader.read(fileName, text);
    if (!read.isUsable()) {
      return read;
    }
    Problems found = new Problems(fileName);
    Node root = Yaml.read(text, found).orElseThrow();
    Remarks remarks = new Remarks(new Places(root), found);
    Pack pack = read.pack().orElseThrow();
    CarriedCheck.check(pack, remarks);
    PeopleCheck.check(pack, remarks);
    ConditionCheck.check(pack, remarks);
    StepCheck.check(pack, remarks);
    TimerCheck.check(pack, remarks);
    TimeToPageCheck.check(pack, remarks);
    UnwiseCheck.check(pack, remarks);
    Declared declared = Declared.in(Keyed.free(new Value(root, "", found)));
    LooseEndsCheck.check(pack, declared.all("flags"), remarks);
    List<Problem> all = new ArrayList<>(read.problems());
    all.addAll(found.sorted());
    all.sort(Comparator.comparingInt(Problem::line));
    return new PackFile(read.pack(), List.copyOf(all));
  }
}
