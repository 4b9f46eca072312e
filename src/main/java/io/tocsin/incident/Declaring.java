package io.tocsin.incident;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Times;
import io.tocsin.pack.Pack;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** An incident that a person declares, for real or as a drill. */
final class Declaring {
  private Declaring() {}

  static void apply(Telling telling) {
    Pack pack = telling.story().pack;
    String severity = telling.field("severity");
    String title = telling.field("title");
    long started = startedMillis(telling);
    if (telling.course() != null) {
      telling.reject("an incident is open already");
    } else if (pack.rank(severity) < 0) {
      telling.reject(severityProblem(pack, severity));
    } else if (title.isBlank()) {
      telling.reject("declare needs a title");
    } else if (started == Times.NOT_YET) {
      telling.reject(
          "started is '"
              + telling.field("started")
              + "', must be a time such as 2025-10-10T10:00:00Z");
    } else {
      telling
          .story()
          .open(
              new Finding(
                  "",
                  severity,
                  telling.command().id(),
                  telling.atMillis(),
                  Math.min(telling.atMillis(), started),
                  title,
                  "manual",
                  "",
                  "",
                  List.of(),
                  List.of(),
                  telling.command().field("drill", "false").equals("true")));
    }
  }

  static String severityProblem(Pack pack, String severity) {
    List<String> ids = pack.severities().stream().map(one -> one.id()).toList();
    return "severity is '" + severity + "', must be one of " + String.join(", ", ids);
  }

  /** RFC 3339 or epoch milliseconds, the command's own time when it says nothing. */
  private static long startedMillis(Telling telling) {
    String text = telling.field("started");
    if (text.isEmpty()) {
      return telling.atMillis();
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException notRfc3339) {
      return epochMillis(text);
    }
  }

  private static long epochMillis(String text) {
    try {
      return Decimal.parse(text).toBigDecimal().longValueExact();
    } catch (ArithmeticException | NumberFormatException notMillis) {
      return Times.NOT_YET;
    }
  }
}
