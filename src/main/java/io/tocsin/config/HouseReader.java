package io.tocsin.config;

import io.tocsin.pack.BusinessCalendar;
import io.tocsin.pack.Channel;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Target;
import io.tocsin.pack.TimePolicy;
import io.tocsin.window.Slices;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a pack says about the house it is for: time, calendars, the ladder, people, ways. */
final class HouseReader {
  private static final List<String> CONTACT_KINDS = List.of("email", "phone", "chat", "lookup");

  private final Declared declared;

  HouseReader(Declared declared) {
    this.declared = declared;
  }

  TimePolicy time(Optional<Value> written) {
    Keyed time = written.map(value -> Keyed.of(value, Shape.TIME.keys())).orElseGet(Keyed::none);
    Optional<Value> window = time.get("window");
    Duration length =
        window
            .flatMap(value -> value.duration(Duration.ofMillis(Slices.MILLIS), Duration.ofDays(1)))
            .orElse(Defaults.WINDOW);
    if (length.toMillis() % Slices.MILLIS != 0) {
      window.orElseThrow().mustBe("a multiple of 10s");
      length = Defaults.WINDOW;
    }
    time.get("tick").ifPresent(Value::duration);
    return new TimePolicy(
        time.get("zone").flatMap(HouseReader::zone).orElse(Defaults.ZONE),
        time.get("lateness")
            .flatMap(value -> value.duration(Duration.ZERO, Duration.ofHours(1)))
            .orElse(Defaults.LATENESS),
        length,
        time.get("for", Defaults.WINDOWS, value -> value.whole(1, 10_000)),
        time.get("clear_for", Defaults.WINDOWS, value -> value.whole(1, 10_000)));
  }

  private static Optional<ZoneId> zone(Value value) {
    return parsed(value, ZoneId::of, "a time zone such as UTC or Europe/Berlin");
  }

  private static <T> Optional<T> parsed(Value value, Function<String, T> parse, String what) {
    Optional<String> text = value.text();
    try {
      return text.map(parse);
    } catch (DateTimeException unknown) {
      value.mustBe(what);
      return Optional.empty();
    }
  }

  List<BusinessCalendar> calendars(Map<String, Value> written, ZoneId zone) {
    List<BusinessCalendar> calendars = new ArrayList<>();
    written.forEach(
        (id, value) -> {
          Ids.check(value, id);
          calendars.add(calendar(id, Keyed.of(value, Shape.CALENDAR.keys()), zone));
        });
    return calendars;
  }

  private static BusinessCalendar calendar(String id, Keyed keyed, ZoneId zone) {
    ZoneId own = keyed.get("zone").flatMap(HouseReader::zone).orElse(zone);
    if (!keyed.has("days")) {
      if (keyed.has("from") || keyed.has("to") || keyed.has("holidays")) {
        keyed
            .self()
            .error(keyed.self().path() + ".days is missing, must be a list such as [mon..fri]");
      }
      return new BusinessCalendar(id, own, List.of(), LocalTime.MIN, LocalTime.MAX, List.of());
    }
    List<DayOfWeek> days = days(keyed.list("days"));
    if (days.isEmpty()
        && keyed
            .get("days")
            .filter(Value::isList)
            .map(Value::list)
            .filter(List::isEmpty)
            .isPresent()) {
      keyed
          .get("days")
          .orElseThrow()
          .error(keyed.self().path() + ".days is empty, must name a day");
    }
    Optional<LocalTime> from = hour(keyed, "from");
    Optional<LocalTime> to = hour(keyed, "to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      keyed.get("to").orElseThrow().mustBe("later than from, " + from.get());
    }
    List<LocalDate> holidays = new ArrayList<>();
    for (Value day : keyed.list("holidays")) {
      parsed(day, LocalDate::parse, "a date such as 2025-12-25").ifPresent(holidays::add);
    }
    return new BusinessCalendar(
        id, own, days, from.orElse(LocalTime.MIN), to.orElse(LocalTime.MAX), holidays);
  }

  private static Optional<LocalTime> hour(Keyed keyed, String key) {
    String what = "a time such as \"09:00\"";
    return keyed.require(key, what).flatMap(value -> parsed(value, LocalTime::parse, what));
  }

  /** {@code mon} or {@code mon..fri}. */
  private static List<DayOfWeek> days(List<Value> written) {
    List<DayOfWeek> days = new ArrayList<>();
    for (Value value : written) {
      String[] ends = value.text().orElse("").split("\\.\\.", 2);
      int first = Words.DAYS.indexOf(ends[0]);
      int last = Words.DAYS.indexOf(ends[ends.length - 1]);
      if (first < 0 || last < first) {
        value.mustBe("one of " + String.join(", ", Words.DAYS) + ", or a range such as mon..fri");
        continue;
      }
      for (int day = first; day <= last; day++) {
        DayOfWeek name = DayOfWeek.of(day + 1);
        if (!days.contains(name)) {
          days.add(name);
        }
      }
    }
    return days;
  }

  List<Severity> severities(List<Value> written) {
    List<Severity> severities = new ArrayList<>();
    for (Value value : written) {
      Keyed keyed = Keyed.of(value, Shape.SEVERITY.keys());
      String id = Ids.of(keyed);
      Map<String, String> words = new LinkedHashMap<>();
      keyed
          .map("words")
          .forEach(
              (name, word) -> {
                Ids.check(word, name);
                word.text().ifPresent(text -> words.put(name, text));
              });
      severities.add(
          new Severity(
              id, keyed.text("name", id), keyed.text("means", ""), keyed.text("icon", ""), words));
    }
    return severities;
  }

  List<Target> targets(Map<String, Value> written) {
    List<Target> targets = new ArrayList<>();
    written.forEach(
        (id, value) -> {
          Ids.check(value, id);
          if (id.equals("next_level")) {
            value.error(value.path() + " is a word of the format, must have another name");
          }
          Keyed keyed = Keyed.of(value, Shape.TARGET.keys());
          List<String> contacts = new ArrayList<>();
          for (String kind : List.of("email", "phone", "chat", "lookup", "backup")) {
            keyed.get(kind).flatMap(Value::text).ifPresent(text -> contacts.add(kind + ":" + text));
          }
          keyed.get("backup").ifPresent(backup -> backup.oneOf(declared.all("targets")));
          keyed.list("contacts").forEach(contact -> contacts.addAll(contact(contact)));
          targets.add(new Target(id, keyed.text("name", id), contacts));
        });
    return targets;
  }

  /** Further contacts: {@code kind:value}, or a map of them with the name of the person. */
  private static List<String> contact(Value value) {
    if (value.isMap()) {
      Keyed keyed = Keyed.of(value, Shape.CONTACT.keys());
      List<String> contacts = new ArrayList<>();
      for (String kind : List.of("name", "email", "phone", "chat", "lookup")) {
        keyed.get(kind).flatMap(Value::text).ifPresent(text -> contacts.add(kind + ":" + text));
      }
      return contacts;
    }
    String text = value.text().orElse("");
    if (!CONTACT_KINDS.contains(text.split(":", 2)[0]) || !text.contains(":")) {
      value.mustBe("a kind and an address such as email:a@example.com");
      return List.of();
    }
    return List.of(text);
  }

  List<Channel> channels(Map<String, Value> written) {
    List<Channel> channels = new ArrayList<>();
    written.forEach(
        (id, value) -> {
          Ids.check(value, id);
          Keyed keyed = Keyed.of(value, Shape.CHANNEL.keys());
          String kind = keyed.requireOneOf("kind", Words.CHANNEL_KINDS);
          String payload = keyed.oneOf("payload", "", declared.all("templates"));
          if (!kind.isEmpty()) {
            channels.add(
                new Channel(
                    id,
                    Channel.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    payload,
                    keyed.text("room", "")));
          }
        });
    return channels;
  }
}
