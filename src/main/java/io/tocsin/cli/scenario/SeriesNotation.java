package io.tocsin.cli.scenario;

import io.tocsin.metric.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The short way to write many samples: {@code 0.96x6 0.84x30 _x3 100+5x10}.
 *
 * <p>{@code v} is one sample, {@code vxN} is N samples of the same value, {@code v+dxN} and {@code
 * v-dxN} are N samples that start at v and change by d from one to the next, {@code _} and {@code
 * _xN} are instants without a sample. N is a whole number from 1 to 1,000,000. The notation is that
 * of Prometheus rule tests with one difference: there {@code xN} means N more, here it means N.
 */
final class SeriesNotation {
  private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
  private static final Pattern PART =
      Pattern.compile("(?:(_)|(" + NUMBER + ")(?:([+-])([0-9.]+))?)(?:x([0-9]{1,7}))?");
  private static final int MOST = 1_000_000;

  private SeriesNotation() {}

  /**
   * The values in order; null stands for an instant without a sample. Throws {@link
   * IllegalArgumentException} with what is wrong and what would have been right.
   */
  static List<Decimal> expand(String text) {
    List<Decimal> values = new ArrayList<>();
    for (String part : text.strip().split("\\s+")) {
      Matcher read = PART.matcher(part);
      if (!read.matches() || (read.group(3) != null && read.group(5) == null)) {
        throw new IllegalArgumentException(
            "'" + part + "' is no run of samples, must be like 0.96, 0.96x6, 100+5x10 or _x3");
      }
      int times = read.group(5) == null ? 1 : Integer.parseInt(read.group(5));
      if (times < 1 || values.size() + times > MOST) {
        throw new IllegalArgumentException(
            "'" + part + "' makes " + times + " samples, must be 1 to " + MOST + " in all");
      }
      append(values, read, times);
    }
    return values;
  }

  private static void append(List<Decimal> values, Matcher read, int times) {
    if (read.group(1) != null) {
      for (int i = 0; i < times; i++) {
        values.add(null);
      }
      return;
    }
    Decimal value = Decimal.parse(read.group(2));
    Decimal change = read.group(3) == null ? Decimal.ZERO : Decimal.parse(read.group(4));
    for (int i = 0; i < times; i++) {
      values.add(value);
      value = "-".equals(read.group(3)) ? value.minus(change) : value.plus(change);
    }
  }
}
