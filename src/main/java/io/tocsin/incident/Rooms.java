package io.tocsin.incident;

import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of the rooms an incident has of its own. A name made of its display id is nobody else's;
 * one made of a date may be, and then the second incident's ends in {@code -2}.
 */
final class Rooms {
  private static final String ID = "{id}";
  private static final String DATE = "{opened:";

  private Rooms() {}

  /** The dated names in one text, which is a counter's key; empty when there are none. */
  static String dated(Pack pack, long openedMillis) {
    List<String> names = new ArrayList<>();
    for (String pattern : pack.incident().channelPatterns()) {
      if (isDated(pattern)) {
        names.add(Numbers.dated(pack, pattern, openedMillis));
      }
    }
    return String.join(" ", names);
  }

  /** Rooms that are made for the incident, in the pack's order. */
  static List<String> own(Pack pack, long openedMillis) {
    return pack.incident().channelPatterns().stream()
        .filter(pattern -> pattern.contains(ID) || isDated(pattern))
        .map(pattern -> name(pack, pattern, openedMillis))
        .toList();
  }

  /** All rooms of the incident, those that stand anyway too, in the pack's order. */
  static List<String> all(Pack pack, long openedMillis) {
    return pack.incident().channelPatterns().stream()
        .map(pattern -> name(pack, pattern, openedMillis))
        .toList();
  }

  private static String name(Pack pack, String pattern, long openedMillis) {
    String name = Numbers.dated(pack, pattern, openedMillis).replace(ID, Event.SUBJECT_MARK);
    return isDated(pattern) ? name + Event.ROOM_MARK : name;
  }

  private static boolean isDated(String pattern) {
    return pattern.contains(DATE) && !pattern.contains(ID);
  }
}
