package io.tocsin.incident;

import io.tocsin.pack.Pack;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Display ids of incidents: {@code INC-20251010-001}.
 *
 * <p>The counter of a day is one key, apart from the incidents'. It answers a repeated request with
 * the same number, so a crash leaves gaps at worst, never two ids for one episode.
 */
public final class Numbers {
  private static final Pattern OPENED = Pattern.compile("\\{opened:([^}]*)}");
  private static final Pattern COUNTER = Pattern.compile("\\{n(?::(0*))?}");

  private Numbers() {}

  /**
   * A number and the book it is in. One of the other two is there, the other null.
   *
   * @param next the book to keep
   * @param answer the answer to send
   * @param onward what is to be asked of the next counter
   */
  public record Answered(NumberBook next, NumberAnswer answer, NumberRequest onward) {}

  /** Asks for the id of the incident that an {@code incident.opened} event is about. */
  public static NumberRequest request(Pack pack, Event opened) {
    return new NumberRequest(
        opened.pack(),
        opened.entity(),
        opened.episode(),
        pattern(pack, opened.timeMillis()),
        Rooms.dated(pack, opened.timeMillis()),
        "",
        opened.timeMillis());
  }

  /** The pack's id pattern with everything rendered but its counter. */
  public static String pattern(Pack pack, long openedMillis) {
    return dated(pack, pack.incident().idPattern(), openedMillis);
  }

  /** A pattern with its dates rendered in the pack's zone. */
  static String dated(Pack pack, String pattern, long openedMillis) {
    Matcher date = OPENED.matcher(pattern);
    return date.replaceAll(
        found ->
            Matcher.quoteReplacement(
                DateTimeFormatter.ofPattern(found.group(1))
                    .format(Instant.ofEpochMilli(openedMillis).atZone(pack.time().zone()))));
  }

  /** The id with this number. Without a counter in the pattern the second gets {@code -2}. */
  public static String display(String pattern, int number) {
    Matcher counter = COUNTER.matcher(pattern);
    if (!counter.find()) {
      return number == 1 ? pattern : pattern + "-" + number;
    }
    String zeros = counter.group(1);
    int width = zeros == null || zeros.isEmpty() ? 1 : zeros.length();
    String digits = String.format("%0" + width + "d", number);
    return counter.replaceFirst(Matcher.quoteReplacement(digits));
  }

  /** Gives the episode its number in this book: the one it has, or the next. */
  public static Answered answer(NumberBook book, NumberRequest request) {
    Map<String, Integer> numbers = new TreeMap<>(book.numbers());
    Integer known = numbers.get(request.episode());
    int number = known != null ? known : book.last() + 1;
    numbers.put(request.episode(), number);
    NumberBook next = new NumberBook(numbers, Math.max(book.last(), number));
    if (request.displayId().isEmpty() && !request.rooms().isEmpty()) {
      String displayId = display(request.pattern(), number);
      return new Answered(next, null, request.withDisplayId(displayId));
    }
    return new Answered(next, answer(request, number), null);
  }

  private static NumberAnswer answer(NumberRequest request, int number) {
    boolean forRooms = !request.displayId().isEmpty();
    return new NumberAnswer(
        request.pack(),
        request.entity(),
        request.episode(),
        forRooms ? request.displayId() : display(request.pattern(), number),
        forRooms && number > 1 ? "-" + number : "");
  }

  /** Whether an id could be that of an incident opened then, whatever its number. */
  static boolean couldBe(Pack pack, long openedMillis, String displayId) {
    String pattern = pattern(pack, openedMillis);
    Matcher counter = COUNTER.matcher(pattern);
    String expected =
        counter.find()
            ? Pattern.quote(pattern.substring(0, counter.start()))
                + "[0-9]+"
                + Pattern.quote(pattern.substring(counter.end()))
            : Pattern.quote(pattern) + "(-[0-9]+)?";
    return displayId.matches(expected);
  }
}
