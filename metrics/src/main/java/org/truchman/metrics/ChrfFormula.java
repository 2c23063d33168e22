package org.truchman.metrics;

/**
 * The score of a sum of chrF's statistics: n-grams of hypothesis, reference, and both, by order.
 */
final class ChrfFormula {
  // chrF++.py's stand-in for a precision or recall that is not defined.
  private static final NumpyScalar EPSILON = NumpyScalar.of(1e-16);
  private static final NumpyScalar ZERO = NumpyScalar.of(0);

  private final ChrfOptions options;
  private final double factor;

  ChrfFormula(ChrfOptions options) {
    this.options = options;
    this.factor = (double) options.beta() * options.beta();
  }

  /** The score, 0 to 100. */
  NumpyScalar score(double[] sum, Arithmetic arithmetic) {
    NumpyScalar[] numbers = new NumpyScalar[sum.length];
    for (int i = 0; i < sum.length; i++) {
      numbers[i] = arithmetic.number(sum[i]);
    }
    return options.epsilonSmoothing() ? meanOfScores(numbers) : scoreOfMeans(numbers);
  }

  /** The mean of all orders' F-scores. */
  private NumpyScalar meanOfScores(NumpyScalar[] sum) {
    NumpyScalar score = ZERO;
    for (int i = 0; i < sum.length; i += 3) {
      NumpyScalar precision = ratio(sum[i + 2], sum[i]);
      NumpyScalar recall = ratio(sum[i + 2], sum[i + 1]);
      boolean defined = precision.times(factor).plus(recall).value() > 0;
      score = score.plus(defined ? fScore(precision, recall) : EPSILON);
    }
    return NumpyScalar.of(100).times(score).dividedBy(options.orders());
  }

  /** The F-score of mean precision and mean recall over the orders that both sides have. */
  private NumpyScalar scoreOfMeans(NumpyScalar[] sum) {
    NumpyScalar precision = ZERO;
    NumpyScalar recall = ZERO;
    int orders = 0;
    for (int i = 0; i < sum.length; i += 3) {
      if (sum[i].value() > 0 && sum[i + 1].value() > 0) {
        precision = precision.plus(ratio(sum[i + 2], sum[i]));
        recall = recall.plus(ratio(sum[i + 2], sum[i + 1]));
        orders++;
      }
    }
    if (precision.value() + recall.value() == 0) {
      return ZERO;
    }
    return NumpyScalar.of(100).times(fScore(precision.dividedBy(orders), recall.dividedBy(orders)));
  }

  private NumpyScalar fScore(NumpyScalar precision, NumpyScalar recall) {
    NumpyScalar product = NumpyScalar.of(1 + factor).times(precision).times(recall);
    return product.dividedBy(precision.times(factor).plus(recall));
  }

  private static NumpyScalar ratio(NumpyScalar matches, NumpyScalar of) {
    return of.value() > 0 ? matches.dividedBy(of) : EPSILON;
  }
}
