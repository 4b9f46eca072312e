package io.tocsin.pack;

import io.tocsin.metric.Decimal;
import io.tocsin.metric.Fraction;

/** The four comparisons of a pack. */
public enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** As it is written in a pack. */
  public String sign() {
    return sign;
  }

  /** Whether {@code value op limit} holds, exactly. */
  public boolean holds(Fraction value, Decimal limit) {
    int order = value.compareTo(limit);
    return switch (this) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }
}
