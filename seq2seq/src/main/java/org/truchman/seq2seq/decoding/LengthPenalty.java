package org.truchman.seq2seq.decoding;

/**
 * Makes hypotheses of different lengths comparable: {@code score = log p / length^exponent}.
 *
 * <p>Without it (exponent 0) every further piece makes a hypothesis less probable, so short ones
 * win; with exponent 1 the score is the average log-probability of a piece. This is the plain form
 * of Bahdanau et al. 2015 and Marian, not the {@code (5 + length) / 6} of Wu et al. 2016.
 *
 * @param exponent how much length is forgiven, finite, 0 or more
 */
record LengthPenalty(double exponent) {

  /**
   * Checks the exponent.
   *
   * @throws IllegalArgumentException if it is negative, infinite or not a number
   */
  LengthPenalty {
    if (!(exponent >= 0) || Double.isInfinite(exponent)) {
      throw new IllegalArgumentException(
          "search.lengthPenalty is " + exponent + "; it must be a finite number, 0 or more");
    }
  }

  /**
   * Gives the score by which hypotheses are compared.
   *
   * @param logProbability of the whole hypothesis, 0 or less
   * @param length its pieces, EOS counted, at least 1
   * @return the score, 0 or less; the greatest is the best
   */
  double score(double logProbability, int length) {
    // StrictMath: the same bits on every machine, so that ties are the same ties.
    return logProbability / StrictMath.pow(length, exponent);
  }

  /**
   * Gives a score that no continuation of an open hypothesis can exceed.
   *
   * <p>A further piece adds 0 at best, and a sum of 0 or less is divided by most at the greatest
   * length, whatever the exponent. Both steps hold in floating point too: adding a number of 0 or
   * less never rounds upwards past the sum, and division is monotone.
   *
   * @param logProbability of the open hypothesis, 0 or less
   * @param maxLength greatest length that it may reach, EOS counted
   * @return the upper bound
   */
  double bestReachable(double logProbability, int maxLength) {
    return score(logProbability, maxLength);
  }
}
