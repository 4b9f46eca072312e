package io.tocsin.message;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** The value of a place: what it is decides how it is written and which formats it has. */
public sealed interface Content {
  /**
   * As it is written.
   *
   * @param format one of the kind's formats, or empty for the usual way. Any other is passed over:
   *     formats are checked when a pack is read, and a message is no reason to stop.
   */
  String shown(String format);

  /** A text. */
  record Text(String text) implements Content {
    @Override
    public String shown(String format) {
      return switch (format) {
        case "upper" -> text.toUpperCase(java.util.Locale.ROOT);
        case "lower" -> text.toLowerCase(java.util.Locale.ROOT);
        default -> text;
      };
    }
  }

  /**
   * An instant, in milliseconds since the epoch.
   *
   * @param millis the instant
   * @param zone zone it is shown in
   */
  record Moment(long millis, ZoneId zone) implements Content {
    @Override
    public String shown(String format) {
      return Kind.TIME.accepts(format)
          ? TimePattern.of(format).format(millis, zone)
          : TimePattern.RFC_3339.format(millis, zone);
    }
  }

  /** A length of time in milliseconds; what is below zero is shown as zero. */
  record Span(long millis) implements Content {
    @Override
    public String shown(String format) {
      long seconds = Math.max(0, millis) / 1000;
      String hours = twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60);
      return format.equals("HH:mm") ? hours : hours + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(long number) {
      return number < 10 ? "0" + number : String.valueOf(number);
    }
  }

  /**
   * A number, plain by default, half-even with a format such as {@code 0.0}. A {@code %} of the
   * format only stands behind it, so that it goes when there is no value.
   */
  record Figure(BigDecimal number) implements Content {
    @Override
    public String shown(String format) {
      if (!Kind.NUMBER.accepts(format)) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      }
      String sign = format.endsWith("%") ? "%" : "";
      int places = Math.max(0, format.length() - sign.length() - 2);
      return number.setScale(places, java.math.RoundingMode.HALF_EVEN).toPlainString() + sign;
    }
  }

  /**
   * What happened when, one line each. A row on a later day than the first says so ({@code (+1d)});
   * one that has not happened shows its format in brackets.
   *
   * @param rows in the order they are shown
   * @param zone zone they are shown in
   */
  record Rows(List<Row> rows, ZoneId zone) implements Content {
    public Rows {
      rows = List.copyOf(rows);
    }

    @Override
    public String shown(String format) {
      String pattern = Kind.ROWS.accepts(format) ? format : "HH:mm";
      return rows.stream()
          .map(row -> "- " + time(row, pattern) + " - " + row.text())
          .collect(Collectors.joining("\n"));
    }

    private String time(Row row, String pattern) {
      if (!row.hasCome()) {
        return "[" + pattern + "]";
      }
      String time = TimePattern.of(pattern).format(row.millis(), zone);
      long later =
          days(row) - rows.stream().filter(Row::hasCome).mapToLong(this::days).min().orElse(0);
      return later == 0 || TimePattern.of(pattern).hasDate() ? time : time + " (+" + later + "d)";
    }

    private long days(Row row) {
      return java.time.Instant.ofEpochMilli(row.millis()).atZone(zone).toLocalDate().toEpochDay();
    }
  }

  /**
   * One thing of {@link Rows}.
   *
   * @param millis when, or {@link io.tocsin.metric.Times#NOT_YET}
   * @param text what
   */
  record Row(long millis, String text) {
    boolean hasCome() {
      return millis != io.tocsin.metric.Times.NOT_YET;
    }
  }
}
