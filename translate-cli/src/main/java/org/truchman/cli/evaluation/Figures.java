package org.truchman.cli.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes numbers, with a point in every locale, and rounded as sacreBLEU rounds. */
final class Figures {
  /** Stands where there is no figure. */
  static final String NONE = "-";

  private Figures() {}

  /** The number with that many decimals. */
  static String fixed(double value, int decimals) {
    return rounded(value, decimals).toPlainString();
  }

  /** The number with that many decimals, or {@link #NONE}. */
  static String fixed(OptionalDouble value, int decimals) {
    return value.isPresent() ? fixed(value.getAsDouble(), decimals) : NONE;
  }

  /** The numbers with one decimal, slashes between them. */
  static String slashed(List<Double> values) {
    return values.stream().map(value -> fixed(value, 1)).collect(Collectors.joining("/"));
  }

  /** The number rounded, half to even. */
  static BigDecimal rounded(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }
}
