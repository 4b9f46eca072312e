package io.tocsin.cli.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One figure over some incidents.
 *
 * @param pack pack id
 * @param severity severities that count, or {@code all}
 * @param id {@code mttd}, {@code mtt_respond}, {@code mtt_resolve}, {@code clocks_met}, or the
 *     pack's own
 * @param unit {@code s} for a mean time, {@code %} for a share
 * @param sum sum of the samples: milliseconds, or clocks that were met
 * @param samples how many there are; 0 when nothing can be said
 * @param target comparison and value as the pack has them, or empty
 * @param reached {@code yes}, {@code no}, or empty without a target or samples
 */
public record Figure(
    String pack,
    String severity,
    String id,
    String unit,
    long sum,
    long samples,
    String target,
    String reached) {
  private static final int SHOWN_DECIMALS = 3;

  /** The mean in seconds or the share in per cent as it is shown; empty without samples. */
  public String value() {
    if (samples == 0) {
      return "";
    }
    BigDecimal scaled =
        unit.equals("%") ? BigDecimal.valueOf(sum * 100) : BigDecimal.valueOf(sum, SHOWN_DECIMALS);
    BigDecimal value =
        scaled.divide(BigDecimal.valueOf(samples), SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
    return value.stripTrailingZeros().toPlainString();
  }
}
