package org.truchman.metrics.significance;

import java.util.Arrays;
import java.util.List;
import org.truchman.metrics.Arithmetic;
import org.truchman.metrics.Metric;
import org.truchman.metrics.NumpyScalar;
import org.truchman.metrics.Score;
import org.truchman.metrics.Statistics;

/** What a metric counted in every segment of one system, laid out for quick sums. */
final class SegmentTable {
  // Whole numbers below this have no rounding errors in single precision, whatever the order.
  private static final double EXACT_SINGLES = 1 << 24;

  private final Metric<?> metric;
  private final double[][] rows;
  private final Score score;
  private final int[][] columns; // null unless all values are whole numbers
  private final double[] totals;
  private final boolean wide; // whether a sum over all segments may not fit an int

  SegmentTable(Metric<?> metric, List<Statistics> segments) {
    this.metric = metric;
    this.score = metric.score(Statistics.sum(segments));
    this.rows = segments.stream().map(SegmentTable::values).toArray(double[][]::new);
    this.columns = areCounts() ? columns() : null;
    this.wide = rows.length * largest() > Integer.MAX_VALUE;
    int[] ones = new int[rows.length];
    Arrays.fill(ones, 1);
    this.totals = weighted(ones);
  }

  /** The number of segments. */
  int size() {
    return rows.length;
  }

  /** The score of all segments. */
  Score score() {
    return score;
  }

  /**
   * The score of a bootstrap sample.
   *
   * @param draws the segments that were drawn, in their order
   * @param weights how often each segment was drawn
   */
  NumpyScalar sampleScore(int[] draws, int[] weights) {
    double[] sum = columns == null ? null : weighted(weights);
    return metric.sampleScore(
        sum != null && areExactSingles(sum) ? sum : addedInSingles(draws), Arithmetic.SINGLE);
  }

  /**
   * How far two systems' scores differ once their segments are shuffled between them.
   *
   * @param other the other system, counted by the same metric
   * @param chosen 1 where the first shuffled system has this one's segment and the second the
   *     other's, 0 where it is the other way round
   */
  double shuffledDifference(SegmentTable other, int[] chosen) {
    double[] first = weighted(chosen);
    double[] second = other.weighted(chosen);
    if (columns == null || other.columns == null) {
      int[] rest = Arrays.stream(chosen).map(one -> 1 - one).toArray();
      return difference(
          sum(first, other.weighted(rest)), sum(weighted(rest), second), Arithmetic.DOUBLE);
    }
    for (int j = 0; j < first.length; j++) {
      first[j] += other.totals[j] - second[j];
      second[j] = totals[j] + other.totals[j] - first[j];
    }
    return difference(first, second, Arithmetic.WHOLE);
  }

  private double difference(double[] first, double[] second, Arithmetic arithmetic) {
    return Math.abs(
        metric.sampleScore(first, arithmetic).value()
            - metric.sampleScore(second, arithmetic).value());
  }

  /** The sum of the segments' values, each as often as its weight says. */
  private double[] weighted(int[] weights) {
    double[] sum = new double[rows[0].length];
    for (int j = 0; j < sum.length; j++) {
      if (columns == null) {
        for (int i = 0; i < rows.length; i++) {
          sum[j] += weights[i] * rows[i][j];
        }
      } else {
        sum[j] = wide ? wideProduct(weights, columns[j]) : product(weights, columns[j]);
      }
    }
    return sum;
  }

  // By itself and without a branch, so that the compiler does several at once.
  private static int product(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static long wideProduct(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (long) a[i] * b[i];
    }
    return sum;
  }

  /** The sum as NumPy adds float32 along the first axis: one segment after the other. */
  private double[] addedInSingles(int[] draws) {
    float[] sum = new float[rows[0].length];
    for (int draw : draws) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += (float) rows[draw][j];
      }
    }
    double[] result = new double[sum.length];
    for (int j = 0; j < sum.length; j++) {
      result[j] = sum[j];
    }
    return result;
  }

  private static boolean areExactSingles(double[] sum) {
    for (double value : sum) {
      if (value >= EXACT_SINGLES) {
        return false;
      }
    }
    return true;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = a[j] + b[j];
    }
    return sum;
  }

  private boolean areCounts() {
    for (double[] row : rows) {
      for (double value : row) {
        if (value != (int) value || value < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private double largest() {
    double largest = 0;
    for (double[] row : rows) {
      for (double value : row) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  private int[][] columns() {
    int[][] result = new int[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j][i] = (int) rows[i][j];
      }
    }
    return result;
  }

  private static double[] values(Statistics statistics) {
    double[] values = new double[statistics.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = statistics.value(i);
    }
    return values;
  }
}
