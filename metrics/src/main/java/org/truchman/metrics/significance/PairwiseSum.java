package org.truchman.metrics.significance;

/**
 * The sum of an array, its rounding errors those of NumPy: halves are added up apart, and in a
 * short half eight sums are made side by side.
 *
 * @see <a href="https://github.com/numpy/numpy/pull/3685">NumPy, pairwise summation</a>
 */
final class PairwiseSum {
  private static final int LANES = 8;
  private static final int LONGEST_BLOCK = 128;

  private final double[] values;
  private final boolean single;

  private PairwiseSum(double[] values, boolean single) {
    this.values = values;
    this.single = single;
  }

  /**
   * The sum.
   *
   * @param values numbers that, if single, floats hold
   * @param single whether to round to single precision after each step
   */
  static double of(double[] values, boolean single) {
    return new PairwiseSum(values, single).sum(0, values.length);
  }

  private double sum(int from, int length) {
    if (length < LANES) {
      return added(0, from, from + length);
    }
    if (length > LONGEST_BLOCK) {
      int half = length / 2;
      half -= half % LANES;
      return plus(sum(from, half), sum(from + half, length - half));
    }
    double[] lanes = new double[LANES];
    int end = from + length - length % LANES;
    for (int i = from; i < end; i++) {
      int lane = (i - from) % LANES;
      lanes[lane] = plus(lanes[lane], values[i]);
    }
    double left = plus(plus(lanes[0], lanes[1]), plus(lanes[2], lanes[3]));
    double right = plus(plus(lanes[4], lanes[5]), plus(lanes[6], lanes[7]));
    return added(plus(left, right), end, from + length);
  }

  private double added(double start, int from, int to) {
    double sum = start;
    for (int i = from; i < to; i++) {
      sum = plus(sum, values[i]);
    }
    return sum;
  }

  private double plus(double a, double b) {
    return single ? (float) a + (float) b : a + b;
  }
}
