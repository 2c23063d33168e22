package org.truchman.seq2seq.decoding;

import java.util.List;
import java.util.Random;

/**
 * A random language for tests: each prefix of each sentence has its own distribution, which a seed
 * decides. A coarse one has few different probabilities, so that ties are everywhere.
 *
 * @param vocabularySize V
 * @param seed decides everything
 * @param coarse whether ties are wanted
 * @param keys the identity of each sentence: equal keys, equal distributions
 */
record RandomModel(int vocabularySize, long seed, boolean coarse, int... keys)
    implements PrefixScorer.Model {

  @Override
  public float[] logProbabilities(int sentence, List<Integer> prefix) {
    Random random = new Random(seed * 1_000_003 + keys[sentence] * 31L + prefix.hashCode());
    double[] weights = new double[vocabularySize];
    double sum = 0;
    for (int piece = 3; piece < vocabularySize; piece++) {
      weights[piece] = coarse ? 1 << random.nextInt(2) : Math.exp(2 * random.nextGaussian());
      sum += weights[piece];
    }
    float[] logs = new float[vocabularySize];
    for (int piece = 0; piece < vocabularySize; piece++) {
      // A coarse one need not sum to 1: powers of two make exact ties after several steps too.
      logs[piece] = (float) (coarse ? -1 / weights[piece] : Math.log(weights[piece] / sum));
    }
    return logs;
  }

  /** Looks at three source pieces, sometimes at none of them. */
  @Override
  public float[] attention(int sentence, List<Integer> prefix) {
    Random random = new Random(~seed * 1_000_003 + keys[sentence] * 31L + prefix.hashCode());
    float[] attention = new float[3];
    for (int i = 0; i < attention.length; i++) {
      attention[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat() / attention.length;
    }
    return attention;
  }
}
