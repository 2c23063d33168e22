package org.truchman.metrics.significance;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.truchman.metrics.NumpyScalar;

/**
 * Draws samples one after the other, and scores many at a time.
 *
 * @param workers who scores
 * @param seed where the draws begin
 * @param samples how many are drawn
 */
record Resampling(Workers workers, Seed seed, int samples) {
  private static final int NUMBERS_AT_ONCE = 1 << 20; // 4 MiB of draws

  /**
   * Scores bootstrap samples; all tables see the same ones.
   *
   * @param tables of the same number of segments
   * @return for each table the score of every sample
   */
  NumpyScalar[][] scores(List<SegmentTable> tables) {
    int segments = tables.get(0).size();
    NumpyScalar[][] scores = new NumpyScalar[tables.size()][samples];
    Pcg64 generator = seed.generator();
    inBatches(
        segments,
        draws -> generator.choose(draws, segments),
        (draws, sample) -> {
          int[] weights = new int[segments];
          for (int draw : draws) {
            weights[draw]++;
          }
          for (int t = 0; t < scores.length; t++) {
            scores[t][sample] = tables.get(t).sampleScore(draws, weights);
          }
        });
    return scores;
  }

  /**
   * Shuffles segments between a baseline and each other system; all of them by the same tosses.
   *
   * @param tables the baseline first
   * @return for each table but the first the difference that every trial shows
   */
  double[][] differences(List<SegmentTable> tables) {
    SegmentTable baseline = tables.get(0);
    double[][] differences = new double[tables.size() - 1][samples];
    Pcg64 generator = seed.generator();
    inBatches(
        baseline.size(),
        generator::toss,
        (tosses, trial) -> {
          for (int t = 0; t < differences.length; t++) {
            differences[t][trial] = baseline.shuffledDifference(tables.get(t + 1), tosses);
          }
        });
    return differences;
  }

  /** Fills in the numbers of a batch of samples in order, then has the batch worked on. */
  private void inBatches(int segments, Draw draw, ObjIntConsumer<int[]> work) {
    int size = Math.max(1, Math.min(samples, NUMBERS_AT_ONCE / segments));
    int[][] batch = new int[size][segments];
    for (int from = 0; from < samples; from += size) {
      int first = from;
      int count = Math.min(size, samples - from);
      for (int i = 0; i < count; i++) {
        draw.fill(batch[i]);
      }
      workers.each(count, i -> work.accept(batch[i], first + i));
    }
  }

  /** Fills in the numbers of one sample. */
  private interface Draw {
    void fill(int[] numbers);
  }
}
