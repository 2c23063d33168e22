package org.truchman.metrics.significance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.truchman.metrics.Confidence;
import org.truchman.metrics.NumpyScalar;

/**
 * The scores of all samples of one system, as NumPy keeps them: in single precision if every score
 * is, else in double.
 */
final class SampleScores {
  // Of 40 sorted scores one at each end is left out, which leaves 95 of 100.
  private static final int LEFT_OUT_OF = 40;
  private static final MathContext MEAN_DIGITS = new MathContext(100);

  private final double[] values;
  private final boolean single;

  private SampleScores(double[] values, boolean single) {
    this.values = values;
    this.single = single;
  }

  static SampleScores of(NumpyScalar[] scores) {
    return new SampleScores(
        Arrays.stream(scores).mapToDouble(NumpyScalar::value).toArray(),
        Arrays.stream(scores).allMatch(NumpyScalar::single));
  }

  /** The interval as sacreBLEU's paired test gives it: NumPy takes the mean. */
  Confidence pairedConfidence() {
    SampleScores sorted = sorted();
    return new Confidence(sorted.mean().value(), sorted.margin());
  }

  /** The interval as sacreBLEU gives it for one system: Python takes the mean, which is exact. */
  Confidence confidence() {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    double mean = sum.divide(BigDecimal.valueOf(values.length), MEAN_DIGITS).doubleValue();
    return new Confidence(number(mean).value(), sorted().margin());
  }

  /**
   * How probable it is that a difference as great as that of the whole corpus comes by chance: the
   * share of samples whose difference, less the mean difference, is greater.
   *
   * @param baseline the scores of the baseline on the same samples
   * @param difference of the two systems on the whole corpus
   */
  double probability(SampleScores baseline, double difference) {
    boolean both = single && baseline.single;
    NumpyScalar[] differences = new NumpyScalar[values.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = scalar(values[i], both).minus(scalar(baseline.values[i], both)).magnitude();
    }
    NumpyScalar mean = of(differences).mean();
    double least = scalar(difference, both).value();
    long greater = Arrays.stream(differences).filter(d -> d.minus(mean).value() > least).count();
    return probability(greater, values.length);
  }

  /** The p-value if that many of the samples show a greater difference; never 0. */
  static double probability(long greater, int samples) {
    return (greater + 1.0) / (samples + 1.0);
  }

  /** As {@link PairwiseSum} adds them. */
  private NumpyScalar mean() {
    return number(PairwiseSum.of(values, single)).dividedBy(values.length);
  }

  private double margin() {
    int first = values.length / LEFT_OUT_OF;
    int last = values.length - first - 1;
    return number(values[last]).minus(number(values[first])).times(0.5).value();
  }

  private NumpyScalar number(double value) {
    return scalar(value, single);
  }

  private static NumpyScalar scalar(double value, boolean single) {
    return single ? NumpyScalar.single(value) : NumpyScalar.of(value);
  }

  private SampleScores sorted() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new SampleScores(sorted, single);
  }
}
