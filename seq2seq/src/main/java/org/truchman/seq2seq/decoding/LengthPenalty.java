package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.LengthPenaltyType;
import org.truchman.seq2seq.config.SearchConfig;

/**
 * Makes hypotheses of different lengths comparable.
 *
 * <p>Without it every further piece makes a hypothesis less probable, so short ones win. {@link
 * LengthPenaltyType#AVERAGE} with exponent 1 compares the average log-probability of a piece; it is
 * the plain form of Bahdanau et al. 2015 and Marian. {@link LengthPenaltyType#GNMT} is that of Wu
 * et al. 2016, equation 14.
 *
 * @param type the form
 * @param strength how much length is forgiven: exponent, or reward of a piece; finite, 0 or more
 */
record LengthPenalty(LengthPenaltyType type, double strength) {

  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if it is negative, infinite or not a number
   */
  LengthPenalty {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException(
          "search.lengthPenalty is " + strength + "; it must be a finite number, 0 or more");
    }
  }

  /** Gives the penalty that the settings ask for. */
  static LengthPenalty of(SearchConfig config) {
    return new LengthPenalty(config.lengthPenaltyType(), config.lengthPenalty());
  }

  /**
   * Gives the score by which hypotheses are compared.
   *
   * @param logProbability of the whole hypothesis, 0 or less
   * @param length its pieces, EOS counted, at least 1
   * @return the score; the greatest is the best
   */
  double score(double logProbability, int length) {
    // StrictMath: the same bits on every machine, so that ties are the same ties.
    return switch (type) {
      case NONE -> logProbability;
      case AVERAGE -> logProbability / StrictMath.pow(length, strength);
      case GNMT -> logProbability / StrictMath.pow((5.0 + length) / 6, strength);
      case WORD_REWARD -> logProbability + strength * length;
    };
  }

  /**
   * Gives a score that no continuation of an open hypothesis can exceed: that of the same sum at
   * the greatest length.
   *
   * <p>Each further piece adds 0 at best, so a continuation has a sum of at most this one, and a
   * length of at most the greatest; and every form of the score grows (or stays) with the sum and
   * with the length:
   *
   * <ul>
   *   <li>none: the score is the sum;
   *   <li>average and GNMT: a sum of 0 or less is divided by a number that is 1 or more and grows
   *       with the length, since the exponent is 0 or more;
   *   <li>word reward: what is added grows with the length, since the reward is 0 or more.
   * </ul>
   *
   * <p>It holds in floating point too: rounding is monotone, so a sum to which 0 or less is added
   * never rounds to more than it was, and neither do quotients and sums of what is ordered.
   *
   * @param logProbability of the open hypothesis, 0 or less
   * @param maxLength greatest length that it may reach, EOS counted
   * @return the upper bound
   */
  double bestReachable(double logProbability, int maxLength) {
    return score(logProbability, maxLength);
  }
}
