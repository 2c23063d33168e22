package org.truchman.seq2seq.decoding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Several networks as one: the log-probability of a piece is the weighted mean of what the members
 * say (log-linear combination), over whole distributions, so that no piece is lost which only some
 * of them have among their best.
 *
 * <p>The mean is not normalised anew: its exponentials sum to 1 at most, which moves all
 * continuations of a hypothesis alike. An ensemble of a network with itself says the same floats as
 * the network. What one member never says, the ensemble never says.
 */
public final class EnsembleScorer implements StepScorer {
  private final List<StepScorer> members;
  private final double[] weights;

  /**
   * Combines members, which are closed with this.
   *
   * @param members at least one, for the same sentences, with the same target vocabulary
   * @param weights of each member, above 0; only their ratios count
   * @throws IllegalArgumentException if numbers do not fit, or a weight is not allowed
   */
  public EnsembleScorer(List<? extends StepScorer> members, double[] weights) {
    if (members.isEmpty() || weights.length != members.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an ensemble of %d members has %d weights; each of at least one member needs one",
              members.size(),
              weights.length));
    }
    for (StepScorer member : members) {
      if (member.vocabularySize() != members.get(0).vocabularySize()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "members of an ensemble have %d and %d target pieces; they must share them",
                members.get(0).vocabularySize(),
                member.vocabularySize()));
      }
    }
    this.members = List.copyOf(members);
    this.weights = shares(weights);
  }

  private static double[] shares(double[] weights) {
    for (double weight : weights) {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "a member of an ensemble has the weight " + weight + "; allowed: above 0");
      }
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  @Override
  public int vocabularySize() {
    return members.get(0).vocabularySize();
  }

  @Override
  public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
    return distributions(pieces, origin, sentence).best(k);
  }

  @Override
  public Distributions distributions(int[] pieces, int[] origin, int[] sentence) {
    double[] sums = new double[Math.multiplyExact(pieces.length, vocabularySize())];
    for (int i = 0; i < weights.length; i++) {
      Distributions said = members.get(i).distributions(pieces, origin, sentence);
      float[] logs = said.require(pieces.length).logProbabilities();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += weights[i] * logs[j];
      }
    }
    float[] mean = new float[sums.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (float) sums[j];
    }
    return new Distributions(pieces.length, vocabularySize(), mean);
  }

  /**
   * Gives the weighted mean of what the members looked at.
   *
   * @throws IllegalArgumentException if they read a sentence in different pieces
   */
  @Override
  public float[][] attention() {
    float[][] mean = null;
    for (int i = 0; i < weights.length; i++) {
      float[][] looked = members.get(i).attention();
      mean = mean == null ? new float[looked.length][] : mean;
      for (int row = 0; row < looked.length; row++) {
        mean[row] = i == 0 ? new float[looked[row].length] : mean[row];
        add(mean[row], looked[row], weights[i]);
      }
    }
    return mean;
  }

  private static void add(float[] mean, float[] looked, double weight) {
    if (looked.length != mean.length) {
      throw new IllegalArgumentException(
          "search.coveragePenalty is above 0; allowed where members of an ensemble read the source"
              + " in different pieces: 0");
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] += (float) (weight * looked[i]);
    }
  }

  @Override
  public void close() {
    closeAll(members);
  }

  /** Closes all, whatever one of them throws. */
  private static void closeAll(List<StepScorer> members) {
    if (members.isEmpty()) {
      return;
    }
    try {
      members.get(0).close();
    } finally {
      closeAll(members.subList(1, members.size()));
    }
  }
}
