package io.tocsin.detect;

import io.tocsin.metric.Decimal;
import io.tocsin.pack.Comparison;

/** A condition that is judged on its own. */
sealed interface Leaf {

  /**
   * A metric compared with a limit.
   *
   * @param keyLabel label whose values are judged one by one, or empty
   * @param slo the objective it is the breach of, or empty
   */
  record Compare(MetricPlan metric, Comparison op, Decimal limit, String keyLabel, String slo)
      implements Leaf {
    /** As it is shown: {@code < 0.95}. */
    String threshold() {
      return op.sign() + " " + limit;
    }

    /** Whether one value is worse than another: further on the violated side. */
    boolean isWorse(Figure one, Figure other) {
      int order = one.value().compareTo(other.value());
      return switch (op) {
        case LESS, AT_MOST -> order < 0;
        case GREATER, AT_LEAST -> order > 0;
      };
    }
  }

  /**
   * A metric that stays away.
   *
   * @param silenceMillis how long until it counts as absent
   * @param forgetMillis how long until it is forgotten; {@link Long#MAX_VALUE} for never
   * @param clearStepMillis a sample ends the absence at the next multiple of it
   */
  record Silent(
      MetricPlan metric,
      long silenceMillis,
      boolean expected,
      long forgetMillis,
      long clearStepMillis)
      implements Leaf {}
}
