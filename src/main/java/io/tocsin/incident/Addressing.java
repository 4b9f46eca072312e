package io.tocsin.incident;

import io.tocsin.metric.Command;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Condition.SignalSeen;
import io.tocsin.pack.Hint;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the entities that a signal or a command concerns. */
public final class Addressing {
  private final List<Pack> packs;
  private final Map<String, Set<String>> signalsByPack = new HashMap<>();

  public Addressing(List<Pack> packs) {
    this.packs = List.copyOf(packs);
    packs.forEach(pack -> signalsByPack.put(pack.id(), signalsOf(pack)));
  }

  private static Set<String> signalsOf(Pack pack) {
    Set<String> names = new HashSet<>();
    for (Trigger trigger : pack.triggers()) {
      for (SignalSeen signal : trigger.when().signals()) {
        names.addAll(signal.names());
        names.add(signal.brokenBy());
      }
    }
    pack.hints().stream().map(Hint::unlessSignal).forEach(names::add);
    names.remove("");
    return names;
  }

  /**
   * One input for each pack that knows the signal. False when no pack knows it, or it lacks a label
   * that a pack groups by.
   */
  public boolean route(Signal signal, Consumer<Input> out) {
    Labels labels = Labels.parse(signal.labels());
    boolean found = false;
    for (Pack pack : packs) {
      List<String> groupBy = pack.incident().groupBy();
      if (signalsByPack.get(pack.id()).contains(signal.name()) && labels.hasAll(groupBy)) {
        out.accept(Input.of(pack.id(), labels.only(groupBy).canonical(), signal));
        found = true;
      }
    }
    return found;
  }

  /** The input for the pack it names. False when there is no such pack or a label is missing. */
  public boolean route(Command command, Consumer<Input> out) {
    Labels labels = Labels.parse(command.labels());
    List<Input> found = new ArrayList<>();
    for (Pack pack : packs) {
      List<String> groupBy = pack.incident().groupBy();
      if (pack.id().equals(command.pack()) && labels.hasAll(groupBy)) {
        found.add(Input.of(pack.id(), labels.only(groupBy).canonical(), command));
      }
    }
    found.forEach(out);
    return !found.isEmpty();
  }
}
