package org.truchman.metrics;

import java.util.Arrays;

/**
 * The score of a sum of BLEU's statistics.
 *
 * @param score 0 to 100
 * @param counts matches of each order; smoothing by add-k raises them
 * @param totals n-grams of each order; smoothing by add-k raises them
 * @param precisions in percent
 * @param penalty the brevity penalty, 0 to 1
 */
record BleuFormula(
    double score,
    NumpyScalar[] counts,
    NumpyScalar[] totals,
    NumpyScalar[] precisions,
    double penalty) {
  // sacreBLEU's stand-in for the logarithm of zero.
  private static final double LOG_OF_ZERO = -9999999999.0;
  private static final NumpyScalar ZERO = NumpyScalar.of(0);

  /** The number of values that the statistics have. */
  static int size(BleuOptions options) {
    return 2 + 2 * options.maxOrder();
  }

  /**
   * Computes it.
   *
   * @param sum as many values as {@link #size} tells
   */
  static BleuFormula of(double[] sum, BleuOptions options, Arithmetic arithmetic) {
    int orders = options.maxOrder();
    NumpyScalar[] counts = numbers(sum, 2, orders, arithmetic);
    NumpyScalar[] totals = numbers(sum, 2 + orders, orders, arithmetic);
    NumpyScalar[] precisions = new NumpyScalar[orders];
    Arrays.fill(precisions, ZERO);
    double penalty = brevityPenalty(sum[0], sum[1]);
    double score = 0;
    if (Arrays.stream(counts).anyMatch(count -> count.value() != 0)) {
      if (options.smoothing() == Smoothing.ADD_K) {
        raise(counts, totals, options.smoothingValue(), arithmetic);
      }
      int effective = fill(precisions, counts, totals, options);
      score = penalty * geometricMean(precisions, effective);
    }
    return new BleuFormula(score, counts, totals, precisions, penalty);
  }

  private static NumpyScalar[] numbers(double[] sum, int from, int count, Arithmetic arithmetic) {
    NumpyScalar[] numbers = new NumpyScalar[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = arithmetic.number(sum[from + i]);
    }
    return numbers;
  }

  private static double brevityPenalty(double length, double reference) {
    if (length >= reference) {
      return 1;
    }
    return length > 0 ? RoundedMath.exp(1 - reference / length) : 0;
  }

  /** Adds k to all orders from the second, up to the first that has no n-grams even so. */
  private static void raise(
      NumpyScalar[] counts, NumpyScalar[] totals, double k, Arithmetic arithmetic) {
    for (int n = 0; n < counts.length; n++) {
      if (n > 0) {
        counts[n] = arithmetic.raised(counts[n], k);
        totals[n] = arithmetic.raised(totals[n], k);
      }
      if (totals[n].value() == 0) {
        break;
      }
    }
  }

  /** Fills in the precisions in percent; returns the number of orders that the score is made of. */
  private static int fill(
      NumpyScalar[] precisions, NumpyScalar[] counts, NumpyScalar[] totals, BleuOptions options) {
    double halving = 1;
    int effective = precisions.length;
    for (int n = 0; n < precisions.length && totals[n].value() != 0; n++) {
      if (options.effectiveOrder()) {
        effective = n + 1;
      }
      if (counts[n].value() != 0) {
        precisions[n] = counts[n].times(100).dividedBy(totals[n]);
      } else if (options.smoothing() == Smoothing.EXP) {
        halving *= 2;
        precisions[n] = NumpyScalar.of(100).dividedBy(totals[n].times(halving));
      } else if (options.smoothing() == Smoothing.FLOOR) {
        precisions[n] = NumpyScalar.of(100 * options.smoothingValue()).dividedBy(totals[n]);
      }
    }
    return effective;
  }

  private static double geometricMean(NumpyScalar[] precisions, int orders) {
    double sum = 0;
    for (int n = 0; n < orders; n++) {
      double precision = precisions[n].value();
      sum += precision == 0 ? LOG_OF_ZERO : RoundedMath.log(precision);
    }
    return RoundedMath.exp(sum / orders);
  }
}
