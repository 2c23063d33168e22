package org.truchman.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * What a metric counted in one segment, or in many: statistics add up, scores do not.
 *
 * <p>All values are whole numbers, but for TER's mean reference length where a segment has several
 * references; sums are exact below 2^53. What each position means is the metric's own affair.
 */
public final class Statistics {
  private final double[] values;
  private final int fewestReferences;
  private final int mostReferences;

  private Statistics(double[] values, int fewestReferences, int mostReferences) {
    this.values = values;
    this.fewestReferences = fewestReferences;
    this.mostReferences = mostReferences;
  }

  /**
   * The statistics of one segment; the array is taken over, not copied.
   *
   * @param values what was counted
   * @param references the number of references that it was counted against
   * @return the statistics
   */
  public static Statistics of(double[] values, int references) {
    return new Statistics(values, references, references);
  }

  /**
   * The sum over segments, added from first to last.
   *
   * @param segments at least one, all of the same metric with the same options
   * @return their sum
   * @throws IllegalArgumentException if there is none, or they differ in size
   */
  public static Statistics sum(List<Statistics> segments) {
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("no statistics to add: a score needs a segment at least");
    }
    Statistics first = segments.get(0);
    double[] total = new double[first.values.length];
    int fewest = first.fewestReferences;
    int most = first.mostReferences;
    for (Statistics segment : segments) {
      segment.addTo(total);
      fewest = Math.min(fewest, segment.fewestReferences);
      most = Math.max(most, segment.mostReferences);
    }
    return new Statistics(total, fewest, most);
  }

  /**
   * The sum of these and others.
   *
   * @param other of the same metric with the same options
   * @return a new sum
   * @throws IllegalArgumentException if they differ in size
   */
  public Statistics plus(Statistics other) {
    return sum(List.of(this, other));
  }

  /**
   * One value.
   *
   * @param index from 0
   * @return what was counted there
   */
  public double value(int index) {
    return values[index];
  }

  /**
   * The number of values.
   *
   * @return the same for all segments of one metric
   */
  public int size() {
    return values.length;
  }

  /**
   * The number of references as signatures state it.
   *
   * @return the number, or "var" if it differs between segments
   */
  public String references() {
    return fewestReferences == mostReferences ? Integer.toString(fewestReferences) : "var";
  }

  double[] copy(int from, int length) {
    return Arrays.copyOfRange(values, from, from + length);
  }

  private void addTo(double[] total) {
    if (values.length != total.length) {
      throw new IllegalArgumentException(
          "cannot add statistics of "
              + values.length
              + " values to statistics of "
              + total.length
              + ": they come from different metrics or options");
    }
    for (int i = 0; i < total.length; i++) {
      total[i] += values[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statistics that
        && Arrays.equals(values, that.values)
        && fewestReferences == that.fewestReferences
        && mostReferences == that.mostReferences;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + fewestReferences;
  }

  @Override
  public String toString() {
    return Arrays.toString(values) + " against " + references() + " references";
  }
}
