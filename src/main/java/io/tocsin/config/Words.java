package io.tocsin.config;

import java.util.List;
import java.util.regex.Pattern;

/** The fixed words of the pack format. */
final class Words {
  static final List<String> OPS = List.of("<", "<=", ">", ">=");
  static final List<String> AGGREGATES =
      List.of("mean", "last", "min", "max", "sum", "count", "median", "p50", "p95", "p99");
  static final List<String> ACROSS = List.of("mean", "sum", "max", "min", "any");
  static final List<String> KINDS = List.of("clock", "step", "cadence", "hold", "phases", "task");
  static final List<String> ACTIONS =
      List.of("page", "notify", "escalate", "review", "ticket", "task");
  static final List<String> CHANNEL_KINDS =
      List.of(
          "page", "chat", "email", "sms", "phone", "ticket", "statuspage", "person", "dashboard");
  static final List<String> PUBLISH = List.of("auto", "draft", "manual");
  static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Ids become parts of event ids and keys, so they stay free of separators. */
  static final int ID_LENGTH = 64;

  static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  static final String ID_FORM = "made of letters, digits, _ . and -, at most 64";

  private Words() {}
}
