package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happened to an incident: one line of the ledger.
 *
 * <p>Identity is made of causes only ({@link #id()}); nothing in it depends on when or where it was
 * computed. The display number is stamped on later ({@link #numbered}).
 *
 * @param type type without the {@code io.tocsin.} prefix: {@code incident.opened}, {@code page}, …
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param episode key and opening time: {@code pack/entity/openedMillis}; for events of no incident
 *     the pack id
 * @param cause what brought it about: {@code trigger@windowEnd}, {@code timer#repetition}, a
 *     command's id
 * @param subject display id of the incident ({@code INC-…}); empty until it has one
 * @param timeMillis when it is true
 * @param sequence order within the episode, from 1
 * @param data what the event says, in the order it is written
 * @param deliveries who must hear of it, and how
 */
public record Event(
    String type,
    String pack,
    String entity,
    String episode,
    String cause,
    String subject,
    long timeMillis,
    long sequence,
    List<Field> data,
    List<Delivery> deliveries) {
  /** Stands in texts for the display id until there is one. A noncharacter no input may contain. */
  public static final String SUBJECT_MARK = "\uFFFF";

  /** Stands behind the names of dated rooms until it is known whether another has the same. */
  public static final String ROOM_MARK = "\uFFFE";

  /** On both sides of the episode of an earlier incident, in texts that are to name its id. */
  public static final String EARLIER_MARK = "\uFDD0";

  private static final Pattern EARLIER =
      Pattern.compile(EARLIER_MARK + "([^" + EARLIER_MARK + "]*)" + EARLIER_MARK);

  /** What a field's values mean. */
  public enum Shape {
    /** One text. */
    TEXT,
    /** One number in plain notation. */
    NUMBER,
    /** One of {@code true}, {@code false}. */
    FLAG,
    /** A list of texts. */
    LIST,
    /** Names and texts in turn. */
    MAP,
    /** Names and numbers in turn. */
    NUMBERS
  }

  /**
   * One field of the data.
   *
   * @param name its key
   * @param shape how to read the values
   * @param values the values
   */
  public record Field(String name, Shape shape, List<String> values) {
    public static Field text(String name, String value) {
      return new Field(name, Shape.TEXT, new ArrayList<>(List.of(value)));
    }

    public static Field number(String name, String value) {
      return new Field(name, Shape.NUMBER, new ArrayList<>(List.of(value)));
    }

    public static Field flag(String name, boolean value) {
      return new Field(name, Shape.FLAG, new ArrayList<>(List.of(String.valueOf(value))));
    }

    public static Field list(String name, List<String> values) {
      return new Field(name, Shape.LIST, new ArrayList<>(values));
    }
  }

  /**
   * One target told over one channel.
   *
   * @param target the pack's target id
   * @param channel the pack's channel id
   * @param generation raised each time somebody must be woken again
   */
  public record Delivery(String target, String channel, int generation) {}

  /** Identity: {@code episode/type/cause}. */
  public String id() {
    return episode + "/" + type + "/" + cause;
  }

  /** The same event with the incident's display id and its rooms' names, in its texts too. */
  public Event numbered(String displayId, String roomSuffix) {
    return numbered(displayId, roomSuffix, Map.of());
  }

  /**
   * The same event with display ids and its rooms' names, in its texts too.
   *
   * @param earlier display ids of the entity's earlier incidents, by episode; one that is not there
   *     is called by its episode
   */
  public Event numbered(String displayId, String roomSuffix, Map<String, String> earlier) {
    List<Field> stamped = new ArrayList<>();
    for (Field field : data) {
      List<String> values = new ArrayList<>();
      for (String value : field.values()) {
        String named = value.replace(SUBJECT_MARK, displayId).replace(ROOM_MARK, roomSuffix);
        values.add(
            EARLIER
                .matcher(named)
                .replaceAll(
                    found ->
                        Matcher.quoteReplacement(
                            earlier.getOrDefault(found.group(1), found.group(1)))));
      }
      stamped.add(new Field(field.name(), field.shape(), values));
    }
    return new Event(
        type, pack, entity, episode, cause, displayId, timeMillis, sequence, stamped, deliveries);
  }
}
