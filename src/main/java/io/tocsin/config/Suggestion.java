package io.tocsin.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant, and how the possible words are listed in a message. */
public final class Suggestion {
  private static final int LISTED = 20;

  private Suggestion() {}

  /** {@code one of a, b, c}, with the nearest word named when there is one near. */
  static String oneOf(String given, Collection<String> known) {
    String near = nearest(given, known).map(word -> "; did you mean " + word + "?").orElse("");
    if (known.isEmpty()) {
      return "a declared one, and none is";
    }
    if (known.size() == 1) {
      return known.iterator().next();
    }
    if (known.size() > LISTED) {
      return "one of " + known.size() + " known names" + near;
    }
    return "one of " + String.join(", ", known) + near;
  }

  /** What follows "is not known": the near word, or else all of them. */
  public static String unknown(String given, Collection<String> known) {
    return nearest(given, known)
        .map(word -> ", did you mean " + word + "?")
        .orElse(", must be one of " + String.join(", ", known));
  }

  /** The word with the fewest edits, if they are few against its length. */
  static Optional<String> nearest(String given, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(given, word) <= edits(given))
        .min(
            Comparator.<String>comparingInt(word -> distance(given, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A short word with one letter changed is likely another word. */
  private static int edits(String given) {
    return given.length() < 3 ? 0 : Math.max(1, Math.min(given.length(), 9) / 3);
  }

  /** Insertions, deletions, replacements and swaps of neighbours; letter case counts nothing. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
