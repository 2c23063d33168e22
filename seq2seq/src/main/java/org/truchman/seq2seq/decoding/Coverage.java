package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.SearchConfig;

/**
 * What a hypothesis loses for source pieces that it has not looked at (Wu et al. 2016, equation
 * 15): {@code beta * sum over i of log(min(sum over j of a(i, j), 1))}, where a(i, j) is the
 * attention that target piece j, EOS among them, pays to source piece i, EOS not among them.
 *
 * <p>It is 0 or less, and every open hypothesis may still come to 0; so a bound on scores without
 * it is one with it. It ranks finished hypotheses; which ones stay open, their sums decide. Other
 * than in the paper a piece that was not looked at at all counts as if it had {@value #LEAST}, so
 * that scores stay finite.
 *
 * @param beta 0 or more; at 0 attention is not asked for
 */
record Coverage(double beta) {
  private static final double LEAST = 1e-9;

  /** Gives the penalty that the settings ask for. */
  static Coverage of(SearchConfig config) {
    return new Coverage(config.coveragePenalty());
  }

  /** Whether anything is lost, so that attention must be known. */
  boolean isOn() {
    return beta > 0;
  }

  /**
   * Gives what was looked at, one piece later.
   *
   * @param before looked at before, {@code (S)}; null for nothing yet
   * @param attention that the piece pays
   * @return a new array
   */
  static double[] after(double[] before, float[] attention) {
    double[] after = before == null ? new double[attention.length] : before.clone();
    for (int i = 0; i < after.length; i++) {
      after[i] += attention[i];
    }
    return after;
  }

  /**
   * Gives what is added to the score of a hypothesis.
   *
   * @param looked at by all its pieces, {@code (S)}; null for nothing yet
   * @return 0 or less
   */
  double penalty(double[] looked) {
    double sum = 0;
    for (int i = 0; looked != null && i < looked.length; i++) {
      sum += StrictMath.log(Math.min(1, Math.max(LEAST, looked[i])));
    }
    return beta * sum;
  }
}
