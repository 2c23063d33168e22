package org.truchman.seq2seq.lexicon;

import java.util.Arrays;

/**
 * How probable target pieces are as translations of one source piece: t(target | source).
 *
 * @param targets target ids, ascending
 * @param probabilities in the same order; their sum is 1, or there is none
 */
record TranslationRow(int[] targets, float[] probabilities) {
  /** The row of a source piece that was never seen. */
  static final TranslationRow EMPTY = new TranslationRow(new int[0], new float[0]);

  /** The probability of a target piece. */
  double probability(int target) {
    int place = Arrays.binarySearch(targets, target);
    return place < 0 ? 0 : probabilities[place];
  }

  /** Writes the probabilities to the places of their target ids. */
  void writeTo(float[] byTarget) {
    for (int i = 0; i < targets.length; i++) {
      byTarget[targets[i]] = probabilities[i];
    }
  }

  /** Puts zeros where {@link #writeTo} wrote. */
  void clear(float[] byTarget) {
    for (int target : targets) {
      byTarget[target] = 0;
    }
  }

  /**
   * A row of these weights, divided by their sum.
   *
   * @param targets ids, ascending
   * @param weights of all target ids
   */
  static TranslationRow of(int[] targets, double[] weights) {
    double sum = 0;
    for (int target : targets) {
      sum += weights[target];
    }
    float[] probabilities = new float[targets.length];
    for (int i = 0; i < targets.length; i++) {
      probabilities[i] = (float) (weights[targets[i]] / sum);
    }
    return new TranslationRow(targets, probabilities);
  }

  /**
   * The places of the greatest probabilities, greatest first; of equal ones the smaller id.
   *
   * @param count how many at most
   */
  int[] best(int count) {
    // Probabilities are positive floats, so their bits order as they do; the place breaks ties.
    long[] keys = new long[targets.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) Float.floatToIntBits(probabilities[i]) << 32 | (Integer.MAX_VALUE - i);
    }
    Arrays.sort(keys);
    int[] places = new int[Math.min(count, keys.length)];
    for (int i = 0; i < places.length; i++) {
      places[i] = Integer.MAX_VALUE - (int) keys[keys.length - 1 - i];
    }
    return places;
  }

  /** The same with the most probable targets only. */
  TranslationRow limited(int count) {
    if (targets.length <= count) {
      return this;
    }
    int[] kept = best(count);
    Arrays.sort(kept);
    double sum = 0;
    for (int place : kept) {
      sum += probabilities[place];
    }
    int[] keptTargets = new int[kept.length];
    float[] keptProbabilities = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptTargets[i] = targets[kept[i]];
      keptProbabilities[i] = (float) (probabilities[kept[i]] / sum);
    }
    return new TranslationRow(keptTargets, keptProbabilities);
  }
}
