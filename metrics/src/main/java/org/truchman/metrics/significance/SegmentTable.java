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
  private static final double NO_COUNT = Double.POSITIVE_INFINITY;

  private final Metric<?> metric;
  private final List<Statistics> segments;
  private final Score score;
  private final int[][] columns; // null unless all values are whole numbers
  private final double[] totals;
  private final boolean wide; // whether a sum over all segments may not fit an int

  SegmentTable(Metric<?> metric, List<Statistics> segments) {
    this.metric = metric;
    this.segments = segments;
    this.score = metric.score(Statistics.sum(segments));
    int[][] counts = new int[segments.get(0).size()][segments.size()];
    double largest = 0;
    for (int i = 0; i < segments.size() && largest < NO_COUNT; i++) {
      largest = Math.max(largest, copy(segments.get(i), i, counts));
    }
    this.columns = largest < NO_COUNT ? counts : null;
    this.wide = segments.size() * largest > Integer.MAX_VALUE;
    int[] ones = new int[segments.size()];
    Arrays.fill(ones, 1);
    this.totals = weighted(ones);
  }

  /** Puts a segment's values into the columns; returns the largest, or that it is no count. */
  private static double copy(Statistics segment, int row, int[][] columns) {
    double largest = 0;
    for (int j = 0; j < columns.length; j++) {
      double value = segment.value(j);
      columns[j][row] = (int) value;
      largest = Math.max(largest, value == columns[j][row] && value >= 0 ? value : NO_COUNT);
    }
    return largest;
  }

  /** The number of segments. */
  int size() {
    return segments.size();
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
    double[] sum = new double[segments.get(0).size()];
    for (int j = 0; j < sum.length; j++) {
      if (columns == null) {
        for (int i = 0; i < weights.length; i++) {
          sum[j] += weights[i] * segments.get(i).value(j);
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
    float[] sum = new float[segments.get(0).size()];
    for (int draw : draws) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += (float) segments.get(draw).value(j);
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
}
